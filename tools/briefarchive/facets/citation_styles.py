"""Citation styles for “How to cite” on a brief's page.

The templates format a report like the official CSL styles; tests compare them with citeproc-py.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from ..model import Name
from .report import Contributor, Report, list_names

_MLA_MONTHS = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
_ENDS = (".", "?", "!")
# Words that CSL does not capitalize within a title.
_SMALL_WORD = re.compile(
    "a|an|and|as|at|but|by|down|for|from|in|into|nor|of|on|onto|or|over|so|the|till|to|up|via|with|yet"
)
# The style asks for capitals, which citeproc-py does not apply.
_APA_ROLES = {
    "Edited": ("Ed.", "Eds."),
    "Translated": ("Trans.", "Trans."),
    "Edited and translated": ("Ed. & Trans.", "Eds. & Trans."),
}


class TextRun(NamedTuple):
    """A piece of a citation in plain text, perhaps in italics."""

    text: str
    italic: bool = False


def format_citations(report: Report) -> dict[str, tuple[TextRun, ...]]:
    """Return a report in each style by the name of the style; joined, the runs are the citation.

    A role that only its authors have is not named: they need not be called the translators of their own text.
    """
    editors, translators = (() if role == report.creators else role for role in (report.editors, report.translators))
    report = replace(report, editors=editors, translators=translators)
    return {label: tuple(run for run in template(report) if run.text) for label, template in _TEMPLATES.items()}


def _apa(report: Report) -> Iterator[TextRun]:
    def join(names: list[str], *, comma: bool = False) -> str:
        return join_names(names, at_most=20, shown=19, last="& ", others="… {}", comma=comma)

    authors = join([abbreviate(name).inverted_name() for name in _names(report.creators)], comma=True)
    contributors = "; ".join(
        f"{join([given_name_first(abbreviate(name)) for name in names])}, {_APA_ROLES[part][len(names) > 1]}"
        for part, names in _list_roles(report)
    )
    yield TextRun(text=_sentences(authors, f"({_year(report)})") + " ")
    yield TextRun(text=report.title, italic=True)
    title = f"{report.title} ({contributors})" if contributors else report.title
    rest = _sentences(title, _publisher(report)).removeprefix(report.title)
    # Where nothing is dated, the CSL style would put “Retrieved” and the reader's day before an address.
    yield TextRun(text=" ".join(filter(None, (rest, _address(report)))))


def _chicago(report: Report) -> Iterator[TextRun]:
    authors = join_names(_invert_first(report), at_most=6, shown=3, last="and ", comma=True)
    contributors = _format_roles(report, at_most=6, shown=3)
    title, publisher = _headline(report), _publisher(report)
    yield TextRun(text=_sentences(authors, _year(report)) + " ")
    yield TextRun(text=title, italic=True)
    rest = _sentences(title, *contributors, publisher[:1].upper() + publisher[1:], _address(report))
    yield TextRun(text=rest.removeprefix(title))


def _mla(report: Report) -> Iterator[TextRun]:
    authors = join_names(_invert_first(report), at_most=2, shown=1, last="and ", comma=True)
    contributors = _format_roles(report, at_most=2, shown=1)
    title, day = _headline(report), report.brief.issued
    month = _MLA_MONTHS[day.month - 1] if day and day.month else ""
    date = " ".join(str(part) for part in (day.day, month, day.year) if part) if day else ""
    yield TextRun(text=f"{_sentences(authors)} " if authors else "")
    yield TextRun(text=title, italic=True)
    container = ", ".join(filter(None, (*contributors, _publisher(report), date, _address(report))))
    yield TextRun(text=_sentences(title, container).removeprefix(title))


def _gb_t_7714(report: Report) -> Iterator[TextRun]:
    """Format the numeric style without its number; for a text in Chinese, its words are Chinese."""
    et_al, translators_label = ("等", "译") if _language(report) == "zh" else ("et al.", "trans.")

    def join_people(people: tuple[Contributor, ...]) -> str:
        short = (abbreviate(name, stop="", hyphen=" ") for name in _names(people))
        # Family names are in capitals. citeproc-py capitalizes institutions as well.
        names = [replace(name, family=name.family.upper()).inverted_name(" ") for name in short]
        return join_names(names, at_most=3, shown=3, others=et_al, comma=True)

    is_online = bool(report.brief.doi or report.url)
    year = str(report.brief.issued.year) if report.brief.issued else ""
    published = ", ".join(filter(None, (_publisher(report), year)))
    if is_online and report.brief.issued and not _publisher(report):
        published = f"({report.brief.issued})"
    parts = (
        join_people(report.creators),
        f"{report.title}[{'R/OL' if is_online else 'R'}]",
        f"{join_people(report.translators)}, {translators_label}" if report.translators else "",
        published,
        report.url,
        f"DOI:{report.brief.doi}" if report.brief.doi else "",
    )
    # In this style the full stop separates the parts, and a question mark does not replace it.
    yield TextRun(text=_sentences(*parts, ends=(".",)))


_TEMPLATES: dict[str, Callable[[Report], Iterator[TextRun]]] = {
    "APA": _apa,
    "Chicago": _chicago,
    "MLA": _mla,
    "GB/T 7714": _gb_t_7714,
}


def _sentences(*parts: str, ends: tuple[str, ...] = _ENDS) -> str:
    """Join the parts that are not empty, each with a full stop.

    citeproc-py adds one after a question or exclamation mark at the end of a title, which replaces it here.
    """
    return " ".join(part if part.endswith(ends) else f"{part}." for part in parts if part)


def _names(people: tuple[Contributor, ...]) -> list[Name]:
    """Return their names; one that is spoken with the family name first is kept whole, so that no style inverts it."""
    return [Name(literal=str(name)) if name.family_first else name for name in list_names(people)]


def _invert_first(report: Report) -> list[str]:
    return [
        given_name_first(name) if number else name.inverted_name()
        for number, name in enumerate(_names(report.creators))
    ]


def _list_roles(report: Report) -> Iterator[tuple[str, list[Name]]]:
    """Return the other roles and their holders; people who edited and translated the text are named once."""
    editors, translators = _names(report.editors), _names(report.translators)
    if editors == translators:
        parts = {"Edited and translated": editors}
    else:
        parts = {"Edited": editors, "Translated": translators}
    return ((part, names) for part, names in parts.items() if names)


def _format_roles(report: Report, *, at_most: int, shown: int) -> list[str]:
    """Return “Edited by Ada Example and Bo Example”."""
    return [
        f"{part} by {join_names([*map(given_name_first, names)], at_most=at_most, shown=shown, last='and ')}"
        for part, names in _list_roles(report)
    ]


def _publisher(report: Report) -> str:
    """Return the institution, unless it is named as the author."""
    return report.publisher if report.authors else ""


def _year(report: Report) -> str:
    return str(report.brief.issued.year) if report.brief.issued else "n.d."


def _address(report: Report) -> str:
    return f"https://doi.org/{report.brief.doi}" if report.brief.doi else report.url


def _language(report: Report) -> str:
    return report.brief.language.partition("-")[0]


def _headline(report: Report) -> str:
    """Return the title, with headline capitals if it is English."""
    if _language(report) != "en":
        return report.title
    words = report.title.split()
    for number, word in enumerate(words):
        begins = number == 0 or words[number - 1].endswith((":", "."))
        if word.islower() and (begins or not _SMALL_WORD.fullmatch(word)):
            words[number] = word[0].upper() + word[1:]
    return " ".join(words)


def given_name_first(name: Name) -> str:
    """Return *name* with the given name first."""
    return name.literal or " ".join(filter(None, (name.given, name.family, name.suffix)))


def abbreviate(name: Name, *, stop: str = ".", hyphen: str = "-") -> Name:
    """Abbreviate the given names of *name* to initials, in scripts with capitals.

    citeproc-py puts stray full stops around a part in lower case (`. de . la C.`), which is kept here.
    """
    if not any(map(str.isupper, name.given)):
        return name
    parts = (part.replace(".", " ").split() for part in name.given.split("-"))
    initials = ([word[0] + stop if word[0].isupper() else word for word in part] for part in parts)
    return replace(name, given=hyphen.join(map(" ".join, initials)))


def join_names(
    names: Sequence[str], *, at_most: int, shown: int, last: str = "", others: str = "et al.", comma: bool = False
) -> str:
    """Join *names*, of which at most *at_most* are all given, and of a longer list only the first *shown*.

    *last* precedes the last name; *others* replaces the names that are left out, where `{}` is the last of all. With
    *comma*, a comma also precedes the second of two names.
    """
    if len(names) < 2:
        return "".join(names)
    first, end = names[:-1], f"{last}{names[-1]}"
    if len(names) > at_most:
        first, end = names[:shown], others.format(names[-1])
    return ", ".join(first) + (", " if comma or len(first) > 1 else " ") + end
