"""The state of a text that is being read: its elements, and what was read of them so far."""

import datetime
import re
from dataclasses import dataclass, field

from briefarchive.diagnostics import Diagnostic, Rule, Span

from ..document import Block, SetAside
from ..legacy import LegacySource, PrintedDate
from ..rules import BylineDecided
from .context import Context
from .dates.dating import Dated
from .kinds import Facts, Kind
from .lines.wrapping import Element
from .people.bylines import Byline, Task, without_names
from .people.unlabelled_lines import read_as_names
from .sources.linked_blocks import is_shortened_address

NAVIGATION = "navigation of the old page"
"""The reason for which a menu or a button is set aside."""


@dataclass(slots=True)
class BriefDraft:
    """The elements of one file, what each is, and what has been taken of them."""

    origin: str
    context: Context
    elements: list[Element]
    notes: list[Element] = field(default_factory=list)
    facts: list[Facts] = field(default_factory=list)
    called: str = ""
    title: str = ""
    title_element: Element | None = None
    in_series: bool = False
    marked: set[int] = field(default_factory=set)
    published: PrintedDate | None = None
    today: datetime.date | None = None
    doubtful: bool = False
    head_dates: list[Dated] = field(default_factory=list)
    tail_dates: list[Dated] = field(default_factory=list)
    body: list[Element] = field(default_factory=list)
    sources: list[LegacySource] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    people: dict[Task, list[str]] = field(default_factory=lambda: {task: [] for task in Task})
    impersonal: list[Element] = field(default_factory=list)
    aside: list[SetAside] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def take(self, element: Element, fact: Facts, dates: list[Dated]) -> bool:
        """Take an element that is no text; return False if it is text or a heading of sources."""
        match fact.kind:
            case Kind.DIVIDER:
                self.set_aside(element.line, element.text, "a ruled line")
            case Kind.FURNITURE:
                self.set_aside(element.line, element.text, NAVIGATION)
            case Kind.DATE | Kind.BYLINE:
                if fact.date:
                    dates.append(Dated(line=element.line, text=fact.date_text, reading=fact.date))
                self.take_byline(element, fact)
            case _:
                return False
        return True

    def take_byline(self, element: Element, fact: Facts) -> None:
        """Take the names in a byline, and set its other words aside."""
        byline = fact.byline or Byline()
        if self.people[Task.COMPILING] and byline.makes:
            # Beside somebody who wrote the text, whoever made it edited it.
            byline = Byline(editors=byline.compilers)
        known = {name for names in self.people.values() for name in names}
        new: list[str] = []
        for task in Task:
            names = [name for name in dict.fromkeys(byline.of(task)) if name not in {*known, *new}]
            self.people[task] += names
            new += names
        # A name that is printed twice is entered once; its second print is set aside with the other words.
        words = without_names(element.text.replace(fact.date_text, "…", 1) if fact.date else element.text, new)
        if re.search(r"\w", words):
            self.set_aside(element.line, words.strip(" …,"), "words beside a date or a name")
        if byline.is_unlabelled:
            hint = "compare it with the old page"
            self.note(BylineDecided, element.line, read_as_names(element.text), hint=hint)
        if byline.is_impersonal:
            self.impersonal.append(element)

    def note_impersonal(self) -> None:
        """Report the bylines that name no person, unless others do: “Webmaster” may be a link of the menu."""
        for element in () if any(self.people.values()) else self.impersonal:
            self.note(BylineDecided, element.line, f'the byline "{element.text}" names no person')

    def set_aside(self, line: int, text: str, reason: str) -> None:
        """Keep words that belong to the page, with the reason."""
        self.aside.append(SetAside(line=line, text=text, reason=reason))

    def note(self, rule: Rule, line: int, message: str, hint: str | None = None) -> None:
        """Report what was decided or is missing."""
        self.diagnostics.append(rule.flag(Span(path=self.origin, line=line), message, hint=hint))

    def take_links(self, block: Block) -> None:
        """Account for the addresses of a source, and for words that shorten them."""
        self.addresses += [link.address for link in block.links if link.address not in block.text]
        for link in filter(is_shortened_address, block.links):
            self.set_aside(block.line, link.text, "the beginning of an address, which is whole in its source")
