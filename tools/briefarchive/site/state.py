"""What a former build wrote, by the digest of what it was made from.

Times of files say nothing in a fresh clone. A text is read again when its bytes have changed, and a page is
written again when its text or a fact that it shows has changed.
"""

import contextlib
from pathlib import Path

import msgspec

from ..reading import files


class State(msgspec.Struct):
    """Digests of a finished build.

    Attributes:
        texts: The digest of each document's bytes when its doctree was made, by docname.
        pages: The digest of what each page was made from, by address.
    """

    texts: dict[str, str] = {}
    pages: dict[str, str] = {}


def load(folder: Path) -> State:
    """The state that the last build left in *folder*; an empty one if there is none that can be read."""
    try:
        return msgspec.json.decode(_file(folder).read_bytes(), type=State)
    except (OSError, msgspec.MsgspecError, ValueError):
        return State()


def save(folder: Path, state: State) -> None:
    """Keep *state* for the next build."""
    files.write_text(_file(folder), msgspec.json.encode(state).decode())


def remove_stale(outdir: Path, before: State, after: State) -> None:
    """Delete the pages of the last build that this one does not have, and the folders that this empties."""
    for address in before.pages.keys() - after.pages.keys():
        page = outdir / address
        page.unlink(missing_ok=True)
        for folder in page.parents:
            if folder == outdir:
                break
            with contextlib.suppress(OSError):  # it is not empty
                folder.rmdir()


def _file(folder: Path) -> Path:
    return folder / "briefarchive.json"
