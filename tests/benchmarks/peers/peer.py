"""What the measurements know of a peer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..samples import SampleBrief

MADE = ("out", "_build", ".cache", "cache")
"""What a build makes in a project."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """A tool with a set of choices, as a user would set it up for an archive of briefs.

    Attributes:
        name: What readers of the figures see.
        environment: The environment it runs in, by the name of its list of packages; empty for the project's own.
        packages: Those whose versions are told.
        write: Writes its project of some briefs into a folder.
        command: The build, from the folder of programs and that of the project.
        pages: The pages of briefs that it makes, as a pattern of paths in the project.
        citations: What it makes of a citation.
        lists: What it makes of countries and topics.
        leaves_out: What our site has and its site has not.
    """

    name: str
    environment: str = ""
    packages: Sequence[str]
    write: Callable[[Sequence[SampleBrief], Path], None]
    command: Callable[[Path, Path], Sequence[str]]
    pages: str = "out/archive/*/20*.html"
    citations: str
    lists: str
    leaves_out: str
