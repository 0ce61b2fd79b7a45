"""What of people should not stand in a text by chance, and flags in place of words."""

import re
from collections.abc import Callable, Iterator

from ..diagnostics import Diagnostic, Rule, Severity, Span

_MAIL = re.compile(r"(?<![\w.+-])(?P<who>[A-Za-z][\w.+-]{0,63})@(?:[\w-]{1,63}\.){1,5}[A-Za-z]{2,24}\b")
# A part of these in a name says that an office reads the letters.
_OFFICES = re.compile(
    "admin|api|application|bulletin|committee|contact|data|desk|digital|editor|embassy|enquir|events?|feedback|gov|group|help|info"
    "|inquir|letters|librar|list|mail|media|news|office|press|program|public|redaktion|reply|secretari|service|subscri|support"
    "|team|tips|web",
    re.IGNORECASE,
)
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_FIRST = ord("\U0001f1e6")


class MailAddress(Rule):
    """The mail address of a person stands in the text. It will be harvested, and it stays in every copy of the page.

    Take it out, unless the person wants it to be there. Addresses of offices, such as `info@` and `press@`, are not
    told.
    """

    code = "S139"
    severity = Severity.NOTICE


class FlagForCountry(Rule):
    """The picture of a flag stands in the text. Many systems show two letters in its place, and it leads nowhere.

    Name the country: `` {country}`KZ` ``.
    """

    code = "S140"
    severity = Severity.NOTICE


FAULTS: tuple[type[Rule], ...] = (MailAddress, FlagForCountry)


def find_personal(text: str, place: Callable[[int, int], Span]) -> Iterator[Diagnostic]:
    """What is found in a paragraph.

    Args:
        text: Its running text.
        place: The place in the file of an offset in it, and of so many characters.
    """
    if "@" in text:
        for found in _MAIL.finditer(text):
            if not _OFFICES.search(found["who"]):
                message = f'"{found[0]}" is the mail address of a person'
                yield MailAddress.at(
                    place(found.start(), len(found[0])), message, hint="delete it, unless the person agrees"
                )
    if not text.isascii():
        for found in _FLAG.finditer(text):
            code = "".join(chr(ord("A") + ord(sign) - _FIRST) for sign in found[0])
            hint = f"delete it, or name the country: {{country}}`{code}`"
            yield FlagForCountry.at(place(found.start(), 2), f'a flag stands for "{code}"', hint=hint)
