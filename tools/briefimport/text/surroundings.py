"""Reads what surrounds a source's title: addresses, and the dates of the source and of its last visit."""

import datetime
import functools
import re
from dataclasses import dataclass

from briefarchive.model import PartialDate

from ..words import make_pattern
from .dates import ERA, UNPUBLISHED, find_dates, is_doubtful, read_date
from .patterns import SignPattern

ADDRESS = SignPattern(
    ("://", "www.", "WWW.", "Www."),
    r"(?<![^\W_])(?:https?://|www\.)(?:[^\s<>\"“”«»（）《》。，、；：,]|,(?![\u3400-\u9fff]))+",
    re.IGNORECASE,
)
_ADDRESS_LEAD = re.compile(
    rf"(?:(?<![^\W\d_])(?:{make_pattern('citing', 'addresses', 'copies')})\s*[:：]?"
    rf"|(?:(?<=[,.;]\s)|(?<=\d{{4}}\s))(?:{make_pattern('citing', 'addresses_behind')}))\s*[(<\[]*$",
    re.IGNORECASE,
)
_ONLINE = SignPattern("[", rf"\s*\[({make_pattern('citing', 'online')})\]", re.IGNORECASE)
_BEFORE_DATES = (",", "，", "(", "[", "（", "|", ";", "–", "—", "-", ".", "//", "/", ":", "”", "»", '"')
# “Le Monde du 4 mai 2015”: a word that leads from a newspaper to its day; behind a title only the German one is sure.
_LEADS = re.compile(rf"[\s,，]+(?:{make_pattern('citing', 'day')})$", re.IGNORECASE)
_LEADS_BEHIND_TITLE = re.compile(r"[\s,]+(?:vom|v\.)$")
_LEAD_WITHIN = re.compile(r"(?:vom|v\.)\s")
_YEAR = rf"(?P<year>(?:19|20)\d\d)[a-z]?{ERA}"
_YEAR_IN_BRACKETS = re.compile(rf"\s*[(（\[]\s*{_YEAR}\s*[)）\]](?=\s*(?:[.,:：;–—-]|$))")
_YEAR_AT_END = re.compile(rf"(?:[,，.]|//)\s*{_YEAR}\s*年?\s*[.。,，;；:：]?\s*$")
# “Harbour Press, edition of 2014” in Chinese
_YEAR_OF_EDITION = re.compile(rf"[,，]?\s*{_YEAR}\s*年版\s*[.。]?$")
# “Title (02.05.15)”: a year of two figures says that it is one in brackets alone, or behind a comma.
_SHORT_DATE = re.compile(r"[(（,，]\s*(\d{1,2}\.\d{1,2}\.\d{2})\s*[)）]?\s*[.。]?$")
# “Title (Coast Radio, 2015)”: the bracket stays.
_YEAR_SHUT_IN = re.compile(rf"[,，]\s*{_YEAR}(?=\s*[)）]\s*[.。]?$)")
_YEARS = (_YEAR_IN_BRACKETS, _YEAR_AT_END, _YEAR_OF_EDITION, _YEAR_SHUT_IN)
# None of them is worth a look where there is no such year.
_ANY_YEAR = re.compile(r"(?:19|20)\d\d")
# “Title -> http://…”
_ARROW = re.compile(r"\s*(?:[-=]+>|→|»|›|>)\s*$")
_LINK_IN_BRACKETS = re.compile(
    rf"\s*[(（\[]\s*(?P<words>{make_pattern('citing', 'links', 'copies')})\s*[,:：]?\s*[)）\]]", re.IGNORECASE
)
_LINK_AT_END = re.compile(
    rf"[.,，。;；:)\]”»]\s*(?P<words>{make_pattern('citing', 'links', 'copies')})\s*[.。]?\s*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The dates and addresses around a title, taken out of the text."""

    text: str
    addresses: tuple[str, ...] = ()
    issued: PartialDate | None = None
    accessed: datetime.date | None = None
    printed_dates: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """The first address, or an empty string."""
        return absolute(self.addresses[0]) if self.addresses else ""

    # Each style in which a line may be a source asks it.
    @classmethod
    @functools.lru_cache(maxsize=4_096)
    def of(cls, text: str, *, at_end: bool = False) -> "Surroundings":
        """Take addresses and dates out of *text*; only a date *at_end* if the text may contain a title."""
        text, addresses, aside = without_addresses(text)
        text, issued, accessed, printed = _without_dates(text, at_end=at_end)
        return cls(
            text=text.strip(),
            addresses=addresses,
            issued=issued,
            accessed=accessed,
            printed_dates=printed,
            aside=aside,
        )


def without_addresses(text: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Return *text* without its addresses, these, and the words that lead to or explain them: “available at”."""
    addresses: list[str] = []
    aside = [match[1] for match in _ONLINE.finditer(text)]
    text = _ONLINE.sub("", text)
    while match := ADDRESS.search(text):
        address = trimmed(match[0])
        left, right = text[: match.start()], text[match.end() :]
        lead = _ADDRESS_LEAD.search(left)
        if lead and re.search(r"\w", lead[0]):
            aside.append(lead[0].strip(" :：(<["))
            left = left[: lead.start()]
        addresses.append(address)
        text = f"{_ARROW.sub('', left.rstrip().rstrip('(<['))} {right.lstrip().lstrip(')>],.;')}"
    if (lead := _ADDRESS_LEAD.search(text.rstrip())) and (" " in lead[0].strip() or lead[0].endswith((":", "："))):
        # The address stands in the next line.
        aside.append(lead[0].strip(" :："))
        text = text[: lead.start()].rstrip()
    aside += [link["words"] for link in _LINK_IN_BRACKETS.finditer(text)]
    text = _LINK_IN_BRACKETS.sub(" ", text)
    if link := _LINK_AT_END.search(text):
        aside.append(link["words"])
        text = text[: link.start() + 1].rstrip()
    return text, tuple(addresses), tuple(aside)


def _without_dates(text: str, *, at_end: bool) -> tuple[str, PartialDate | None, datetime.date | None, tuple[str, ...]]:
    issued = accessed = None
    printed: list[str] = []
    dates = find_dates(text)
    for before, found in reversed([*zip([None, *dates], dates, strict=False)]):
        reading = found.reading
        left, right = text[: found.start].rstrip(), text[found.end :].lstrip()
        # GB/T 7714 has the day of access in brackets right behind that of publication.
        follows = before is not None and left[before.end :].strip(" )）") == "["
        visited = reading.role in UNPUBLISHED or follows
        if at_end and not visited and right.strip(" ).]）,;，。；–—-|"):
            continue
        lead = (_LEADS_BEHIND_TITLE if at_end else _LEADS).search(left)
        start = lead.start() if lead else found.start
        left = left[: lead.start()] if lead else left
        # A title may end in a date; one that is part of it has no comma or bracket before it.
        shut_in = left.count("(") > left.count(")") and right.startswith(")")
        led = bool(lead or _LEAD_WITHIN.match(text, found.start))
        apart = not left or left.endswith(_BEFORE_DATES) or led or bool(reading.role) or shut_in
        if (at_end or reading.is_month) and not apart:
            continue
        # Of a date that allows two orders, the year is certain.
        doubtful = is_doubtful(text, found)
        if (doubtful and not apart) or (accessed if visited else issued) is not None:
            continue
        if visited:
            accessed = accessed if doubtful else reading.date
        else:
            issued = PartialDate(year=reading.date.year) if doubtful else reading.partial
        printed.append(text[start : found.end].strip(" ,，"))
        left, right = _unbracketed(left, right)
        # Only what follows may shift: the places of the dates before this one are still to be used.
        text = f"{left.rstrip(' ,|;–—')} {right.strip(' .,;，。；')}" if at_end else f"{left} {right}"
        text = text.rstrip()
    if issued is None and (short := _SHORT_DATE.search(text)) and (read := read_date(short[1])) and not read.reason:
        issued = read.partial
        printed.append(short[1])
        text = text[: short.start()].rstrip()
    forms = _YEARS if issued is None and _ANY_YEAR.search(text) else ()
    if year := next(filter(None, (form.search(text) for form in forms)), None):
        issued = PartialDate(year=int(year["year"]))
        printed.append(year[0].strip(" ,，.。/()（）[]"))
        text = f"{text[: year.start()].rstrip()}{text[year.end() :]}".rstrip()
    return text, issued, accessed, tuple(reversed(printed))


def _unbracketed(left: str, right: str) -> tuple[str, str]:
    """Return the text before and after a date, without brackets around the date alone."""
    for opening, shut in ("()", "[]", "（）"):
        if left.endswith(opening) and right.startswith(shut):
            return left[:-1], right[1:]
    return left, right


def trimmed(address: str) -> str:
    """Return *address* without the punctuation of the sentence around it."""
    address = address.rstrip(".,;:!?'’*_，。；、")
    for opening, closing in ("()", "[]", "<>", "（）"):
        while address.endswith(closing) and address.count(closing) > address.count(opening):
            address = address[:-1].rstrip(".,;:")
    return address


def absolute(address: str) -> str:
    """Return *address* with a scheme."""
    return address if address.lower().startswith("http") else f"http://{address}"
