"""A brief as something that others cite: a report whose institution is the archive.

Here every citation, record and feed gets what it tells of a brief.
"""

import datetime
import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from ..bibtex.names import format_names, read_names
from ..diagnostics import Span
from ..model import Brief, CiteKey, LanguageTag, Name, PartialDate, Person, PersonId, Source, Status, Vocabulary
from ..model.lines import one_line
from ..reading.configuration import Publication
from . import addresses
from .wording import language_name, month_name

PLACEHOLDER = "[Untitled] "
"""How the title of an imported brief begins that has none of its own."""

_UNTITLED = "[Untitled brief]"
_WITHDRAWN = "[Withdrawn]"
# By-lines of Creative Commons: CC-BY-NC-SA-4.0, and of earlier versions those of a country, CC-BY-3.0-DE.
_CREATIVE_COMMONS = re.compile(
    r"CC-(?P<terms>BY(?:-NC)?(?:-SA|-ND)?)-(?P<version>[1-4]\.[05])(?:-(?P<country>[A-Z]{2,3}))?"
)
_OTHER_LICENSES = {
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC-PDDC": "https://creativecommons.org/licenses/publicdomain/",
}
_JUNIOR = re.compile(r"(?P<given>[^,=\\~$]+) (?P<family>[^ ,=\\~$]+),? (?P<suffix>[JS]r\.?|II|III|IV)")
# In a list of authors these are structure, or mean something to LaTeX.
_STRUCTURE = frozenset(",=\\{}~$")
_ORCID = "https://orcid.org/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributor:
    """Somebody who had a part in a brief.

    Attributes:
        name: The name as lists of authors have it. That of an institution is whole.
        written: The name as it is spoken and shown.
        orcid: The address of their ORCID record; empty where none is known.
    """

    name: Name
    written: str
    orcid: str = ""
    is_organisation: bool = False

    @property
    def identified(self) -> str:
        """The name as catalogues have it and the ORCID record, in the one text that simple Dublin Core has for both."""
        return "; ".join(filter(None, (self.name.inverted(), self.orcid)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What citations and records of a brief tell.

    Attributes:
        authors: Who counts as its authors: its compilers, where it has no authors.
        editors: Its editors, and compilers of a text that others wrote.
        institution: Name of the archive.
        publisher: Who brought the text out on the day of *issued*: the archive, or who published it before.
        event: The day of which it tells. No citation gives it as that of publication.
        issued: The day of publication that citations give; None where none is known.
        published: The day on which this archive published it; later than *issued* for a text from elsewhere.
        first_url: The address at which it appeared before it came to the archive; empty where none is known.
        is_republished: Whether it appeared elsewhere before.
        url: Its address; empty where the site's is not known.
        license_id: Its licence, as an SPDX identifier; empty where none is known.
    """

    id: str
    title: str
    authors: tuple[Contributor, ...]
    editors: tuple[Contributor, ...] = ()
    translators: tuple[Contributor, ...] = ()
    institution: str
    publisher: str
    event: datetime.date
    issued: PartialDate | None = None
    published: datetime.date | None = None
    revised: datetime.date | None = None
    first_url: str = ""
    is_republished: bool = False
    url: str = ""
    doi: str = ""
    license_id: str = ""
    language: str
    summary: str = ""
    keywords: tuple[str, ...] = ()

    @property
    def doi_address(self) -> str:
        """The address of its DOI, as the DOI Foundation writes them; empty where it has none."""
        return f"https://doi.org/{quote(self.doi, safe='/')}" if self.doi else ""

    @property
    def identifier(self) -> str:
        """The address that outlives all others: that of its DOI, else its own; empty where neither is known."""
        return self.doi_address or self.url

    @property
    def license_address(self) -> str:
        """Where its licence can be read."""
        return license_address(self.license_id)

    @property
    def creators(self) -> tuple[Contributor, ...]:
        """Its authors; for a brief that names nobody, its publisher answers."""
        publisher = Contributor(name=Name(literal=self.publisher), written=self.publisher, is_organisation=True)
        return self.authors or ((publisher,) if self.publisher else ())

    @property
    def contributors(self) -> tuple[Contributor, ...]:
        """Its editors and translators, each once."""
        return tuple(dict.fromkeys((*self.editors, *self.translators)))

    @property
    def notes(self) -> tuple[str, ...]:
        """What citations add in words, each without a full stop: that it appeared elsewhere, and its last revision."""
        revision = f"Revised {_format_day(self.revised)}" if self.revised else ""
        return tuple(filter(None, (self._republication, revision)))

    @property
    def _republication(self) -> str:
        """“Republished by The Archive, 25 November 2026”; where nobody else is the publisher, it says so first."""
        if not self.is_republished:
            return ""
        day = _format_day(self.published) if self.published else ""
        if self.publisher != self.institution:
            return ", ".join(filter(None, (f"Republished by {self.institution}", day)))
        return f"First published elsewhere; republished in {self.institution}{f' on {day}' if day else ''}"


def contributor(person: PersonId, vocabulary: Vocabulary) -> Contributor:
    """Somebody by their id; one that the vocabulary does not know is called by it."""
    known = vocabulary.people.get(person)
    if known is None:
        return Contributor(name=split_name(person), written=person)
    return Contributor(
        name=_cited_name(known),
        written=known.name,
        orcid=f"{_ORCID}{known.orcid}" if known.orcid else "",
        is_organisation=known.kind == "organisation",
    )


def _cited_name(person: Person) -> Name:
    if person.kind == "organisation":
        return Name(literal=one_line(person.cited_as or person.name))
    if not person.cited_as:
        return split_name(person.name)
    family, comma, given = map(one_line, person.cited_as.partition(","))
    return Name(family=family, given=given) if comma and family and given else Name(literal=one_line(person.cited_as))


@functools.lru_cache(maxsize=10_000)
def split_name(written: str) -> Name:
    """A name in parts; one that cannot be taken apart as one name stays whole, as does that of a body."""
    if written.startswith("The "):
        return Name(literal=one_line(written))
    bare = one_line(written.replace("{", "").replace("}", ""))
    junior = _JUNIOR.fullmatch(bare)
    listed = f"{junior['family']}, {junior['suffix']}, {junior['given']}" if junior else bare
    names, unreadable = read_names(listed) if junior or not _STRUCTURE & set(bare) else ((), ())
    return names[0] if len(names) == 1 and not unreadable else Name(literal=bare)


def list_names(people: Iterable[Contributor]) -> tuple[Name, ...]:
    """The names of some people as lists of authors have them."""
    return tuple(person.name for person in people)


def _format_day(day: datetime.date) -> str:
    """A day in words that no program takes for a field of its own: “25 November 2026”."""
    return f"{day.day} {month_name(day.month)} {day.year}"


def make_report(brief: Brief, vocabulary: Vocabulary, site: Publication) -> Report:
    """The brief as a report of the archive."""
    first = brief.original
    # Somebody who compiled a text that others wrote had a part in it as an editor has.
    compilers = (person for person in brief.compilers if brief.authors and person not in brief.authors)

    def named(people: tuple[PersonId, ...]) -> tuple[Contributor, ...]:
        return tuple(contributor(person, vocabulary) for person in people)

    return Report(
        id=brief.id,
        title=cited_title(brief),
        authors=named(brief.responsible),
        editors=named(tuple(dict.fromkeys((*brief.editors, *compilers)))),
        translators=named(brief.translators),
        institution=site.series,
        publisher=_publisher(brief, vocabulary) or site.series,
        event=brief.date,
        issued=brief.issued,
        published=brief.published,
        revised=brief.revised,
        first_url=addresses.web_link(first.url) if first else "",
        is_republished=first is not None,
        url=addresses.brief_url(brief, site.base_url),
        doi=brief.doi,
        license_id=brief.license or site.license_id,
        language=brief.language,
        summary=brief.summary,
        keywords=tuple(_keywords(brief, vocabulary)),
    )


def _publisher(brief: Brief, vocabulary: Vocabulary) -> str:
    """Who brought the text out before it came to the archive; empty where that is not known."""
    name = brief.original.publisher if brief.original else None
    known = vocabulary.publishers.get(name) if name else None
    return one_line(known.name) if known else name or ""


def _keywords(brief: Brief, vocabulary: Vocabulary) -> Iterator[str]:
    """The countries and topics; a comma in a name would part it in two."""
    names = (*map(vocabulary.country_label, brief.countries), *map(vocabulary.topic_label, brief.topics))
    return (" ".join(name.replace(",", " ").replace(";", " ").split()) for name in names)


def cited_title(brief: Brief) -> str:
    """The title without its full stop, or words that say that there is none yet; a withdrawn brief is called so."""
    title = one_line(brief.title)
    if title.startswith(PLACEHOLDER):
        title = _UNTITLED
    elif not title.endswith(".."):
        title = title.removesuffix(".")
    return f"{title} {_WITHDRAWN}" if brief.status is Status.WITHDRAWN else title


def source_from_brief(brief: Brief, vocabulary: Vocabulary, site: Publication) -> Source:
    """The brief as a report of the archive, in the form of a source."""
    return source_from_report(make_report(brief, vocabulary, site), span=brief.place("title"))


def source_from_report(report: Report, *, span: Span | None = None) -> Source:
    """The report as a source. It has no date where the day of its publication is not known."""
    authors, editors, day = list_names(report.creators), list_names(report.editors), report.issued
    note = "".join(f"{one}. " for one in report.notes).strip()
    fields = {
        "title": report.title,
        "author": format_names(authors),
        "institution": report.publisher,
        "date": str(day or ""),
        "editor": format_names(editors),
        "translator": format_names(list_names(report.translators)),
        "doi": report.doi,
        "url": report.url,
        "langid": language_name(report.language.partition("-")[0]).lower(),
        "keywords": ", ".join(report.keywords),
        "abstract": report.summary,
        "note": note,
    }
    return Source(
        key=CiteKey(report.id),
        type="report",
        title=report.title,
        authors=authors,
        editors=editors,
        publisher_name=report.publisher,
        issued=day,
        url=report.url,
        doi=report.doi,
        language=LanguageTag(report.language),
        note=note,
        fields={name: text for name, text in fields.items() if text},
        span=span or Span(path=report.id),
    )


def license_address(license_id: str) -> str:
    """Where a licence can be read, at Creative Commons or SPDX; empty for none and `LicenseRef-…`, which none lists."""
    if not license_id or license_id.startswith("LicenseRef-"):
        return ""
    if own := _OTHER_LICENSES.get(license_id):
        return own
    if common := _CREATIVE_COMMONS.fullmatch(license_id):
        country = f"{common['country'].lower()}/" if common["country"] else ""
        return f"https://creativecommons.org/licenses/{common['terms'].lower()}/{common['version']}/{country}"
    return f"https://spdx.org/licenses/{license_id.removesuffix('+')}.html"
