"""Volumes: the briefs of a year, a country, a topic or any selection, in the order of their dates."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from ..facets import addresses
from ..facets.entries import Entries
from ..facets.views import Link, SourceView
from ..facets.wording import BRIEFS, format_date, sort_key
from ..i18n import format_count, gettext_noop
from ..model import Brief, CiteKey, PartialDate
from ..reading.characters import replace_invisible
from ..storage import files
from .builder import PdfBuilder, PrintableBrief, author_names, contributor_names, shared_source_label, text_files
from .jobs import PdfJob
from .metadata import DocumentMetadata
from .template_data import brief_label, reference_runs

LARGEST_VOLUME = 300
"""The most briefs in one part of a volume."""

HEAVIEST_VOLUME = 2_600_000
"""The greatest weight of a volume's briefs, which needs about two gigabytes of memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """A selection of briefs in one PDF.

    Attributes:
        name: The name of its file without suffix: `year-2014`.
        title: The title on the cover: “2014”, “Russia”.
        about: The line below the title.
        address: The page of the site that lists the same briefs; empty if there is none.
        briefs: The briefs, the earliest first.
        part: The number of its part, and the number of parts.
        can_omit: Whether it can leave out briefs that cannot be printed, which it then names.
    """

    name: str
    title: str
    title_lang: str = ""
    about: str
    address: str = ""
    briefs: tuple[Brief, ...]
    part: tuple[int, int] = (1, 1)
    can_omit: bool = False

    def split(self, weigh: Callable[[Brief], int]) -> tuple["Volume", ...]:
        """Split the volume into parts within the limits, so that a later brief changes only the last part."""
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
                name=addresses.volume_part_name(self.name, number),
                briefs=tuple(briefs),
                part=(number, len(parts)),
            )
            for number, briefs in enumerate(parts, 1)
        )


def volume_key(builder: PdfBuilder, volume: Volume) -> str:
    """Return a digest of everything that decides how a volume is printed on a site."""
    own_volume, terms = replace(volume, briefs=()), [_terms(builder.entries, brief) for brief in volume.briefs]
    inputs = [own_volume, terms, *map(builder.key, volume.briefs)]
    return files.digest(msgspec.json.encode(inputs))


Printables = Sequence[PrintableBrief]


def volume_job(builder: PdfBuilder, volume: Volume, printables: Printables, omitted: Sequence[Brief] = ()) -> PdfJob:
    """Return the job for a volume of these briefs, which names those that are *omitted*."""
    shared = _merge_sources(builder, printables) if builder.options.bibliography == "merged" else []
    numbers = {source.key: number for number, source in enumerate(shared, 1)}
    # Ids can be printed in any font.
    urls = {brief.id: builder.base_url and f"{builder.base_url}{addresses.brief_address(brief)}" for brief in omitted}
    lacking = [{"id": name, "url": url} for name, url in urls.items()]
    data = builder.shared_data(printables) | {
        "briefs": [
            printable.data | {"listed-date": format_date(printable.brief.date, builder.language)}
            for printable in printables
        ],
        "places": {printable.page.address: brief_label(printable.brief.id) for printable in printables},
        "merged": [
            {
                "number": numbers[source.key],
                "place": shared_source_label(source.key),
                "runs": reference_runs(source, builder.language),
            }
            for source in shared
        ],
        "volume": _cover_data(builder, volume, printables) | {"lacking": lacking},
        "attached": builder.attached_files(printables),
    }
    imports = "".join(f'#import "text-{number}.typ" as text-{number}\n' for number in range(len(printables)))
    texts = "".join(f"text-{number}.text-of, " for number in range(len(printables)))
    return PdfJob(
        name=volume.name,
        path=printables[0].brief.path,
        main=f'#import "volume.typ": *\n{imports}#bound(({texts}))\n',
        texts=text_files(printables, numbers),
        pictures=builder.pictures(printables),
        data=data,
        standard=builder.options.standard,
        metadata=_metadata(builder, volume, data["volume"], printables),
    )


def _cover_data(builder: PdfBuilder, volume: Volume, printables: Printables) -> dict[str, Any]:
    language, _ = builder.language, builder.entries.gettext
    first, last, changed = printables[0].brief.date, printables[-1].brief.date, _last_change(printables)
    order = _("Briefs are ordered by date of event and include corrections up to {date}.")
    title = replace_invisible(volume.title)
    number, count = volume.part
    part = _("Part {number} of {count}").format(number=number, count=count) if count > 1 else ""
    url = f"{builder.base_url}{volume.address}" if builder.base_url and volume.address else ""
    return {
        "name": ", ".join(filter(None, (f"{builder.series}: {title}", part))),
        "title": title,
        "lang": volume.title_lang or language,
        "about": replace_invisible(volume.about),
        "part": part,
        "count": format_count(*BRIEFS, len(printables), language),
        "span": " – ".join(dict.fromkeys(format_date(day, language) for day in (first, last))),
        "order": order.format(date=format_date(changed, language))
        if changed
        else _("Briefs are ordered by date of event."),
        "people": author_names(printables),
        "keywords": [replace_invisible(volume.title)],
        "url": url,
        "figures": any(printable.text.figures for printable in printables),
        "indices": [(_(title), terms) for title, terms in _indices(builder.entries, printables)],
    }


def _metadata(builder: PdfBuilder, volume: Volume, head: Mapping[str, Any], printables: Printables) -> DocumentMetadata:
    changed, licences = _last_change(printables), {printable.page.report.license_id for printable in printables}
    return DocumentMetadata(
        identifier=volume.name,
        url=head["url"],
        publisher=builder.series,
        rights=", ".join(sorted(filter(None, licences))) or builder.rights,
        license_id=licences.pop() if len(licences) == 1 else "",
        subjects=head["keywords"],
        authors=head["people"],
        contributors=contributor_names(printables),
        issued=PartialDate.from_day(changed) if changed else None,
        revised=changed,
    )


def _last_change(printables: Printables) -> datetime.date | None:
    """Return the date of the last publication, correction or withdrawal that a volume shows."""
    return max((printable.brief.changed for printable in printables if printable.brief.changed), default=None)


def _indices(entries: Entries, printables: Printables) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Yield the title of each index, and its sorted terms with the labels to which they link."""
    terms = [(*_terms(entries, printable.brief), printable) for printable in printables]
    countries = ((link, printable) for links, _, printable in terms for link in links)
    topics = ((link, printable) for _, links, printable in terms for link in links)
    people = ((link, printable) for printable in printables for link in printable.page.people)
    sources = ((source, printable) for printable in printables for source in printable.page.sources)
    yield gettext_noop("Countries"), _index(countries)
    yield gettext_noop("Topics"), _index(topics)
    yield gettext_noop("People"), _index(people)
    yield gettext_noop("Publishers"), _index((source.publisher, part) for source, part in sources if source.publisher)


