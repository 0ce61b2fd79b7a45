"""Pick the pages that a change has changed: those which two builds of the site do not have alike.

    python3 tools/changed_pages.py BEFORE AFTER OUTPUT

Into the folder OUTPUT go the changed pages, the files that they show, and `changed.json`: the addresses of new, changed
and removed pages. The two builds are compared byte by byte, since the same files give the same bytes.

Standard library only: it runs in a workflow before anything is installed.
"""

import filecmp
import json
import posixpath
import re
import shutil
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

SHOWN = 500
"""How many pages are copied. A changed name of a country may change all; nobody looks at all."""

STATIC = "_static/"


def main(arguments: list[str]) -> int:
    """Compare, copy and say what was found; gives the exit code."""
    if len(arguments) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    before, after, output = map(Path, arguments)
    if not after.is_dir():
        print(f"There is no site in {after}.", file=sys.stderr)
        return 1
    changes = compare(before, after)
    copy(changes, after, output)
    print("pages:", ", ".join(f"{len(pages)} {kind}" for kind, pages in changes.items()))
    return 0


def compare(before: Path, after: Path) -> dict[str, list[str]]:
    """The pages that are new, changed and removed; without a site *before*, all are new."""
    then, now = (set(filter(_is_page, _files(site))) for site in (before, after))
    alike = {page for page in then & now if filecmp.cmp(before / page, after / page, shallow=False)}
    return {"added": sorted(now - then), "changed": sorted((then & now) - alike), "removed": sorted(then - now)}


def copy(changes: dict[str, list[str]], site: Path, output: Path) -> None:
    """Copy new and changed pages of *site*, and what they show, into *output*; list all in `changed.json`."""
    files = _files(site)
    shown = sorted((*changes["added"], *changes["changed"]))[:SHOWN]
    needed = {file for page in shown for file in _links(site, page) if file in files and not _is_page(file)}
    needed |= {file for file in files if shown and file.startswith(STATIC)}
    for file in (*shown, *needed):
        (output / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(site / file, output / file)
    output.mkdir(parents=True, exist_ok=True)
    (output / "changed.json").write_text(json.dumps(changes, indent=2) + "\n", encoding="utf-8")


def _files(site: Path) -> set[str]:
    """The addresses of the site's files, without links and the build's notes, whose names begin with a point."""
    found = (path for path in site.rglob("*") if path.is_file() and not path.is_symlink())
    return {path.relative_to(site).as_posix() for path in found if not path.name.startswith(".")}


def _is_page(file: str) -> bool:
    return file.endswith(".html") and not file.startswith(STATIC)


def _links(site: Path, page: str) -> Iterator[str]:
    """Where a page leads, as addresses from the root of the site."""
    links = _Links()
    links.feed((site / page).read_text(encoding="utf-8", errors="replace"))
    for link in links.found:
        path = re.split("[?#]", link, maxsplit=1)[0]
        yield posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(path)))


class _Links(HTMLParser):
    """Collects what `href` and `src` say."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, _tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found.update(value for name, value in attributes if name in ("href", "src") and value)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
