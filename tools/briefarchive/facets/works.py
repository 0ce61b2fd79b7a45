"""Works: a text is one, in however many languages it can be read (IFLA LRM: a work and its expressions)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..model import Brief, BriefId
from .scripts import base_language


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A text in all languages in which lists may show it.

    Attributes:
        expressions: The original, where lists show it, and then its translations by language.
    """

    expressions: tuple[Brief, ...]

    @property
    def brief(self) -> Brief:
        """The brief that stands for the work: the original, or a translation where lists do not show that."""
        return self.expressions[0]

    def in_language(self, language: str) -> Brief | None:
        """The expression in a language: in the very one where there is one, else in another form of it."""
        same = [one for one in self.expressions if base_language(one.language) == base_language(language)]
        return next((one for one in same if one.language == language), same[0] if same else None)


def originals(briefs: Mapping[BriefId, Brief]) -> Mapping[BriefId, BriefId]:
    """By the id of each brief, that of its original: its own where it is no translation.

    A translation of a translation belongs to what was written first. Of briefs that are called translations of one
    another in a circle, the first counts as the original.
    """
    found: dict[BriefId, BriefId] = {}
    for brief_id in briefs:
        way: dict[BriefId, None] = {}
        while brief_id not in found and brief_id not in way:  # each brief is on one way only
            way[brief_id] = None
            brief = briefs.get(brief_id)
            if brief is not None and brief.translation_of is not None:
                brief_id = brief.translation_of  # noqa: PLW2901 — one walks on
        original = found.get(brief_id, brief_id)
        found |= dict.fromkeys(way, original)
    return found


def find_works(shown: Iterable[Brief], find_original: Mapping[BriefId, BriefId]) -> Mapping[BriefId, Work]:
    """The works of the briefs that lists show, by the ids of their originals."""
    groups: dict[BriefId, list[Brief]] = defaultdict(list)
    for brief in shown:
        groups[find_original[brief.id]].append(brief)
    return {
        original: Work(
            expressions=tuple(sorted(group, key=lambda brief: (brief.id != original, brief.language, brief.id)))
        )
        for original, group in groups.items()
    }
