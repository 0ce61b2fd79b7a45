"""The command that merges sources, as a line that can be copied into a shell."""

import shlex
from collections.abc import Iterable, Sequence


def merge_command(keys: Iterable[str], *, where: Sequence[str] = ()) -> str:
    """The line that merges the sources *keys* into the first; *where* is `--root` with its folder, if it is needed."""
    words = [*keys]
    end_of_options = ["--"] if any(key.startswith("-") for key in words) else []
    return shlex.join(["briefs", *where, "sources", "merge", *end_of_options, *words])
