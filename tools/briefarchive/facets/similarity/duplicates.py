"""Sources that are probably the same, in groups, the surest first.

Candidates are found in blocks (see `candidates`) and scored in pairs, and the pairs are joined into groups, the surest
first. A group never takes in a source that conflicts with one of its members, for example by another DOI.
"""

import re
import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ...model import Archive, CiteKey, Source
from .candidates import Candidate, candidate_pairs, dates_agree, prepare_candidates
from .canonical_address import identifies_text
from .titles import title_similarity

_LARGEST = 20
LEAST = 70
"""The least score at which two sources are reported."""

_NEAR = 88
_PARTS = ("volume", "number", "issue", "pages", "isbn", "edition", "version", "chapter", "eprint", "part", "issn")
_FIGURES = re.compile(r"\b\w*\d\w*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """The certainty, from 0 to 100, that two sources are the same, and the reasons."""

    score: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicates:
    """Sources that are probably the same.

    Attributes:
        score: The lowest score of the pairs that join them, from 70 to 100.
        sources: The sources, first the one to keep: one from which others inherit, else the one that most briefs cite,
            of these the one with the most fields.
    """

    score: int
    reasons: tuple[str, ...]
    sources: tuple[Source, ...]
    cited: tuple[int, ...]


def find_duplicates(archive: Archive) -> tuple[Duplicates, ...]:
    """Return the groups of sources of *archive* that are probably the same."""
    candidates = prepare_candidates(archive.sources.values())
    weighed = ((weigh(one, other), one, other) for one, other in candidate_pairs(candidates))
    found = [(evidence, one, other) for evidence, one, other in weighed if evidence is not None]
    found.sort(key=lambda pair: (-pair[0].score, pair[1].source.key, pair[2].source.key))
    cited = Counter(archive.resolve_key(key) for brief in archive.briefs.values() for key in brief.bibliography)
    named = (one.fields.get(name, "") for one in archive.sources.values() for name in ("crossref", "xdata"))
    parents = {key.strip().casefold() for keys in named if keys for key in keys.split(",")}
    groups = []
    for members, evidence in _join_pairs(found):
        sources = [one.source for one in members]
        sources.sort(key=lambda one: (one.key.casefold() not in parents, -cited[one.key], -len(one.fields), one.key))
        counts = tuple(cited[source.key] for source in sources)
        groups.append(Duplicates(score=evidence.score, reasons=evidence.reasons, sources=tuple(sources), cited=counts))
    return tuple(sorted(groups, key=lambda group: (-group.score, group.sources[0].key)))


def _join_pairs(found: Iterable[tuple[Match, Candidate, Candidate]]) -> Iterator[tuple[list[Candidate], Match]]:
    """Join pairs into groups, the surest first, each with its lowest score and all reasons."""
    groups: dict[CiteKey, tuple[list[Candidate], Match]] = {}
    for evidence, *pair in found:
        (here, known), (there, others) = (groups.get(one.source.key) or ([one], evidence) for one in pair)
        score, reasons = known.score, (*known.reasons, *evidence.reasons)
        if here is not there:
            if len(here) + len(there) > _LARGEST or any(are_incompatible(a, b) for a in here for b in there):
                continue
            here = [*here, *there]
            score = min(known.score, others.score, evidence.score)
            reasons = (*known.reasons, *others.reasons, *evidence.reasons)
        group = here, Match(score=score, reasons=tuple(dict.fromkeys(reasons)))
        groups |= {member.source.key: group for member in here}
    return iter({id(group): group for group in groups.values()}.values())


def merge_command(keys: Iterable[str], *, where: Sequence[str] = ()) -> str:
    """Return the command that merges the sources *keys* into the first; *where* is `--root` and a folder, if needed."""
    words = [*keys]
    end_of_options = ["--"] if any(key.startswith("-") for key in words) else []
    return shlex.join(["briefs", *where, "sources", "merge", *end_of_options, *words])


def weigh(one: Candidate, other: Candidate) -> Match | None:
    """Return the evidence that two sources are the same; None if it is too weak or something contradicts it."""
    if are_incompatible(one, other):
        return None
    titles = _best_similarity(one, other)
    score = max(_score_doi(one, other, titles), _score_address(one, other, titles), _score_title(one, other, titles))
    return Match(score=score, reasons=tuple(_reasons(one, other, titles))) if score >= LEAST else None


def are_incompatible(one: Candidate, other: Candidate) -> bool:
    """Whether two sources cannot be the same, because DOIs, volumes or pages differ or they share no author."""
    if one.doi and other.doi and one.doi != other.doi:
        return True
    if one.authors and other.authors and not one.authors & other.authors:
        return True
    fields, others = one.source.fields, other.source.fields
    return any(
        name in others and _first_figure(fields[name]) != _first_figure(others[name])
        for name in _PARTS
        if name in fields
    )


def _first_figure(text: str) -> str:
    found = _FIGURES.search(text)
    return found[0].lstrip("0") if found else text.casefold()


def _best_similarity(one: Candidate, other: Candidate) -> int:
    """Return the similarity of the titles, or -1 if they are in two scripts and no translation helps."""
    if one.title.han == other.title.han:
        return title_similarity(one.title, other.title)
    titles, others = (one.title, *one.other_titles), (other.title, *other.other_titles)
    best = max(title_similarity(title, another) for title in titles for another in others)
    return best if best >= _NEAR else -1


def _score_doi(one: Candidate, other: Candidate, titles: int) -> int:
    if not one.doi or one.doi != other.doi:
        return 0
    untitled = not one.title.text or not other.title.text
    # Chapters and supplements can be given the DOI of the whole.
    return 97 if titles >= _NEAR or untitled else 90 if titles < 0 else 75 if _have_same_day(one, other) else 0


def _score_address(one: Candidate, other: Candidate, titles: int) -> int:
    if not one.address or one.address != other.address:
        return 0
    known = identifies_text(one.address)
    agree = dates_agree(one.source.issued, other.source.issued)
    if titles >= _NEAR:
        return 97 if agree else 80 if known else 0
    untitled = not one.title.text or not other.title.text
    if untitled or titles < 0:
        return 85 if known and agree else 0
    # Headlines are edited, but one with other numbers is another report.
    return 75 if known and _have_same_day(one, other) and one.title.numbers == other.title.numbers else 0


def _score_title(one: Candidate, other: Candidate, titles: int) -> int:
    """Score by title; other dates or addresses are those of the next text in a series."""
    if titles < _NEAR or not one.publisher or one.publisher != other.publisher or not one.title.is_specific:
        return 0
    if _differ_in_language(one, other):
        return 0
    score = _score_dates(one, other, titles) - (100 - titles) // 2
    if one.address and other.address and one.address != other.address:
        # Two pages on one host differ; on two hosts, one may be a mirror.
        mirrored = one.address.partition("/")[0] != other.address.partition("/")[0]
        return score - 14 if mirrored and titles >= 99 and one.title.is_long and _have_same_day(one, other) else 0
    return score


def _score_dates(one: Candidate, other: Candidate, titles: int) -> int:
    here, there = one.source.issued, other.source.issued
    if here is None or there is None:
        # If several texts have the title, it is unclear which one is meant.
        return 76 if titles == 100 and one.title.is_long and not one.repeated else 0
    if dates_agree(here, there):
        return 92 if here.day and there.day else 86
    # Printed a year after it was published online.
    years_alone = not (here.month and there.month)
    return 76 if years_alone and abs(here.year - there.year) == 1 and one.title.is_long else 0


def _have_same_day(one: Candidate, other: Candidate) -> bool:
    return one.source.issued is not None and one.source.issued == other.source.issued and bool(one.source.issued.day)


def _differ_in_language(one: Candidate, other: Candidate) -> bool:
    here, there = (str(side.source.language).partition("-")[0] for side in (one, other))
    return bool(here and there and here != there)


def _reasons(one: Candidate, other: Candidate, titles: int) -> Iterator[str]:
    if one.doi and one.doi == other.doi:
        yield f"same DOI {one.doi}"
    if one.address and one.address == other.address:
        yield f"same address {one.address}"
    if titles >= _NEAR:
        yield "same title" if titles == 100 else f"nearly the same title ({titles} %)"
    if one.source.publisher and one.source.publisher == other.source.publisher:
        yield f"same publisher {one.source.publisher_name}"
    here, there = one.source.issued, other.source.issued
    if here and here == there:
        yield f"same date {here}"
    elif here and there:
        yield f"dates {here} and {there}"
