"""What is wrong with the values of an entry that can be read."""

import re
from collections.abc import Iterator, Mapping

from ....bibtex.syntax_errors import excerpt
from ....diagnostics import Diagnostic, Replacement, Rule
from ...characters.garbled import ungarbled
from ...tracking import tell_tracking
from .addresses import clean_address, is_copy, taken_apart
from .author_lists import is_person_in_capitals
from .doubtful import find_doubtful
from .numbers import wrong_number
from .rules import (
    AddressWithMore,
    CopyAsAddress,
    DecoratedTitle,
    GarbledField,
    HtmlInField,
    OddCharacterInField,
    PlaceholderValue,
    UpperCaseSourceTitle,
    WrongCheckDigit,
)
from .titles import (
    TitleChange,
    TitleField,
    is_of_other_page,
    is_upper_case,
    undecorated,
    with_plain_characters,
    without_html,
)

_TITLES = ("title", "translatedtitle")
_SHOWN_FIELDS = (
    "title subtitle translatedtitle romanizedtitle publisher journaltitle journal booktitle institution "
    "organization  author editor translator note location howpublished maintitle "
)
_SHOWN = frozenset(_SHOWN_FIELDS.split())
_PLACEHOLDER = re.compile(
    r"to ?do|tbd|tba|xxx+|\?+|-+|…|\.\.\.|n/a|none|null|unknown|no author|lorem ipsum.*|fixme|placeholder|untitled",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?:the\s+)?staff(?:\s+(?:writer|reporter)s?)?|web\s?staff|admin(?:istrator)?|webmaster|anon\.?|no byline"
    r"|(?:author\s+)?(?:unknown|not (?:stated|given|known))",
    re.IGNORECASE,
)
_NO_VALUE = "write what belongs there, or leave the field out"
_HTML = re.compile(r"[<&]|\*\*")
# Nearly all addresses have nothing of this, and need not be taken apart.
_MAY_TRACK = re.compile(
    r"[?#]|google|amp|translate|proxy|ezp|oclc|urldefense|safelinks|redir|facebook|linkedin", re.IGNORECASE
)


def find_mistakes(raw: Mapping[str, TitleField], fields: Mapping[str, str]) -> Iterator[Diagnostic]:
    """What is wrong with the fields of an entry.

    Args:
        raw: The fields as they are written.
        fields: The same, decoded.
    """
    for name in _SHOWN & raw.keys():
        yield from _text_faults(name, raw[name], fields)
    for name in _TITLES:
        if name in raw:
            yield from _title_faults(name, raw[name], fields)
    for name in ("author", "editor"):
        if name in raw:
            yield from _author_faults(name, raw, fields)
    yield from find_doubtful(raw, fields)
    for name in ("isbn", "issn"):
        if name in raw and (wrong := wrong_number(name, fields[name])):
            message = f'the check digit of {name.upper()} "{excerpt(wrong)}" is wrong'
            yield WrongCheckDigit.at(raw[name].span, message, hint="copy the number again, or leave it out")
    for name in ("url", "archiveurl"):
        if name in raw:
            yield from _address_faults(name, raw, fields)


def _text_faults(name: str, field: TitleField, fields: Mapping[str, str]) -> Iterator[Diagnostic]:
    value = field.value
    if len(value) < 20 and _PLACEHOLDER.fullmatch(value.strip().strip("{}")):
        yield PlaceholderValue.at(field.span, f'{name} "{value}" is a placeholder', hint=_NO_VALUE)
        return
    if name == "title" and "url" in fields and is_of_other_page(fields[name]):
        message = f'title "{excerpt(fields[name])}" is that of a page which a site shows in the place of a text'
        yield PlaceholderValue.at(field.span, message, hint="open the address, and write the headline of the text")
    if _HTML.search(value) and (change := without_html(value)) is not None:
        yield _told(HtmlInField, name, field, change, hint="write the letters themselves")
    if value.isascii():
        return
    if (meant := ungarbled(value)) is not None:
        change = TitleChange("the letters were read in the wrong encoding", meant.text if meant.certain else "")
        yield _told(GarbledField, name, field, change, hint="write it as the original has it")
        return
    is_french = fields.get("langid", "").startswith(("fr", "french")) or " :" in value or "« " in value
    if (change := with_plain_characters(value, is_french=is_french)) is not None:
        yield _told(OddCharacterInField, name, field, change)


