"""The texts of a sample as other tools take them: words, footnotes or roles of their own in place of our roles."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from ..citations import PUBLISHERS, SampleSource, in_words
from ..frames import Frame
from ..samples import SampleBrief

ROLE = re.compile(r"\{(?P<name>cite:[pt]|brief)\}`(?P<target>[^`]+)`")

Link = Callable[[Frame], str]
"""What a link to a brief has as its target."""


class Texts:
    """The texts of *briefs*; links between them stay links, with the other brief's title.

    Args:
        briefs: All briefs of a sample, since a link needs the title of the brief that it leads to.
        link: The target of a link, as the tool writes it.
    """

    def __init__(self, briefs: Sequence[SampleBrief], link: Link) -> None:
        self._frames: Mapping[str, Frame] = {brief.frame.id: brief.frame for brief in briefs}
        self._link = link

    def with_words(self, brief: SampleBrief) -> str:
        """A text without citations: who published a source and when stands in the place of each."""
        return self._replaced(brief, lambda _role, source: in_words(source))

    def with_footnotes(self, brief: SampleBrief) -> str:
        """A text with a footnote for each citation, which has the source's particulars."""
        text = self._replaced(brief, lambda _role, source: f"[^{source.key}]")
        notes = (f"[^{source.key}]: {reference(source)}" for source in brief.cited)
        return "\n\n".join((text.rstrip(), *notes)) + "\n"

    def with_roles(self, brief: SampleBrief, prefix: str) -> str:
        """A text with roles for citations, where `p` and `t` come after *prefix*."""
        return self._replaced(brief, lambda role, source: f"{{{prefix}:{role[-1]}}}`{source.key}`")

    def _replaced(self, brief: SampleBrief, mark: Callable[[str, SampleSource], str]) -> str:
        sources = {source.key: source for source in brief.cited}

        def other(role: re.Match[str]) -> str:
            if role["name"] == "brief":
                frame = self._frames[role["target"]]
                return f"[{frame.title}]({self._link(frame)})"
            return mark(role["name"], sources[role["target"]])

        return ROLE.sub(other, brief.text)


def reference(source: SampleSource) -> str:
    """A source's particulars in one line, with its address as a link."""
    title = f"{source.title} [{source.translated_title}]" if source.translated_title else source.title
    issued = source.issued or "no date"
    return f"{PUBLISHERS[source.publisher]}: “{title}”, {issued}. <{source.address}> (accessed {source.accessed})"


def beside(frame: Frame) -> str:
    """The path of a brief's file from any other brief's, where each year has a folder."""
    return f"../{frame.date.year}/{frame.id}.md"


def write(path: Path, text: str) -> None:
    """Write a file, and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
