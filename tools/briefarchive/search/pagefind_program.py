"""Runs Pagefind, the program that makes the index: on a folder of pages, in one call."""

import os
import subprocess
from pathlib import Path

from pagefind.service import get_executable

from .canonical_index import put_in_order

_UNUSED = ("*-ui.css", "*-ui.js", "pagefind-highlight.js", "pagefind-worker.js", "wasm.unknown.pagefind")
ENGINE = "wasm.en.pagefind"
"""The file of the program that a browser runs; it is the same in all parts."""
# Words of a query are fetched in chunks; smaller ones are 3 kB each in place of 27.
_CHUNK = {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": "1500"}


class IndexingError(Exception):
    """Pagefind is not there, or could not do its work; the message says what it said."""


def make_index(pages: Path, index: Path) -> None:
    """Index the *pages* of a folder into the folder *index*, ready to be published.

    Args:
        pages: The folder of pages.
        index: The new folder.

    Raises:
        IndexingError: There is no index.
    """
    run_pagefind(pages, index)
    for unused in [file for pattern in _UNUSED for file in index.glob(pattern)]:
        unused.unlink()
    put_in_order(index)


def run_pagefind(pages: Path, index: Path) -> None:
    """Have Pagefind index *pages*, as if they were all in English.

    Raises:
        IndexingError: There is no index.
    """
    program = get_executable()
    if program is None:
        raise IndexingError("the program pagefind is not installed; run: pip install pagefind_bin_extended")
    places = ("--site", str(pages.resolve()), "--output-path", str(index.resolve()))
    command = [str(program), *places, "--force-language", "en", "--silent"]
    # It reads settings from files and variables of its own names; none of the archive's may lead it elsewhere.
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
    try:
        done = subprocess.run(  # noqa: S603 — the program of our own dependency, on files that we have written
            command, cwd=pages, env=kept | _CHUNK, capture_output=True, text=True, check=False
        )
    except OSError as error:
        raise IndexingError(f"{program} cannot be run: {error.strerror}") from error
    if done.returncode:
        raise IndexingError(f"pagefind ended with {done.returncode}: {(done.stderr or done.stdout).strip()[-400:]}")
