"""What stands around a title and is no part of it, and what in a value is HTML or an odd character."""

import html
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple, Protocol

from ....bibtex.writing import escape
from ....diagnostics import Span
from ...addresses import find_host

_SUFFIX = re.compile(r"(?P<title>.*\S)\s+(?:[-–—|·•»]|-{2,3}|::|\\textbar\{?\}?)\s+(?P<site>[^|–—]{2,60}?)\s*")
_QUOTED = re.compile(r"(?:“[^“”]*”|„[^“”„]*[“”]|\"[^\"]*\"|``(?:(?!``|'').)*'')[.,]?", re.DOTALL)
# A short word, a number or another stop before it may be an abbreviation or an ordinal number.
_STOP = re.compile(r"[^.]*[^\W\d_]{5}[)\]”’\"']*\.|[^。．]*[。．]")
_ABBREVIATION = re.compile(
    r"\b(?:Inc|Ltd|Corp|Bros|Dept|Univ|Gov|Sen|Rep|Gen|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|etc|est|approx|vol|pp|"
    r"Assn|Intl|Natl|Mfg)\.\Z|\.[^\W\d_]+\.\Z|\.\.\Z",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?(?P<tag>[a-z][a-z0-9]{0,9})(?:\s+[a-z-]{1,20}\s*=[^<>]{0,300})?\s?/?>", re.IGNORECASE)
_NAMES = "i b em strong span u a font small cite q p div h1 h2 h3 br sup sub mark"
_TAGS = frozenset(_NAMES.split())
_BOLD = re.compile(r"(?<!\w)\*\*(?!\s)([^*\n]{1,200})(?<!\s)\*\*(?!\w)")
_ENTITY = re.compile(r"\\?&(?:[a-z]{2,8}|\\?#\d{1,7}|\\?#x[0-9a-f]{1,6});", re.IGNORECASE)
_ERRORS = (
    r"(?:http\s+)?(?:error\s+)?(?:40[0-9]|410|50[0-4])\s*[-–—:|]?\s*(?:error|not found|forbidden|gone|unauthori[sz]ed"
    r"|bad (?:request|gateway)|service (?:temporarily )?unavailable|page not found|错误|页面)|(?:http )?error \d{3}|404"
    r"|(?:the )?page (?:was )?not found|page (?:cannot|can’t|can't) be (?:found|displayed)|not found|just a moment"
    r"|access (?:to this page has been )?denied|(?:are you|verify (?:that )?you are) (?:a (?:robot|human)|human)"
    r"|attention required!?|robot check|security check|pardon our interruption|please wait|loading|redirecting"
    r"|log ?in|sign in|subscribe to (?:read|continue)|home(?: ?page)?|untitled(?: (?:page|document))?|首页"
    r"|页面(?:不存在|未找到)"
)
_ERROR_PAGE = re.compile(rf"(?:{_ERRORS})\W*(?:\s[|–-]\s.{{2,60}})?", re.IGNORECASE)
_FIXED = "\u00a0\u2007\u202f"
# Beside another space, or between two words of more than one letter.
_FIXED_SPACE = re.compile(
    rf" +[{_FIXED}][ {_FIXED}]*|[{_FIXED}]+ [ {_FIXED}]*"
    rf"|(?:(?<=[^\W\d_][^\W\d_])|(?<=[,;:)”’]))[{_FIXED}]+(?=[^\W\d_]{{2}})"
)
_ODD = re.compile("[\u00ad\ufb00-\ufb06\u0300-\u036f]")


class TitleField(Protocol):
    """A value as written, and its place without the delimiters."""

    @property
    def value(self) -> str:
        """The text, still in LaTeX."""

    @property
    def span(self) -> Span:
        """Where it stands."""


class TitleChange(NamedTuple):
    """What is wrong with a value, and what to write; the text is empty where that is not certain."""

    fact: str
    text: str
    hint: str = ""


def undecorated(title: str, publisher: str, url: str) -> TitleChange | None:
    """A title without the site's name, a full stop or quotation marks around it."""
    facts, text, is_certain = [], title.strip(), True
    if text.startswith(("http://", "https://", "www.")) and " " not in text:
        return TitleChange("the title is an address", "")
    if (found := _SUFFIX.fullmatch(text)) and _is_site(found["title"], found["site"], publisher, url):
        facts.append(f'"{found["site"]}" is the name of the site')
        text = found["title"]
    if _STOP.fullmatch(text) and not _ABBREVIATION.search(text):
        facts.append("the title ends with a full stop")
        text = text[:-1]
    if _QUOTED.fullmatch(text) and len(text) > 4:
        # It may be one that was said, and printed so.
        is_certain = False
        facts.append("the title stands in quotation marks")
        text = text.rstrip(".,")
        text = text[2:-2] if text.startswith("``") else text[1:-1]
    if not facts or not text:
        return None
    hint = "leave out what was not printed" if not is_certain else ""
    return TitleChange("; ".join(facts), text if is_certain else "", hint)


def without_html(value: str) -> TitleChange | None:
    """A value without tags and with letters for entities."""
    found = [tag for tag in _TAG.finditer(value) if tag["tag"].lower() in _TAGS]
    entities = [one for one in _ENTITY.finditer(value) if _letter(one[0]) is not None]
    if not found and not entities:
        bold = _BOLD.search(value)
        return TitleChange(f'"{bold[0]}" is Markdown and is shown as text', _BOLD.sub(r"\1", value)) if bold else None
    first = min((one.start(), one[0]) for one in (*found, *entities))[1]
    text = _ENTITY.sub(_without_entity, _TAG.sub(_without_tag, value))
    # What becomes a tag or an entity now would be taken away next time, and an address in a tag would be lost.
    is_certain = (
        _are_paired(found)
        and not any({"<", ">"} & set(_letter(one[0]) or "") for one in entities)
        and not _ENTITY.search(text)
    )
    return TitleChange(f'"{first}" is HTML and is shown as text', " ".join(text.split()) if is_certain else "")


def _are_paired(tags: list[re.Match[str]]) -> bool:
    """Whether each tag that is opened is closed, and none says more than its name."""
    is_open: list[str] = []
    for tag in tags:
        name = tag["tag"].lower()
        if "=" in tag[0] or name in {"sup", "sub"}:
            return False
        if name == "br":
            continue
        if not tag[0].startswith("</"):
            is_open.append(name)
        elif not is_open or is_open.pop() != name:
            return False
    return not is_open


def with_plain_characters(value: str, *, is_french: bool = False) -> TitleChange | None:
    """A value with ordinary spaces, without soft hyphens, ligatures and accents that stand alone."""
    facts = list(_odd(value))
    text = value
    if not is_french and (found := _FIXED_SPACE.search(value)):
        facts.append(f"a non-breaking space (U+{ord(found[0].strip(' ')[0]):04X}) stands between words")
        text = _FIXED_SPACE.sub(" ", text)
    if not facts:
        return None
    text = unicodedata.normalize("NFC", text.replace("\u00ad", ""))
    text = re.sub("[\ufb00-\ufb06]", lambda one: unicodedata.normalize("NFKC", one[0]), text)
    return TitleChange("; ".join(facts), text)


def _odd(text: str) -> Iterator[str]:
    found = set(_ODD.findall(text))
    if "\u00ad" in found:
        yield "a soft hyphen (U+00AD) stands in a word"
    if ligatures := sorted(one for one in found if one >= "\ufb00"):
        yield f'the ligature "{ligatures[0]}" stands for several letters'
    if any("\u0300" <= one <= "\u036f" for one in found) and unicodedata.normalize("NFC", text) != text:
        yield "a letter and its accent are two characters"


def is_of_other_page(title: str) -> bool:
    """Whether a title is that of a page which a site shows in the place of a text: of an error, a test or a door."""
    return len(title) < 120 and _ERROR_PAGE.fullmatch(title) is not None


def is_upper_case(title: str) -> bool:
    """Whether a title is in capitals throughout; a few abbreviations may be a whole title."""
    return title.isupper() and " " in title and sum(sign.isupper() for sign in title) > 12


def _is_site(title: str, site: str, publisher: str, url: str) -> bool:
    """Whether the end of a title is the publisher's whole name, its abbreviation, or the host of the address."""
    host = find_host(url).removeprefix("www.") if url else ""
    if host and site.casefold().removeprefix("www.") == host:
        return True
    if len(title.split()) < 3 and title.isascii():  # “China – Kazakhstan”
        return False
    words = [word for word in re.findall(r"\w+", publisher) if word.lower() not in {"the", "of", "and"}]
    abbreviation = "".join(word[0] for word in words).upper() if len(words) > 2 else ""
    return _letters(site) == _letters(publisher) != "" or site == abbreviation != ""


def _letters(name: str) -> str:
    return "".join(sign for sign in name.casefold().removeprefix("the ") if sign.isalnum())


def _letter(entity: str) -> str | None:
    """What an entity stands for; None for what only looks like one."""
    plain = entity.removeprefix("\\").replace("\\#", "#")
    letter = html.unescape(plain)
    if letter == "\u00a0":
        return " "
    is_one = letter != plain and len(letter) < 3 and letter.isprintable()
    return letter if is_one else None


def _without_entity(found: re.Match[str]) -> str:
    letter = _letter(found[0])
    return found[0] if letter is None else escape(letter)


def _without_tag(tag: re.Match[str]) -> str:
    name = tag["tag"].lower()
    return tag[0] if name not in _TAGS else " " if name in {"br", "p", "div"} else ""
