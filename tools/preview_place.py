"""Decide whether the pages of a pull request may be shown on the site for previews.

    python3 tools/preview_place.py PATHS

PATHS is a JSON file with the list of the files that the change touches. The environment says where previews go
(PREVIEW_REPOSITORY, PREVIEW_URL) and where the site is (SITE_URL). Printed is the reason against it, or nothing.

Standard library only, since it runs where nothing is installed.
"""

import json
import os
import re
import sys
from pathlib import Path

VARIABLES = "PREVIEW_REPOSITORY", "PREVIEW_URL", "SITE_URL"

# Stricter than browsers: with numbers, `@`, a backslash or letters of other scripts, one host has many addresses.
ADDRESS = re.compile(
    r"(?P<scheme>https?)://(?P<host>(?:[a-z0-9-]+\.)*[a-z][a-z0-9-]*)\.?(?::[0-9]+)?(?:/[!-~]*)?",
    re.ASCII | re.IGNORECASE,
)

LISTED = 300
"""GitHub lists so many files of a comparison; where there may be more, nobody knows what they are."""


def main(arguments: list[str]) -> int:
    """Print the reason; gives the exit code."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    paths = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    repository, preview, site = (os.environ.get(name, "") for name in VARIABLES)
    print(reason_against(repository, preview, site, paths))
    return 0


def reason_against(repository: str, preview: str, site: str, paths: list[str]) -> str:
    """Why the pages are not shown, as a sentence; empty if they are.

    Args:
        repository: The repository whose pages are the previews, as `owner/name`.
        preview: The address of its pages.
        site: The address of the site itself.
        paths: The files that the change touches.
    """
    if not (repository and preview):
        return "This repository has no place for previews."
    if not (re.fullmatch(r"[\w.-]+/[\w.-]+", repository, re.ASCII) and _host(preview, "https")):
        return "PREVIEW_REPOSITORY is not owner/name, or PREVIEW_URL is no address that begins with https."
    # A browser lets pages of one host read and change what the others of that host keep.
    if not (host := _host(site, "https", "http")):
        return "Where the site is cannot be told, so it may be on the same host as the place for previews."
    if _host(preview, "https") == host:
        return "The place for previews is on the same host as the site; it needs a host of its own."
    if len(paths) >= LISTED:
        return "The change touches too many files to tell that all of them are texts."
    # Such pages were made by code that nobody has read yet, and may be anything at all.
    if any(not path.startswith(("archive/", "bib/")) for path in paths):
        return "The change touches files outside archive/ and bib/, so its pages may be anything."
    return ""


def _host(address: str, *schemes: str) -> str:
    """The host of an address in the one form that can be compared; empty if it has none, or another scheme."""
    match = ADDRESS.fullmatch(address)
    return match["host"].lower() if match and match["scheme"].lower() in schemes else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
