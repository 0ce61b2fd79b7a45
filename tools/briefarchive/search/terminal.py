"""Queries of a site's index outside a browser: Node.js runs the scripts of the search page.

A repository can contain a folder with a site. Only data is read from there: the scripts are those of this package, and
the engine is that of the installed Pagefind.
"""

import contextlib
import functools
import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any, cast

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
    """Return the answers to *requests* by `open_search`."""
    with open_search(site, client) as answer:
        return [answer(request) for request in requests]


@contextlib.contextmanager
def open_search(site: Path, client: Path) -> Iterator[Callable[[Request], Answer]]:
    """Answer requests like the search page.

    Args:
        site: The folder of a site with an index.
        client: The folder of the site's search scripts.

    Yields:
        A function that takes a request with `query`, `filters`, `sort`, `from` and `limit`, as in `engine.js`.

    Raises:
        CannotAskError: There is no Node.js, no index, or one of another version.
    """
    node = shutil.which("node")
    if node is None:
        message = "the search runs the site's own scripts, and needs Node.js for it"
        raise CannotAskError(f"{message}: on Debian, run: sudo apt-get install nodejs")
    index = site / FOLDER
    _check_index(index)
    with tempfile.TemporaryDirectory(prefix="briefarchive-search-") as scratch, tempfile.TemporaryFile() as errors:
        program, scripts = _prepare_scripts(Path(scratch), client)
        command = [node, str(_SCRIPT), str(scripts), str(program), str(index.resolve())]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors) as running:  # noqa: S603 — our own script; what is asked goes in by standard input
            yield functools.partial(_answer, running, errors)


def _answer(running: "subprocess.Popen[bytes]", errors: IO[bytes], request: Request) -> Answer:
    stdin, stdout = cast("IO[bytes]", running.stdin), cast("IO[bytes]", running.stdout)
    with contextlib.suppress(BrokenPipeError):  # the process has ended
        stdin.write(msgspec.json.encode(request) + b"\n")
        stdin.flush()
    if line := stdout.readline():
        return cast("Answer", json.loads(line))
    code = running.wait()
    errors.seek(0)
    raise CannotAskError(f"the search ended with {code}: {errors.read().decode('utf-8', 'replace').strip()[-400:]}")


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
        try:
            made_by = json.loads(entry.read_bytes())["version"]
        except (ValueError, KeyError, TypeError):
            made_by = ""
        if made_by != version("pagefind"):
            raise CannotAskError(f'the index in "{index.parent}" is of another version; run: briefs build')
