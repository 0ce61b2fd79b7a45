"""Write the comment that tells a pull request's readers which pages it changes, and where they can see them.

    python3 tools/preview_comment.py PAGES --artefact URL --commit SHA [--address URL] [--not-shown SENTENCE]

PAGES is a folder that `unpack_pages.py` has made. Of what stands in it nothing gets into the comment but addresses, and
of those only such as are made of letters, digits and a few harmless signs.

Standard library only, since it runs where nothing is installed.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from unpack_pages import PAGE, Bounds

MARK = "<!-- preview -->"
"""By this the next run finds the comment, to write it anew instead of adding another."""

LISTED = 30
"""How many addresses of each kind: with the longest names there are, a comment is below GitHub's 65,536 characters."""


def main(arguments: list[str]) -> int:
    """Print the comment; gives the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--artefact", required=True)
    parser.add_argument("--commit", required=True)
    parser.add_argument("--address", default="")
    parser.add_argument("--not-shown", default="", metavar="SENTENCE")
    given = parser.parse_args(arguments)
    text = comment(
        given.pages,
        artefact=given.artefact,
        commit=given.commit,
        address="" if given.not_shown else given.address,
        reason=given.not_shown,
    )
    sys.stdout.write(text)
    return 0


def comment(pages: Path, *, artefact: str, commit: str, address: str, reason: str) -> str:
    """The comment in Markdown.

    Args:
        pages: The unpacked pages, with their `changed.json`.
        artefact: Where the pages can be downloaded.
        commit: The commit from which they were made.
        address: Where they are shown, with a slash at the end; empty if they are not.
        reason: Why they are not shown.
    """
    changes = _changes(pages)
    lines = [MARK, f"Pages of this change, as of {commit}:", ""]
    for title, key in (("New", "added"), ("Changed", "changed"), ("No longer there", "removed")):
        lines += _section(title, changes.get(key), pages, address)
    if len(lines) == 3:
        lines += ["No page looks different.", ""]
    if address:
        lines += ["Only pages that differ are shown there: other links on them lead nowhere.", ""]
    else:
        lines += [reason, ""]
    lines.append(f"[Download the pages]({artefact}), to look at them on your own machine.")
    return "\n".join(lines) + "\n"


def _changes(pages: Path) -> dict[str, Any]:
    """What the list says, if it is one; a stranger's code wrote it."""
    try:
        changes = json.loads((pages / "changed.json").read_text(encoding="utf-8"))
    # Nesting that is deep enough is a RecursionError.
    except (OSError, ValueError, RecursionError):
        return {}
    return changes if isinstance(changes, dict) else {}


def _section(title: str, listed: object, pages: Path, address: str) -> Iterator[str]:
    if not isinstance(listed, list):
        return
    known = [one for one in listed if _is_address(one)]
    if not known:
        return
    yield from (f"**{title}: {len(known):,}**", "")
    for one in known[:LISTED]:
        yield f"- [`{one}`]({address}{one})" if address and (pages / one).is_file() else f"- `{one}`"
    if more := known[LISTED:]:
        yield f"- and {len(more):,} more"
    yield ""


def _is_address(one: object) -> bool:
    return isinstance(one, str) and len(one) <= Bounds().name and PAGE.fullmatch(one) is not None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
