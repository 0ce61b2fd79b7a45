"""Write the comment in a pull request that lists the pages which look different.

    python3 tools/preview_comment.py ARCHIVE --artefact URL --commit SHA

ARCHIVE is the zip file that the check of the pull request has kept. A stranger's code has made it, so nothing of it is
unpacked or run: its `changed.json` is read, and of that only addresses made of letters, digits and a few harmless signs
get into the comment.

Standard library only, since it runs where nothing is installed.
"""

import argparse
import json
import lzma
import re
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

MARK = "<!-- preview -->"
"""By this the next run finds the comment, to write it anew instead of adding another."""

LISTED = 30
"""How many addresses of each kind: with the longest names there are, a comment is below GitHub's 65,536 characters."""

LARGEST = 10_000_000
"""Bytes of the list that are read at most; a list of 50,000 pages has half as many."""

PART = r"[A-Za-z0-9_][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*"
PAGE = re.compile(rf"(?=.{{,200}}\Z)(?:{PART}/)*{PART}\.html")


def main(arguments: list[str]) -> int:
    """Print the comment; gives the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--artefact", required=True)
    parser.add_argument("--commit", required=True)
    given = parser.parse_args(arguments)
    sys.stdout.write(comment(read_changes(given.archive), artefact=given.artefact, commit=given.commit))
    return 0


def read_changes(archive: Path) -> dict[str, Any] | None:
    """What the list in the zip file says; None if it is none or cannot be read."""
    try:
        with zipfile.ZipFile(archive) as bundle, bundle.open("changed.json") as file:
            changes = json.loads(file.read(LARGEST))
    # Nesting that is deep enough is a RecursionError, encryption a RuntimeError, and an absent list a KeyError.
    except (OSError, ValueError, RuntimeError, KeyError, EOFError, zipfile.BadZipFile, zlib.error, lzma.LZMAError):
        return None
    return changes if isinstance(changes, dict) else None


def comment(changes: dict[str, Any] | None, *, artefact: str, commit: str) -> str:
    """The comment in Markdown.

    Args:
        changes: The addresses of new, changed and removed pages; None if they cannot be read.
        artefact: Where the pages can be downloaded.
        commit: The commit from which they were made.
    """
    lines = [MARK, f"Pages of this change, as of {commit}:", ""]
    for title, key in (("New", "added"), ("Changed", "changed"), ("No longer there", "removed")):
        lines += _section(title, (changes or {}).get(key))
    if changes is None:
        lines += ["The list of pages cannot be read.", ""]
    elif len(lines) == 3:
        lines += ["No page looks different.", ""]
    lines.append(f"[Download the pages]({artefact}), unpack the file, and open a page in the browser.")
    return "\n".join(lines) + "\n"


def _section(title: str, listed: object) -> Iterator[str]:
    known = [one for one in listed if _is_address(one)] if isinstance(listed, list) else []
    if not known:
        return
    yield from (f"**{title}: {len(known):,}**", "")
    yield from (f"- `{one}`" for one in known[:LISTED])
    if more := known[LISTED:]:
        yield f"- and {len(more):,} more"
    yield ""


def _is_address(one: object) -> bool:
    return isinstance(one, str) and PAGE.fullmatch(one) is not None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
