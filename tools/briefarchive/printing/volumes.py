"""Volumes: the briefs of a year, on a country, on a topic, or any others, bound in the order of their dates."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec

from ..facets import addresses
from ..facets.views import Link, SourceView
from ..facets.wording import sort_key, written_date
from ..model import Brief
from ..reading.invisible import made_visible
from ..storage import files
from .breaking import parts, pieces
from .edition import Edition, Job, Leaf, names_of_authors, names_of_contributors, place_in_shared, texts_of
from .metadata import Described
from .sheets import place_of_brief, reference

LARGEST_VOLUME = 300
"""The most briefs of a part of a volume."""

HEAVIEST_VOLUME = 2_600_000
"""The most that the briefs of a volume may weigh; it wants some two gigabytes of memory."""

_IN_A_TITLE = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """What is bound together.

    Attributes:
        name: Its file's name without suffix: `year-2014`.
        title: What stands on the cover: “2014”, “Russia”.
        title_lang: Language of the title, if it is not that of the series.
        about: What it is, in a line below the title.
        address: The page of the site that lists the same briefs; empty if there is none.
        briefs: The briefs, the earliest first.
        part: Which part it is, and of how many.
        may_lack: Whether it is bound without briefs that cannot be printed, and names them.
    """

    name: str
    title: str
    title_lang: str = ""
    about: str
    address: str = ""
    briefs: tuple[Brief, ...]
    part: tuple[int, int] = (1, 1)
    may_lack: bool = False

    def divided(self, weigh: Callable[[Brief], int]) -> tuple["Volume", ...]:
        """Parts that have no more briefs, and weigh no more, than a volume may: what comes later changes the last."""
        parts: list[list[Brief]] = []
        whole = 0
        for brief in self.briefs:
            weight = weigh(brief)
            if not parts or len(parts[-1]) == LARGEST_VOLUME or whole + weight > HEAVIEST_VOLUME:
                parts.append([])
                whole = 0
            parts[-1].append(brief)
            whole += weight
        if len(parts) <= 1:
            return (self,)
        return tuple(
            replace(
                self,
                name=addresses.part_of_volume(self.name, number),
                briefs=tuple(briefs),
                part=(number, len(parts)),
            )
            for number, briefs in enumerate(parts, 1)
        )


def made_from(edition: Edition, volume: Volume) -> str:
    """A digest of all that decides how a volume is printed."""
    said = (edition.look.bibliography, volume.name, volume.title, volume.title_lang, volume.about, volume.address)
    kind = (volume.part, volume.may_lack)
    return files.digest(msgspec.json.encode([said, kind, *(edition.made_from(brief) for brief in volume.briefs)]))


def bound(edition: Edition, volume: Volume, leaves: Sequence[Leaf], lacking: Sequence[Brief] = ()) -> Job:
    """A volume of these briefs; *lacking* are those that it names in their place."""
    shared = _shared(leaves) if edition.look.bibliography == "merged" else []
    numbers = {source.key: number for number, source in enumerate(shared, 1)}
    data = edition.data(leaves) | {
        "briefs": [leaf.sheet for leaf in leaves],
        "places": {leaf.page.address: place_of_brief(leaf.brief.id) for leaf in leaves},
        "merged": [
            {"number": numbers[source.key], "place": place_in_shared(source.key), "runs": reference(source)}
            for source in shared
        ],
        "volume": _head(edition, volume, leaves) | {"lacking": [_named(edition, brief) for brief in lacking]},
        "attached": edition.attached(leaves),
    }
    imports = "".join(f'#import "text-{number}.typ" as text-{number}\n' for number in range(len(leaves)))
    texts = "".join(f"text-{number}.text-of, " for number in range(len(leaves)))
    return Job(
        name=volume.name,
        path=leaves[0].brief.path,
        main=f'#import "volume.typ": *\n{imports}#bound(({texts}))\n',
        texts=texts_of(leaves, numbers),
        pictures=edition.pictures(leaves),
        data=data,
        standard=edition.look.standard,
        about=_described(edition, volume, data["volume"], leaves),
        weight=sum(leaf.whole_weight for leaf in leaves),
    )


def _head(edition: Edition, volume: Volume, leaves: Sequence[Leaf]) -> dict[str, Any]:
    language = edition.language
    first, last, state = leaves[0].brief.date, leaves[-1].brief.date, _state(leaves)
    title = made_visible(volume.title)
    number, count = volume.part
    part = f"Part {number} of {count}" if count > 1 else ""
    url = f"{edition.site}{volume.address}" if edition.site and volume.address else ""
    return {
        "name": ", ".join(filter(None, (f"{edition.series}: {title}", part))),
        "title": parts(title, _IN_A_TITLE),
        "lang": volume.title_lang or language,
        "about": parts(made_visible(volume.about)),
        "part": part,
        "count": "1 brief" if len(leaves) == 1 else f"{len(leaves)} briefs",
        "span": " – ".join(dict.fromkeys(written_date(day, language) for day in (first, last))),
        "state": written_date(state, language) if state else "",
        "people": names_of_authors(leaves),
        "keywords": [made_visible(volume.title)],
        "url": url,
        "address": [pieces(url)],
        "figures": any(leaf.written.figures for leaf in leaves),
        "indices": [*_indices(leaves)],
    }


def _named(edition: Edition, brief: Brief) -> dict[str, str]:
    """A brief by its id, which any font has, and where it can be read."""
    return {"id": brief.id, "url": edition.site and f"{edition.site}{addresses.of_brief(brief)}"}


def _described(edition: Edition, volume: Volume, head: Mapping[str, Any], leaves: Sequence[Leaf]) -> Described:
    state, licences = _state(leaves), {leaf.report.license_id for leaf in leaves}
    return Described(
        identifier=volume.name,
        url=head["url"],
        publisher=edition.series,
        rights=", ".join(sorted(filter(None, licences))) or edition.licence,
        license_id=licences.pop() if len(licences) == 1 else "",
        subjects=head["keywords"],
        authors=head["people"],
        contributors=names_of_contributors(leaves),
        issued=state,
        revised=state,
    )


def _state(leaves: Sequence[Leaf]) -> datetime.date | None:
    """The day of the last change that a volume shows: the publication of a brief, a correction or a withdrawal."""
    return max((leaf.brief.changed for leaf in leaves if leaf.brief.changed), default=None)


@dataclass(slots=True)
class _Term:
    link: Link
    places: dict[str, None] = field(default_factory=dict)


def _indices(leaves: Sequence[Leaf]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The title of each index, and its terms in the order of the alphabet, with the places to which they lead."""
    yield "Countries", _index((link, leaf) for leaf in leaves for link in leaf.page.countries)
    yield "Topics", _index((link, leaf) for leaf in leaves for link in leaf.page.topics)
    yield "People", _index((link, leaf) for leaf in leaves for link in leaf.page.people)
    yield (
        "Publishers",
        _index((one.publisher, leaf) for leaf in leaves for one in leaf.page.sources if one.publisher),
    )


def _index(pairs: Iterable[tuple[Link, Leaf]]) -> list[dict[str, Any]]:
    terms: dict[tuple[str, str], _Term] = {}
    for link, leaf in pairs:
        # Two people of one name have pages of their own; a publisher's link leads to a source on one of its pages.
        name = (link.text, link.address.partition("#")[0].partition("--")[0])
        terms.setdefault(name, _Term(link)).places[place_of_brief(leaf.brief.id)] = None
    return [
        {"text": parts(made_visible(name[0])), "lang": terms[name].link.lang, "places": [*terms[name].places]}
        for name in sorted(terms, key=lambda one: (sort_key(one[0]), one))
    ]


def _shared(leaves: Sequence[Leaf]) -> list[SourceView]:
    """All sources, each once, by what stands first in its line."""
    cited: dict[str, SourceView] = {}
    for leaf in leaves:
        for source in leaf.page.sources:
            cited.setdefault(source.key, source)
    return sorted(cited.values(), key=lambda one: (sort_key(one.authors or one.title), sort_key(one.title), one.key))
