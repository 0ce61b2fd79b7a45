"""A brief as something that others cite: a report whose institution is the archive."""

import datetime
from dataclasses import dataclass
from urllib.parse import quote

from ...model import Name
from ..wording import month_name
from .contributor import Contributor
from .licences import license_address


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What citations and records of a brief tell.

    Attributes:
        id: The brief's id.
        authors: Who counts as its authors: its compilers, where it has no authors.
        editors: Its editors, and compilers of a text that others wrote.
        institution: Name of the archive.
        publisher: Who brought the text out on the day of *issued*: the archive, or who published it before.
        event: The day of which it tells. No citation gives it as that of publication.
        issued: The day of publication that citations give; None where none is known.
        published: The day on which this archive published it; later than *issued* for a text from elsewhere.
        revised: The day of its last correction.
        first_url: The address at which it appeared before it came to the archive; empty where none is known.
        is_republished: Whether it appeared elsewhere before.
        url: Its address; empty where the site's is not known.
        license_id: Its licence, as an SPDX identifier; empty where none is known.
        summary: What it is about, in a sentence or two.
        keywords: Its countries and topics.
    """

    id: str
    title: str
    authors: tuple[Contributor, ...]
    editors: tuple[Contributor, ...] = ()
    translators: tuple[Contributor, ...] = ()
    institution: str
    publisher: str
    event: datetime.date
    issued: datetime.date | None = None
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
        return tuple(filter(None, (self._republication, f"Revised {_written(self.revised)}" if self.revised else "")))

    @property
    def _republication(self) -> str:
        """“Republished by The Archive, 25 November 2026”; where nobody else is the publisher, it says so first."""
        if not self.is_republished:
            return ""
        day = _written(self.published) if self.published else ""
        if self.publisher != self.institution:
            return ", ".join(filter(None, (f"Republished by {self.institution}", day)))
        return f"First published elsewhere; republished in {self.institution}{f' on {day}' if day else ''}"


def list_names(people: tuple[Contributor, ...]) -> tuple[Name, ...]:
    """The names of some people as lists of authors have them."""
    return tuple(person.name for person in people)


def _written(day: datetime.date) -> str:
    """A day in words that no program takes for a field of its own: “25 November 2026”."""
    return f"{day.day} {month_name(day.month)} {day.year}"
