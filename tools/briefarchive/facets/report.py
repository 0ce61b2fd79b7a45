"""A brief as something to cite: a report whose institution is the archive.

All citations, records and feeds take their data about a brief from here.
"""

import datetime
import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from ..bibtex.names import format_names, read_names
from ..model import Brief, CiteKey, Name, Person, PersonId, Source, Status, Vocabulary
from ..model.lines import one_line
from ..reading.configuration import Publication
from . import addresses
from .wording import language_name, month_name

PLACEHOLDER = "[Untitled] "
"""The prefix in the title of an imported brief that had no title."""

_UNTITLED = "[Untitled brief]"
_WITHDRAWN = "[Withdrawn]"
# Creative Commons licences: CC-BY-NC-SA-4.0 and, in earlier versions, those ported to a country, CC-BY-3.0-DE.
_CREATIVE_COMMONS = re.compile(
    r"CC-(?P<terms>BY(?:-NC)?(?:-SA|-ND)?)-(?P<version>[1-4]\.[05])(?:-(?P<country>[A-Z]{2,3}))?"
)
_OTHER_LICENSES = {
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC-PDDC": "https://creativecommons.org/licenses/publicdomain/",
}
_JUNIOR = re.compile(r"(?P<given>[^,=\\~$]+) (?P<family>[^ ,=\\~$]+),? (?P<suffix>[JS]r\.?|II|III|IV)")
# Characters with a meaning in lists of authors or in LaTeX.
_STRUCTURE = frozenset(",=\\{}~$")
_ORCID = "https://orcid.org/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributor:
    """A person or body with a role in a brief.

    Attributes:
        name: The name for lists of authors; that of a body is not split.
        display_name: The name as it is spoken and shown.
        orcid: The URL of their ORCID record; empty if unknown.
    """

    name: Name
    display_name: str
    orcid: str = ""
    is_organisation: bool = False

    @property
    def identified_name(self) -> str:
        """The name and the ORCID record in one text, as simple Dublin Core needs them."""
        return "; ".join(filter(None, (self.name.inverted_name(), self.orcid)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A brief, and what citations and records say about it beyond its own fields.

    Attributes:
        authors: Its authors or, if it has none, its compilers.
        editors: Its editors, and the compilers of a text by other authors.
        institution: The name of the archive.
        publisher: Who published the text at the date `brief.issued`: the archive or an earlier publisher.
        first_url: The URL of the publication before it came to the archive; empty if unknown.
        url: Its URL; empty if that of the site is unknown.
        license_id: Its licence as an SPDX identifier; empty if unknown.
    """

    brief: Brief
    title: str
    authors: tuple[Contributor, ...]
    editors: tuple[Contributor, ...] = ()
    translators: tuple[Contributor, ...] = ()
    institution: str
    publisher: str
    first_url: str = ""
    url: str = ""
    license_id: str = ""
    keywords: tuple[str, ...] = ()

    @property
    def doi_address(self) -> str:
        """The URL of its DOI in the form that the DOI Foundation recommends; empty without a DOI."""
        return f"https://doi.org/{quote(self.brief.doi, safe='/')}" if self.brief.doi else ""

    @property
    def identifier(self) -> str:
        """The most permanent URL: that of its DOI, else its own; empty if neither is known."""
        return self.doi_address or self.url

    @property
    def license_address(self) -> str:
        """The URL of its licence."""
        return license_address(self.license_id)

    @property
    def creators(self) -> tuple[Contributor, ...]:
        """Its authors or, if there are none, its publisher."""
        publisher = Contributor(name=Name(literal=self.publisher), display_name=self.publisher, is_organisation=True)
        return self.authors or ((publisher,) if self.publisher else ())

    @property
    def contributors(self) -> tuple[Contributor, ...]:
        """Its editors and translators, each once."""
        return tuple(dict.fromkeys((*self.editors, *self.translators)))

    @property
    def notes(self) -> tuple[str, ...]:
        """Notes for citations, without full stops: an earlier publication, and the last revision."""
        revision = f"Revised {_format_day(self.brief.revised)}" if self.brief.revised else ""
        return tuple(filter(None, (self._republication, revision)))

    @property
    def _republication(self) -> str:
        """“Republished by The Archive, 25 November 2026”; “First published elsewhere” without a publisher."""
        if self.brief.original is None:
            return ""
        day = _format_day(self.brief.published) if self.brief.published else ""
        if self.publisher != self.institution:
            return ", ".join(filter(None, (f"Republished by {self.institution}", day)))
        return f"First published elsewhere; republished in {self.institution}{f' on {day}' if day else ''}"


def contributor(person: PersonId, vocabulary: Vocabulary) -> Contributor:
    """Return a person by id; an unknown id serves as the name."""
    record = vocabulary.people.get(person)
    if record is None:
        return Contributor(name=split_name(person), display_name=person)
    return Contributor(
        name=_cited_name(record),
        display_name=record.name,
        orcid=f"{_ORCID}{record.orcid}" if record.orcid else "",
        is_organisation=record.kind == "organisation",
    )


def _cited_name(person: Person) -> Name:
    if person.kind == "organisation":
        return Name(literal=one_line(person.cited_as or person.name))
    if not person.cited_as:
        return split_name(person.name)
    family, comma, given = map(one_line, person.cited_as.partition(","))
    return Name(family=family, given=given) if comma and family and given else Name(literal=one_line(person.cited_as))


@functools.lru_cache(maxsize=10_000)
def split_name(name_text: str) -> Name:
    """Split a name into parts; a name that is not clearly that of one person stays whole, as does that of a body."""
    if name_text.startswith("The "):
        return Name(literal=one_line(name_text))
    plain_name = one_line(name_text.replace("{", "").replace("}", ""))
    junior = _JUNIOR.fullmatch(plain_name)
    inverted_name = f"{junior['family']}, {junior['suffix']}, {junior['given']}" if junior else plain_name
    names, unreadable = read_names(inverted_name) if junior or not _STRUCTURE & set(plain_name) else ((), ())
    return names[0] if len(names) == 1 and not unreadable else Name(literal=plain_name)


def list_names(people: Iterable[Contributor]) -> tuple[Name, ...]:
    """Return the names of people for lists of authors."""
    return tuple(person.name for person in people)


def _format_day(day: datetime.date) -> str:
    """Return a date in a form that no program mistakes for a field: “25 November 2026”."""
    return f"{day.day} {month_name(day.month)} {day.year}"


def make_report(brief: Brief, vocabulary: Vocabulary, site: Publication) -> Report:
    """Return the brief as a report of the archive."""
    # Whoever compiles a text by other authors counts as an editor.
    compilers = (person for person in brief.compilers if brief.authors and person not in brief.authors)

    def contributors(people: tuple[PersonId, ...]) -> tuple[Contributor, ...]:
        return tuple(contributor(person, vocabulary) for person in people)

    return Report(
        brief=brief,
        title=cited_title(brief),
        authors=contributors(brief.responsible),
        editors=contributors(tuple(dict.fromkeys((*brief.editors, *compilers)))),
        translators=contributors(brief.translators),
        institution=site.series,
        publisher=_publisher(brief, vocabulary) or site.series,
        first_url=addresses.web_link(brief.original.url) if brief.original else "",
        url=addresses.brief_url(brief, site.base_url),
        license_id=brief.license or site.license_id,
        keywords=tuple(_keywords(brief, vocabulary)),
    )


def _publisher(brief: Brief, vocabulary: Vocabulary) -> str:
    """Return who published the text before it came to the archive; empty if unknown."""
    name = brief.original.publisher if brief.original else None
    publisher = vocabulary.publishers.get(name) if name else None
    return one_line(publisher.name) if publisher else name or ""


def _keywords(brief: Brief, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield countries and topics without commas, which would separate keywords."""
    names = (*map(vocabulary.country_label, brief.countries), *map(vocabulary.topic_label, brief.topics))
    return (" ".join(name.replace(",", " ").replace(";", " ").split()) for name in names)


def cited_title(brief: Brief) -> str:
    """Return the title without its full stop, or a placeholder; that of a withdrawn brief says so."""
    title = one_line(brief.title)
    if title.startswith(PLACEHOLDER):
        title = _UNTITLED
    elif not title.endswith(".."):
        title = title.removesuffix(".")
    return f"{title} {_WITHDRAWN}" if brief.status is Status.WITHDRAWN else title


def source_from_brief(brief: Brief, vocabulary: Vocabulary, site: Publication) -> Source:
    """Return the brief as a source, a report of the archive."""
    return source_from_report(make_report(brief, vocabulary, site))


def source_from_report(report: Report) -> Source:
    """Return the report as a source, which has no date if that of publication is unknown."""
    brief, authors, editors = report.brief, list_names(report.creators), list_names(report.editors)
    note = "".join(f"{remark}. " for remark in report.notes).strip()
    fields = {
        "title": report.title,
        "author": format_names(authors),
        "institution": report.publisher,
        "date": str(brief.issued or ""),
        "editor": format_names(editors),
        "translator": format_names(list_names(report.translators)),
        "doi": brief.doi,
        "url": report.url,
        "langid": language_name(brief.language.partition("-")[0]).lower(),
        "keywords": ", ".join(report.keywords),
        "abstract": brief.summary,
        "note": note,
    }
    return Source(
        key=CiteKey(brief.id),
        type="report",
        title=report.title,
        authors=authors,
        editors=editors,
        publisher_name=report.publisher,
        issued=brief.issued,
        url=report.url,
        doi=brief.doi,
        language=brief.language,
        note=note,
        fields={name: text for name, text in fields.items() if text},
        span=brief.place("title"),
    )


def license_address(license_id: str) -> str:
    """Return the URL of a licence at Creative Commons or SPDX; empty for none and for `LicenseRef-…`."""
    if not license_id or license_id.startswith("LicenseRef-"):
        return ""
    if address := _OTHER_LICENSES.get(license_id):
        return address
    if common := _CREATIVE_COMMONS.fullmatch(license_id):
        country = f"{common['country'].lower()}/" if common["country"] else ""
        return f"https://creativecommons.org/licenses/{common['terms'].lower()}/{common['version']}/{country}"
    return f"https://spdx.org/licenses/{license_id.removesuffix('+')}.html"
