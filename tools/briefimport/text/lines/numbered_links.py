"""Brings the addresses below a text that a browser for terminals printed to its links, which have their numbers.

Lynx and similar programs print “[6]Ferry line opens” and, at the end, “6. http://radio.example/1”.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from briefarchive.reading.addresses import find_host

from ...document import SetAside
from ..brief_draft import NAVIGATION
from ..page_furniture import is_divider, is_sources_heading
from ..sources.references import find_marker
from .splitting import Line

_NUMBERED = re.compile(r"\[?(\d{1,4})[.\]]:?\s+((?:https?|ftp|file|mailto|javascript):\S+)")
_MARK = re.compile(r"(?<![\w\])])\[(\d{1,4})\](?=[^\W_]|[“”\"'«„(‘「《])")
# “#[1]Feed of the site”, “[2]Home | [3]Briefs”
_MENU = re.compile(r"#\[\d.*|(?:\[\d{1,4}\][^\[\]|•·]{1,40}[|•·]\s*)+\[\d{1,4}\][^\[\]|•·]{1,40}")
_HOME = re.compile(r"https?://[^/]+(?:/(?:index\.\w+)?)?")
_LONGEST_ENTRY, _WORDS_OF_LABEL, _LEAST = 40, 2, 3
_NUMBER, _ADDRESS = "the number of a link", "the address of a link that is no source"


@dataclass(slots=True)
class NumberedLinks:
    """The lines of a text without the numbers of its links, and with the address of each source in a line below it."""

    printed: Sequence[Line]
    lines: list[Line] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    _addresses: dict[str, str] = field(default_factory=dict)
    _site: str = ""
    _waiting: str = ""

    def __post_init__(self) -> None:
        end = _start_of_addresses(self.printed)
        text, below = self.printed[:end], self.printed[end:]
        self._addresses = {match[1]: match[2] for line in below if (match := _NUMBERED.fullmatch(line.text))}
        numbers = {number for line in text for number in _MARK.findall(line.text)}
        found = len(self._addresses.keys() & numbers)
        if found < _LEAST or 2 * found < len(self._addresses):
            self.lines = [*self.printed]
            return
        places = frozenset(_places_of_items(text))
        others = (find_host(self._address(line)) for place, line in enumerate(text) if place not in places)
        # Most links besides the sources lead to other pages of the site.
        self._site = next((host for host, _ in Counter(filter(None, others)).most_common(1)), "")
        for place, line in enumerate(text):
            if self._waiting and (line.opens or find_marker(line.text) or place in places):
                self._add_address()
            ends_here = all(following.opens or find_marker(following.text) for following in text[place + 1 : place + 2])
            self._add(line, is_item=place in places, ends_here=ends_here)
        if self._waiting:
            self._add_address()
        self._set_addresses_aside(below)

    def _address(self, line: Line) -> str:
        """Return the address of the first link of *line*; empty if it has none."""
        mark = _MARK.search(line.text)
        return self._addresses.get(mark[1], "") if mark else ""

    def _add(self, line: Line, *, is_item: bool, ends_here: bool) -> None:
        """Add *line* without its numbers; set it aside if it is a menu, an entry of one or the name of the site."""
        host = find_host(address := self._address(line))
        is_entry = len(line.text) <= _LONGEST_ENTRY and bool(_marker(line.text) or _HOME.fullmatch(address))
        if _MENU.fullmatch(line.text) or (ends_here and is_entry and host == self._site != ""):
            self.set_aside.append(SetAside(line=line.number, text=line.text, reason=NAVIGATION))
            return
        if numbers := _MARK.findall(line.text):
            marks = " ".join(f"[{number}]" for number in numbers)
            self.set_aside.append(SetAside(line=line.number, text=marks, reason=_NUMBER))
        if is_item and host not in (self._site, ""):
            self._waiting = self._addresses.pop(numbers[0])
        cells = tuple(_MARK.sub("", cell) for cell in line.cells)
        self.lines.append(replace(line, text=_MARK.sub("", line.text), cells=cells))

    def _add_address(self) -> None:
        self.lines.append(replace(self.lines[-1], text=self._waiting, opens=False, cells=()))
        self._waiting = ""

    def _set_addresses_aside(self, lines: Sequence[Line]) -> None:
        """Set the addresses aside that are no sources, and the numbers of those that are."""
        for line in lines:
            match = _NUMBERED.fullmatch(line.text)
            text, reason = (match[1], _NUMBER) if match and match[1] not in self._addresses else (line.text, _ADDRESS)
            self.set_aside.append(SetAside(line=line.number, text=text, reason=reason))


def _start_of_addresses(lines: Sequence[Line]) -> int:
    """Return the place of the heading of the numbered addresses with which a text ends; else of its end."""
    start = len(lines)
    while start and (_NUMBERED.fullmatch(lines[start - 1].text) or _is_heading(lines, start - 1)):
        start -= 1
    return start


def _is_heading(lines: Sequence[Line], place: int) -> bool:
    """Return whether a line is “Visible links” right above an address, or “References” above all of them."""
    text = lines[place].text
    if place + 1 == len(lines) or _MARK.search(text):
        return False
    return is_sources_heading(text) or (len(text.split()) <= _WORDS_OF_LABEL and not lines[place + 1].opens)


def _places_of_items(lines: Sequence[Line]) -> Iterator[int]:
    """Yield the places of lines in which an item with a link begins, below a heading of sources if there is one."""
    heading = next((place for place, line in enumerate(lines) if is_sources_heading(line.text)), -1)
    for place in range(heading + 1, len(lines)):
        text = lines[place].text
        if heading >= 0 and is_divider(text):
            return
        marker = _marker(text)
        if _MARK.match(text, len(marker)) and (marker or heading >= 0):
            yield place


def _marker(text: str) -> str:
    """Return the bullet or number before the first link of *text*, which has a number itself."""
    return "" if _MARK.match(text) else find_marker(text)
