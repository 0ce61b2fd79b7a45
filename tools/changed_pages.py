"""Pick the pages that a change has changed: those which two builds of the site do not have alike.

    python3 tools/changed_pages.py BEFORE AFTER OUTPUT

Into the folder OUTPUT go the changed pages, what their looks need, and `changed.json`: the addresses of new, changed
and removed pages, and how many pages were left out, being too many for a preview. The two builds are compared byte by
byte, since the same files give the same bytes; no record of a former build is believed.

Standard library only, as in the scripts that take over from here.
"""

import filecmp
import itertools
import json
import posixpath
import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

from unpack_pages import NAME, Bounds

SHOWN = 500
"""How many pages a preview has. A changed name of a country may change all; nobody looks at all."""

LOOKS = "_static"


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Addresses of pages, each list in order. Briefs come first, since theirs begin with `archive/`."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]


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
    print(f"pages: {len(changes.added)} new, {len(changes.changed)} changed, {len(changes.removed)} removed")
    return 0


def compare(before: Path, after: Path) -> Changes:
    """What pages differ between two built sites; without the first, all pages of the second are new."""
    then, now = set(_pages(before)), set(_pages(after))
    alike = (page for page in then & now if filecmp.cmp(before / page, after / page, shallow=False))
    return Changes(
        added=tuple(sorted(now - then)),
        changed=tuple(sorted((then & now).difference(alike))),
        removed=tuple(sorted(then - now)),
    )


def copy(changes: Changes, site: Path, output: Path) -> None:
    """Copy new and changed pages of *site*, and what they show, into *output*; list all in `changed.json`."""
    pages = sorted((*changes.added, *changes.changed))
    output.mkdir(parents=True)
    shown = pages[:SHOWN]
    looks = _files(site, LOOKS) if shown else ()
    needed = {file: None for page in shown for file in _needs(site, page)}
    for file in _within_bounds(site, dict.fromkeys((*shown, *sorted(looks), *needed))):
        (output / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(site / file, output / file)
    listed = {
        "added": changes.added,
        "changed": changes.changed,
        "removed": changes.removed,
        "left_out": len(pages[SHOWN:]),
    }
    (output / "changed.json").write_text(json.dumps(listed, indent=2) + "\n", encoding="utf-8")


def _within_bounds(site: Path, files: Iterable[str]) -> Iterator[str]:
    """As many of *files* as will be unpacked again: what comes last, and is too much, is not shown."""
    bounds = Bounds()
    total = 0
    for file in itertools.islice(files, bounds.files - 1):
        size = (site / file).stat().st_size
        if size <= bounds.file and total + size <= bounds.packed // 2:
            total += size
            yield file


def _pages(site: Path) -> Iterator[str]:
    return (file for file in _files(site, "") if file.endswith(".html") and not file.startswith(f"{LOOKS}/"))


def _files(site: Path, folder: str) -> Iterator[str]:
    """The files below a folder of the site, but for the build's notes, whose names begin with a point."""
    for path in (site / folder).rglob("*"):
        name = path.relative_to(site).as_posix()
        if NAME.fullmatch(name) and path.is_file() and not path.is_symlink():
            yield name


def _needs(site: Path, page: str) -> Iterator[str]:
    """The pictures and other files to which a page leads, but no other pages."""
    links = _Links()
    links.feed((site / page).read_text(encoding="utf-8", errors="replace"))
    for link in links.found:
        # An address with a colon, or of another host, makes no name of a file here.
        path = re.split("[?#]", link, maxsplit=1)[0]
        file = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(path)))
        if NAME.fullmatch(file) and not file.endswith(".html") and (site / file).is_file():
            yield file


class _Links(HTMLParser):
    """Collects what `href` and `src` say."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, _tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found.update(value for name, value in attributes if name in ("href", "src") and value)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
