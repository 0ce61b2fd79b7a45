"""Queries of a site's index outside a browser: Node.js runs the scripts of the search page.

A repository can contain a folder with a site. Only data is read from there: the scripts are those of this package, and
the engine is that of the installed Pagefind.
"""

import contextlib
import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import msgspec

from ..diagnostics import CommandError
from ..storage import files
from . import FOLDER
from .pagefind_program import run_pagefind

_SCRIPT = Path(__file__).parent / "terminal.mjs"
_ANY_PAGE = '<html lang="en"><body data-pagefind-body>page</body></html>'

Request = Mapping[str, Any]
Answer = dict[str, Any]


class CannotAskError(CommandError):
    """The index cannot be queried; the message says what to do."""


def ask(site: Path, client: Path, requests: Iterable[Request]) -> list[Answer]:
    """Answer requests like the search page.

    Args:
        site: The folder of a site with an index.
        client: The folder of the site's search scripts.
        requests: What to find: `query`, `filters`, `sort`, `from` and `limit`, as in `engine.js`.

    Raises:
        CannotAskError: There is no Node.js, no index, or one of another version.
    """
    lines = [msgspec.json.encode(request) for request in requests]
    with search_command(site, client) as command:
        done = subprocess.run(command, input=b"\n".join(lines), capture_output=True, check=False)  # noqa: S603 — our own script
    answers = done.stdout.splitlines()
    if len(answers) < len(lines):
        said = done.stderr.decode("utf-8", "replace").strip()[-400:]
        raise CannotAskError(f"the search ended with {done.returncode}: {said}")
    return [json.loads(answer) for answer in answers]


@contextlib.contextmanager
def search_command(site: Path, client: Path) -> Iterator[list[str]]:
    """Prepare a program that answers each line of its input, a request in JSON, with a line; yield its command."""
    node = shutil.which("node")
    if node is None:
        message = "the search runs the site's own scripts, and needs Node.js for it"
        raise CannotAskError(f"{message}: on Debian, run: sudo apt-get install nodejs")
    index = site / FOLDER
    _check_index(index)
    with tempfile.TemporaryDirectory(prefix="briefarchive-search-") as scratch:
        program, scripts = _prepare_scripts(Path(scratch), client)
        yield [node, str(_SCRIPT), str(scripts), str(program), str(index.resolve())]


def _prepare_scripts(scratch: Path, client: Path) -> tuple[Path, Path]:
    """Return folders with the engine and with the scripts, which Node.js takes for modules."""
    program, scripts = scratch / "program", scratch / "scripts"
    for name, data in run_pagefind([("page.html", _ANY_PAGE)]).items():
        files.write_bytes(program / name, data)
    shutil.copytree(client, scripts)
    (scratch / "package.json").write_text('{"type": "module"}', "utf-8")
    return program, scripts


def _check_index(index: Path) -> None:
    """Check that the index exists and comes from the installed version of Pagefind."""
    if not (index / "index.json").is_file():
        raise CannotAskError(f'there is no index in "{index.parent}"; run: briefs build')
    for entry in sorted(index.glob("part-*/pagefind-entry.json")):
        if f'"version":"{version("pagefind")}"'.encode() not in entry.read_bytes():  # as Pagefind writes it
            raise CannotAskError(f'the index in "{index.parent}" is of another version; run: briefs build')
