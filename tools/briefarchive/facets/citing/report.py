"""A brief as something that others cite: a report whose institution is the archive and whose number is its id."""

import datetime
from dataclasses import dataclass
from typing import Any

from ...model import Name
from ...reading.bibliography.names import format_names
from ..wording import language_name
from .bibtex import escape, format_raw_entry, format_value, safe_key
from .plain import one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a citation of a brief tells.

    Attributes:
        id: The brief's id, which is the report's number.
        authors: Its compilers. Styles have no place for somebody who compiles a report, and print an editor twice.
        institution: Name of the archive.
        url: Its address; empty where the site's is not known.
    """

    id: str
    title: str
    authors: tuple[Name, ...]
    institution: str
    date: datetime.date
    url: str
    language: str

    @property
    def bibtex(self) -> str:
        """The report in BibTeX: `date` and `langid` are biblatex's, `year` is what the old styles know.

        The title has two pairs of braces, since old styles write titles in small letters.
        """
        fields = {
            "title": f"{{{escape(self.title)}}}",
            "author": format_value("author", format_names(self.authors or (Name(literal=self.institution),))),
            "institution": escape(one_line(self.institution)),
            "number": escape(self.id),
            "date": self.date.isoformat(),
            "year": f"{self.date.year:04}",
            "url": format_value("url", self.url),
            "langid": escape(language_name(self.language.partition("-")[0]).lower()),
        }
        return format_raw_entry(
            safe_key(self.id), "techreport", {name: f"{{{text}}}" for name, text in fields.items() if text}
        )

    @property
    def csl_item(self) -> dict[str, Any]:
        """The report in CSL-JSON.

        Without compilers, the institution is the author, and is not named a second time as the publisher.
        """
        institution: dict[str, Any] = {"publisher": self.institution}
        if not self.authors:
            institution = {"author": [{"literal": self.institution}]}
        return {
            "id": self.id,
            "type": "report",
            "title": self.title,
            "number": self.id,
            "issued": {"date-parts": [[self.date.year, self.date.month, self.date.day]]},
            "language": self.language,
            **({"author": [_csl_name(name) for name in self.authors]} if self.authors else {}),
            **institution,
            **({"URL": self.url} if self.url else {}),
        }


def _csl_name(name: Name) -> dict[str, str]:
    if name.literal:
        return {"literal": name.literal}
    parts = (("family", name.family), ("given", name.given), ("suffix", name.suffix))
    return {part: text for part, text in parts if text}
