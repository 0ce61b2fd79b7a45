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
    weighed = ((weigh(first, second), first, second) for first, second in candidate_pairs(candidates))
    pairs = [(evidence, first, second) for evidence, first, second in weighed if evidence is not None]
    pairs.sort(key=lambda pair: (-pair[0].score, pair[1].source.key, pair[2].source.key))
    citation_counts = Counter(
        archive.resolve_key(key) for brief in archive.briefs.values() for key in brief.bibliography
    )
    key_lists = (source.fields.get(name, "") for source in archive.sources.values() for name in ("crossref", "xdata"))
    parents = {key.strip().casefold() for keys in key_lists if keys for key in keys.split(",")}
    groups = []
    for members, evidence in _join_pairs(pairs):
        sources = [member.source for member in members]
        sources.sort(
            key=lambda source: (
                source.key.casefold() not in parents,
                -citation_counts[source.key],
                -len(source.fields),
                source.key,
            )
        )
        counts = tuple(citation_counts[source.key] for source in sources)
        groups.append(Duplicates(score=evidence.score, reasons=evidence.reasons, sources=tuple(sources), cited=counts))
    return tuple(sorted(groups, key=lambda group: (-group.score, group.sources[0].key)))


def _join_pairs(pairs: Iterable[tuple[Match, Candidate, Candidate]]) -> Iterator[tuple[list[Candidate], Match]]:
    """Join pairs into groups, the surest first, each with its lowest score and all reasons."""
    groups: dict[CiteKey, tuple[list[Candidate], Match]] = {}
    for evidence, *pair in pairs:
        (first_group, first_match), (second_group, second_match) = (
            groups.get(candidate.source.key) or ([candidate], evidence) for candidate in pair
        )
        score, reasons = first_match.score, (*first_match.reasons, *evidence.reasons)
        if first_group is not second_group:
            if len(first_group) + len(second_group) > _LARGEST or any(
                are_incompatible(a, b) for a in first_group for b in second_group
            ):
                continue
            first_group = [*first_group, *second_group]
            score = min(first_match.score, second_match.score, evidence.score)
            reasons = (*first_match.reasons, *second_match.reasons, *evidence.reasons)
        group = first_group, Match(score=score, reasons=tuple(dict.fromkeys(reasons)))
        groups |= {member.source.key: group for member in first_group}
    return iter({id(group): group for group in groups.values()}.values())


def merge_command(keys: Iterable[str], *, where: Sequence[str] = ()) -> str:
    """Return the command that merges the sources *keys* into the first; *where* is `--root` and a folder, if needed."""
    words = [*keys]
    end_of_options = ["--"] if any(key.startswith("-") for key in words) else []
    return shlex.join(["briefs", *where, "sources", "merge", *end_of_options, *words])


def weigh(first: Candidate, second: Candidate) -> Match | None:
    """Return the evidence that two sources are the same; None if it is too weak or something contradicts it."""
    if are_incompatible(first, second):
        return None
    titles = _best_similarity(first, second)
    score = max(
        _score_doi(first, second, titles), _score_address(first, second, titles), _score_title(first, second, titles)
    )
    return Match(score=score, reasons=tuple(_reasons(first, second, titles))) if score >= LEAST else None


def are_incompatible(first: Candidate, second: Candidate) -> bool:
    """Whether two sources cannot be the same, because DOIs, volumes or pages differ or they share no author."""
    if first.doi and second.doi and first.doi != second.doi:
        return True
    if first.authors and second.authors and not first.authors & second.authors:
        return True
    fields, other_fields = first.source.fields, second.source.fields
    return any(
        name in other_fields and _first_figure(fields[name]) != _first_figure(other_fields[name])
        for name in _PARTS
        if name in fields
    )


def _first_figure(text: str) -> str:
    match = _FIGURES.search(text)
    return match[0].lstrip("0") if match else text.casefold()


def _best_similarity(first: Candidate, second: Candidate) -> int:
    """Return the similarity of the titles, or -1 if they are in two scripts and no translation helps."""
    if first.title.han == second.title.han:
        return title_similarity(first.title, second.title)
    titles, other_titles = (first.title, *first.other_titles), (second.title, *second.other_titles)
    best = max(title_similarity(title, another) for title in titles for another in other_titles)
    return best if best >= _NEAR else -1


def _score_doi(first: Candidate, second: Candidate, titles: int) -> int:
    if not first.doi or first.doi != second.doi:
        return 0
    untitled = not first.title.text or not second.title.text
    # Chapters and supplements can be given the DOI of the whole.
    return 97 if titles >= _NEAR or untitled else 90 if titles < 0 else 75 if _have_same_day(first, second) else 0


def _score_address(first: Candidate, second: Candidate, titles: int) -> int:
    if not first.address or first.address != second.address:
        return 0
    is_specific = identifies_text(first.address)
    agree = dates_agree(first.source.issued, second.source.issued)
    if titles >= _NEAR:
        return 97 if agree else 80 if is_specific else 0
    untitled = not first.title.text or not second.title.text
    if untitled or titles < 0:
        return 85 if is_specific and agree else 0
    # Headlines are edited, but one with other numbers is another report.
    return 75 if is_specific and _have_same_day(first, second) and first.title.numbers == second.title.numbers else 0


def _score_title(first: Candidate, second: Candidate, titles: int) -> int:
    """Score by title; other dates or addresses are those of the next text in a series."""
    if titles < _NEAR or not first.publisher or first.publisher != second.publisher or not first.title.is_specific:
        return 0
    if _differ_in_language(first, second):
        return 0
    score = _score_dates(first, second, titles) - (100 - titles) // 2
    if first.address and second.address and first.address != second.address:
        # Two pages on one host differ; on two hosts, one may be a mirror.
        mirrored = first.address.partition("/")[0] != second.address.partition("/")[0]
        return score - 14 if mirrored and titles >= 99 and first.title.is_long and _have_same_day(first, second) else 0
    return score


def _score_dates(first: Candidate, second: Candidate, titles: int) -> int:
    first_date, second_date = first.source.issued, second.source.issued
    if first_date is None or second_date is None:
        # If several texts have the title, it is unclear which one is meant.
        return 76 if titles == 100 and first.title.is_long and not first.repeated else 0
    if dates_agree(first_date, second_date):
        return 92 if first_date.day and second_date.day else 86
    # Printed a year after it was published online.
    years_alone = not (first_date.month and second_date.month)
    return 76 if years_alone and abs(first_date.year - second_date.year) == 1 and first.title.is_long else 0


def _have_same_day(first: Candidate, second: Candidate) -> bool:
    return (
        first.source.issued is not None
        and first.source.issued == second.source.issued
        and bool(first.source.issued.day)
    )


def _differ_in_language(first: Candidate, second: Candidate) -> bool:
    first_language, second_language = (str(side.source.language).partition("-")[0] for side in (first, second))
    return bool(first_language and second_language and first_language != second_language)


def _reasons(first: Candidate, second: Candidate, titles: int) -> Iterator[str]:
    if first.doi and first.doi == second.doi:
        yield f"same DOI {first.doi}"
    if first.address and first.address == second.address:
        yield f"same address {first.address}"
    if titles >= _NEAR:
        yield "same title" if titles == 100 else f"nearly the same title ({titles} %)"
    if first.source.publisher and first.source.publisher == second.source.publisher:
        yield f"same publisher {first.source.publisher_name}"
    first_date, second_date = first.source.issued, second.source.issued
    if first_date and first_date == second_date:
        yield f"same date {first_date}"
    elif first_date and second_date:
        yield f"dates {first_date} and {second_date}"
