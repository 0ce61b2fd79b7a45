"""A brief as something that others cite: a report whose institution is the archive."""

import datetime
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from ...model import Name
from ...reading.bibliography.names import format_names
from ..wording import language_name
from .bibtex import escape, format_raw_entry, format_value, safe_key
from .contributor import Contributor
from .licences import license_address
from .plain import one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What citations and records of a brief tell.

    Attributes:
        id: The brief's id.
        authors: Who counts as its authors: its compilers, where it has no authors.
        editors: Its editors, and compilers of a text that others wrote.
        institution: Name of the archive.
        event: The day of which it tells. No citation gives it as that of publication.
        issued: The day of publication that citations give; None where none is known.
        published: The day on which this archive published it; later than *issued* for a text from elsewhere.
        revised: The day of its last correction.
        url: Its address; empty where the site's is not known.
        license_id: Its licence, as an SPDX identifier; empty where none is known.
    """

    id: str
    title: str
    authors: tuple[Contributor, ...]
    editors: tuple[Contributor, ...] = ()
    translators: tuple[Contributor, ...] = ()
    institution: str
    event: datetime.date
    issued: datetime.date | None = None
    published: datetime.date | None = None
    revised: datetime.date | None = None
    url: str = ""
    doi: str = ""
    license_id: str = ""
    language: str

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
        """Its authors; the archive itself answers for a brief that names nobody."""
        archive = Contributor(name=Name(literal=self.institution), written=self.institution, is_organisation=True)
        return self.authors or ((archive,) if self.institution else ())

    @property
    def contributors(self) -> tuple[Contributor, ...]:
        """Its editors and translators, each once."""
        return tuple(dict.fromkeys((*self.editors, *self.translators)))

    @property
    def bibtex(self) -> str:
        """The report in BibTeX: `date` and `langid` are biblatex's, `year` is what the old styles know.

        The title has two pairs of braces, since old styles write titles in small letters.
        """
        fields = {
            "title": f"{{{escape(self.title)}}}",
            "author": format_value("author", format_names(names_of(self.creators))),
            "editor": format_value("editor", format_names(names_of(self.editors))),
            "translator": format_value("translator", format_names(names_of(self.translators))),
            "institution": escape(one_line(self.institution)),
            "date": self.issued.isoformat() if self.issued else "",
            "year": f"{self.issued.year:04}" if self.issued else "n.d.",
            "doi": format_value("doi", self.doi),
            "url": format_value("url", self.url),
            "langid": escape(language_name(self.language.partition("-")[0]).lower()),
        }
        return format_raw_entry(
            safe_key(self.id), "techreport", {name: f"{{{text}}}" for name, text in fields.items() if text}
        )

    @property
    def csl_item(self) -> dict[str, Any]:
        """The report in CSL-JSON.

        Without authors, the institution is the author, and is not named a second time as the publisher.
        """
        day = self.issued
        item = {
            "id": self.id,
            "type": "report",
            "title": self.title,
            "author": [_csl_name(name) for name in names_of(self.creators)],
            "editor": [_csl_name(name) for name in names_of(self.editors)],
            "translator": [_csl_name(name) for name in names_of(self.translators)],
            "publisher": self.institution if self.authors else "",
            "issued": {"date-parts": [[day.year, day.month, day.day]]} if day else {},
            "language": self.language,
            "DOI": self.doi,
            "URL": self.url,
        }
        return {name: value for name, value in item.items() if value}


def names_of(people: tuple[Contributor, ...]) -> tuple[Name, ...]:
    """The names of some people as lists of authors have them."""
    return tuple(person.name for person in people)


def _csl_name(name: Name) -> dict[str, str]:
    if name.literal:
        return {"literal": name.literal}
    parts = (("family", name.family), ("given", name.given), ("suffix", name.suffix))
    return {part: text for part, text in parts if text}