def _terms(entries: Entries, brief: Brief) -> tuple[list[Link], list[Link]]:
    """Return the countries and topics of a brief in the language of the archive."""
    return [*map(entries.country, brief.countries)], [*map(entries.topic, brief.topics)]


def _index(pairs: Iterable[tuple[Link, PrintableBrief]]) -> list[dict[str, Any]]:
    terms: dict[tuple[str, str], tuple[str, dict[str, None]]] = {}
    for link, printable in pairs:
        # Namesakes have different pages. A publisher's link leads to a source on one of its pages.
        name = (link.text, link.address.partition("#")[0].partition("--")[0])
        terms.setdefault(name, (link.lang, {}))[1][brief_label(printable.brief.id)] = None
    return [
        {"text": replace_invisible(name[0]), "lang": lang, "places": [*places]}
        for name, (lang, places) in sorted(terms.items(), key=lambda entry: (sort_key(entry[0][0]), entry[0]))
    ]


def _merge_sources(builder: PdfBuilder, printables: Printables) -> list[SourceView]:
    """Return all distinct sources, sorted by the start of their entries."""
    citing_briefs = {
        CiteKey(source.key): printable.brief for printable in printables for source in printable.page.sources
    }
    views = (builder.entries.numbered_source(key, 0, 0, brief) for key, brief in citing_briefs.items())
    return sorted(
        views, key=lambda source: (sort_key(source.authors or source.title), sort_key(source.title), source.key)
    )
