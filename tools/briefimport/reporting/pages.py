"""The report as pages for a person: what was read and guessed, what was set aside, the original beside the result.

Each page is one file that needs no other: no script, no address that is fetched, and a policy that forbids both. Texts
are those of strangers and stay text. A page has a hundred files, so that a report of ten thousand opens on a telephone.
"""

import base64
import hashlib
import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import jinja2
from markupsafe import Markup

from briefarchive.diagnostics import Diagnostic, Rule, printable

from ..accounting import Account
from ..document import SetAside
from ..faults import FAULTS, RevisionFound
from ..guesses import Guess, guesses_of
from ..legacy import LegacyBrief
from ..report import FileReport, ImportReport, Outcome

FILES_ON_A_PAGE = 100
# So much is shown of a text; the rest is in its file.
_LONGEST = 20_000
_TEMPLATES = Path(__file__).parents[1] / "templates"
_ENVIRONMENT = jinja2.Environment(
    loader=jinja2.FileSystemLoader(_TEMPLATES),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.filters["printable"] = printable
_TOTALS = {
    "files": "texts",
    "written": "briefs written",
    "united": "copies united with another",
    "unchanged": "imported before",
    "refused": "refused",
    "set-aside": "parts that are no texts, set aside",
    "skipped": "left out, as planned",
    "paragraphs": "paragraphs",
    "sources": "sources listed",
    "new_sources": "new sources",
    "new_publishers": "new publishers",
    "new_people": "new people",
    "new_topics": "new topics",
    "placeholder_titles": "without a title",
}
_WORDS = {
    "words_read": "read",
    "words_body": "in the texts",
    "words_sources": "in sources",
    "words_front_matter": "in the front matter",
    "words_set_aside": "set aside",
    "words_lost": "lost",
    "words_invented": "invented",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A file of the report."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Problem:
    """A kind of fault: how often it was found, and on which pages, by their numbers and names."""

    code: str
    summary: str
    count: int
    pages: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Original:
    origin: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """A text as the page shows it; everything is printable.

    Attributes:
        classes: What the filters look at.
        kept: Each field of a brief that was united from copies, with the copies that it is from.
    """

    number: int
    report: FileReport
    name: str
    classes: str
    title: str
    problems: tuple[Diagnostic, ...]
    guesses: tuple[Guess, ...]
    aside: tuple[SetAside, ...]
    account: Account | None
    kept: tuple[tuple[str, str], ...]
    originals: tuple[_Original, ...]
    result: str
    language: str


def pages_of(report: ImportReport, stem: str, suffix: str = ".html") -> Iterator[Page]:
    """The pages of *report*: `report.html`, `report-2.html` and so on, where *stem* is “report”."""
    number = max(1, -(-len(report.files) // FILES_ON_A_PAGE))
    names = [f"{stem}{suffix}", *(f"{stem}-{page}{suffix}" for page in range(2, number + 1))]
    totals = report.totals()
    problems = _problems(report, names)
    files = iter(enumerate(report.files, start=1))
    style = (_TEMPLATES / "report.css").read_text(encoding="utf-8")
    for place, name in enumerate(names):
        shown = [_file(count, file) for count, file in itertools.islice(files, FILES_ON_A_PAGE)]
        rules = f"{style}{_filters(shown)}"
        text = _ENVIRONMENT.get_template("report.html").render(
            report=report,
            page=place + 1,
            names=names,
            totals=[(label, totals[key]) for key, label in _TOTALS.items() if totals.get(key) or key == "files"],
            words=[(label, totals[key]) for key, label in _WORDS.items()],
            problems=problems,
            # Pairs that are nearly the same have a list of their own.
            general=[one for one in report.diagnostics if one.code != RevisionFound.code],
            files=shown,
            choices=_choices(shown),
            # Made of our own rules and of codes and names of formats; it holds nothing of the texts.
            style=Markup(rules),  # noqa: S704
            digest=base64.b64encode(hashlib.sha256(rules.encode()).digest()).decode(),
        )
        yield Page(name=name, text=text)


def _problems(report: ImportReport, names: Sequence[str]) -> list[_Problem]:
    counts: Counter[str] = Counter()
    pages: dict[str, dict[int, str]] = {}
    for place, file in enumerate(report.files):
        page = place // FILES_ON_A_PAGE
        for one in file.diagnostics:
            counts[one.code] += 1
            pages.setdefault(one.code, {})[page + 1] = names[page]
    return [
        _Problem(code=code, summary=_summary(code), count=count, pages=tuple(sorted(pages[code].items())))
        for code, count in sorted(counts.items())
    ]


def _summary(code: str) -> str:
    rule: type[Rule] | None = next((fault for fault in FAULTS if fault.code == code), None)
    return (rule.__doc__ or "").partition("\n")[0] if rule else "A title must be written by a person."


def _file(number: int, file: FileReport) -> _File:
    draft, legacy = file.draft, file.draft.legacy if file.draft else file.legacy
    codes = sorted({one.code for one in file.diagnostics})
    return _File(
        number=number,
        report=file,
        name=printable(file.file),
        classes=" ".join((f"o-{file.status.value}", f"f-{file.reader or 'none'}", *(f"p-{code}" for code in codes))),
        title=printable(draft.title) if draft else "",
        problems=file.diagnostics,
        guesses=tuple(guesses_of(draft)) if draft else (),
        aside=draft.set_aside if draft else (),
        account=draft.account if draft else None,
        kept=tuple((one.field, ", ".join(one.origins)) for one in legacy.drawn) if legacy else (),
        originals=_originals(legacy) if legacy else (),
        result=_text(draft.text) if draft and file.status is Outcome.WRITTEN else "",
        language=next((one.value for one in guesses_of(draft) if one.field == "language"), "") if draft else "",
    )


def _originals(legacy: LegacyBrief) -> tuple[_Original, ...]:
    return tuple(_Original(origin=printable(one.origin), text=_text(one.text)) for one in (legacy, *legacy.copies))


def _text(text: str) -> str:
    """*text* without characters that could turn the page around, cut where it is very long."""
    shown = "\n".join(printable(line.replace("\t", " ")) for line in text[:_LONGEST].split("\n"))
    return shown if len(text) <= _LONGEST else f"{shown}\n[… {len(text) - _LONGEST:,} characters more]"


def _choices(files: Sequence[_File]) -> list[tuple[str, str, list[tuple[str, str, int]]]]:
    """The filters: name, label, and for each value its class, its label and how many files have it."""
    outcomes = Counter(file.report.status.value for file in files)
    formats = Counter(file.report.reader or "none" for file in files)
    codes = Counter(code for file in files for code in {one.code for one in file.report.diagnostics})
    return [
        ("outcome", "Outcome", [(f"o-{value}", value, count) for value, count in sorted(outcomes.items())]),
        ("format", "Format", [(f"f-{value}", value, count) for value, count in sorted(formats.items())]),
        ("problem", "Problem", [(f"p-{value}", value, count) for value, count in sorted(codes.items())]),
    ]


def _filters(files: Sequence[_File]) -> str:
    """Rules that hide the files which do not have what is chosen."""
    return "".join(
        f'body:has(#{name} option[value="{value}"]:checked) .file:not(.{value}) {{ display: none; }}\n'
        for name, _, values in _choices(files)
        for value, _, _ in values
    )