def _title_faults(name: str, field: TitleField, fields: Mapping[str, str]) -> Iterator[Diagnostic]:
    publisher = fields.get("publisher") or fields.get("journaltitle") or fields.get("organization") or ""
    if (change := undecorated(field.value, publisher, fields.get("url", ""))) is not None:
        yield _told(DecoratedTitle, name, field, change, hint=change.hint or "write the headline as it was printed")
    if is_upper_case(fields[name]):
        hint = "write it as in a sentence, with capitals for names"
        yield UpperCaseSourceTitle.at(field.span, f"{name} is written in capitals", hint=hint)


def _author_faults(name: str, raw: Mapping[str, TitleField], fields: Mapping[str, str]) -> Iterator[Diagnostic]:
    field = raw[name]
    written = " ".join(field.value.split())
    words = written.replace("{", "").replace("}", "").strip()
    # Catalogues of journals have “Anonymous” where no name was printed.
    is_page = "url" in raw and not fields.get("journaltitle") and not fields.get("journal")
    if not words:
        yield PlaceholderValue.at(field.span, f"{name} has no value", hint=_NO_VALUE)
    elif (
        _NOBODY.fullmatch(words)
        and not _PLACEHOLDER.fullmatch(words)
        and (written[0] == "{" or "staff" not in words.lower())
    ):
        yield PlaceholderValue.at(field.span, f'{name} "{words}" is nobody\'s name', hint=_NO_VALUE)
    elif is_page and words.lower() == "anonymous":
        yield PlaceholderValue.at(field.span, f'{name} "{words}" is nobody\'s name', hint="leave the field out")
    elif found := next(filter(is_person_in_capitals, re.split(" and ", written, flags=re.IGNORECASE)), ""):
        hint = f'write small letters, for example "{found.title()}"'
        yield UpperCaseSourceTitle.at(field.span, f'{name}: "{excerpt(found)}" is written in capitals', hint=hint)


def _address_faults(name: str, raw: Mapping[str, TitleField], fields: Mapping[str, str]) -> Iterator[Diagnostic]:
    field = raw[name]
    change, seen = clean_address(field.value)
    if change is not None:
        if seen and (name != "url" or fields.get("urldate", seen) != seen):
            change = change._replace(text="")
        hint = change.hint or "copy the whole address again, without spaces and words"
        one = _told(AddressWithMore, name, field, change, hint=hint)
        if seen and change.text and name == "url" and "urldate" not in raw:
            # The value ends at a brace, so that another field can follow it.
            text = f"{change.text}}},\n  urldate         = {{{seen}"
            fix = (Replacement(span=field.span, text=text, old=field.value),)
            hint = f'write "{change.text}", and urldate = {{{seen}}} in a line of its own'
            one = AddressWithMore.at(one.span, one.message, hint=hint, fix=fix)
        yield one
    elif name == "url" and is_copy(field.value):
        yield _copy_fault(field, taken_apart(field.value), fields)
    elif name == "url" and _MAY_TRACK.search(field.value):
        exact = field.span if field.value == fields[name] else None
        yield from tell_tracking(fields[name], field.span, exact)


def _copy_fault(field: TitleField, apart: tuple[str, str] | None, fields: Mapping[str, str]) -> Diagnostic:
    """An archived copy in the place of the address; its fix writes three fields, where the other two are free."""
    message = "url is the address of an archived copy"
    if apart is None:
        hint = "write the address of the page itself, and this one into archiveurl"
        return CopyAsAddress.at(field.span, message, hint=hint)
    url, day = apart
    if not day:
        hint = f'write "{url}", and into archiveurl the address of the copy with its day, as it stands when it is open'
        return CopyAsAddress.at(field.span, message, hint=hint)
    hint = f"write url = {{{url}}}, archiveurl = {{{field.value.strip()}}} and archivedate = {{{day}}}"
    text = f"{url}}},\n  archiveurl      = {{{field.value.strip()}}},\n  archivedate     = {{{day}"
    is_free = "archiveurl" not in fields and "archivedate" not in fields
    fix = (Replacement(span=field.span, text=text, old=field.value),) if is_free else ()
    return CopyAsAddress.at(field.span, message, hint=hint, fix=fix)


def _told(
    rule: type[Rule], name: str, field: TitleField, change: TitleChange, *, hint: str | None = None
) -> Diagnostic:
    """A diagnostic of *rule*, with the value that is meant where it is certain."""
    fix = (Replacement(span=field.span, text=change.text, old=field.value),) if change.text else ()
    written = f'write "{excerpt(" ".join(change.text.split()), limit=300)}"' if change.text else hint
    return rule.at(field.span, f"{name}: {change.fact}", hint=written, fix=fix)
