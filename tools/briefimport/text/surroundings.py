"""What stands around a source's title: addresses, and the dates of the source and of its last visit."""

import datetime
import re
from dataclasses import dataclass

from .dates import Role, read_date

ADDRESS = re.compile(r"(?<![^\W_])(?:https?://|www\.)[^\s<>\"“”«»]+", re.IGNORECASE)
_ADDRESS_LEAD = re.compile(
    r"(?:(?:\b(?:available|retrieved|accessed|online|found)\s+(?:online\s+)?(?:at|from|on)|\bvia)\s*[:：]?|"
    r"(?:\b(?:url|link|web ?site|available|online|see|address)|网址|链接)\s*[:：])\s*[(<\[]*$",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?<![A-Za-z0-9])(?:(?i:(?:last )?(?:accessed|retrieved|visited|viewed|published|posted|updated)(?: on)?:?\s*))?"
    r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+)?"
    r"(?:\d{1,2}(?:st|nd|rd|th)?\s+[^\W\d_]{3,}\.?,?\s+\d{4}|[^\W\d_]{3,}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[/.]\d{1,2}[/.]\d{4}|\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日)(?!\w)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What stands around a title: its dates and addresses taken out of the text."""

    text: str
    addresses: tuple[str, ...] = ()
    issued: datetime.date | None = None
    accessed: datetime.date | None = None
    printed_dates: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """The first address, or an empty string."""
        return absolute(self.addresses[0]) if self.addresses else ""

    @classmethod
    def of(cls, text: str, *, at_end: bool = False) -> "Surroundings":
        """*text* with its addresses and dates taken out; of dates only one *at_end* where it may hold a title."""
        addresses: list[str] = []
        aside: list[str] = []
        while match := ADDRESS.search(text):
            address = trimmed(match[0])
            left, right = text[: match.start()], text[match.end() :]
            lead = _ADDRESS_LEAD.search(left)
            if lead and re.search(r"\w", lead[0]):
                aside.append(lead[0].strip(" :：(<["))
                left = left[: lead.start()]
            addresses.append(address)
            text = f"{left.rstrip().rstrip('(<[')} {right.lstrip().lstrip(')>],.;')}"
        text, issued, accessed, printed = _without_dates(text, at_end=at_end)
        return cls(
            text=text.strip(),
            addresses=tuple(addresses),
            issued=issued,
            accessed=accessed,
            printed_dates=printed,
            aside=tuple(aside),
        )


def _without_dates(
    text: str, *, at_end: bool
) -> tuple[str, datetime.date | None, datetime.date | None, tuple[str, ...]]:
    issued = accessed = None
    printed: list[str] = []
    for match in reversed(list(_DATE.finditer(text))):
        if at_end and text[match.end() :].strip(" ).]）,;"):
            continue
        # A title may end in a date; one that is part of it has no comma or bracket before it.
        if at_end and not text[: match.start()].rstrip().endswith((",", "(", "[", "（", "|", ";", "–", "—", "-", ".")):
            continue
        reading = read_date(match[0])
        if reading is None or reading.reason:
            continue
        visited = reading.role is Role.OTHER
        if (accessed if visited else issued) is not None:
            continue
        accessed, issued = (reading.date, issued) if visited else (accessed, reading.date)
        printed.append(match[0])
        left, right = text[: match.start()].rstrip(), text[match.end() :].lstrip()
        if left.endswith(("(", "[", "（")) and right.startswith((")", "]", "）")):
            left, right = left[:-1], right[1:]
        # Only what follows may shift: the places of the matches before this one are still to be used.
        text = f"{left.rstrip(' ,|;–—')} {right}".rstrip() if at_end else f"{left} {right}".rstrip()
    return text, issued, accessed, tuple(reversed(printed))


def trimmed(address: str) -> str:
    """*address* without the punctuation of the sentence around it."""
    address = address.rstrip(".,;:!?'’*_，。；、")
    for opening, closing in ("()", "[]", "<>", "（）"):
        while address.endswith(closing) and address.count(closing) > address.count(opening):
            address = address[:-1].rstrip(".,;:")
    return address


def absolute(address: str) -> str:
    """*address* with a scheme."""
    return address if address.lower().startswith("http") else f"http://{address}"
