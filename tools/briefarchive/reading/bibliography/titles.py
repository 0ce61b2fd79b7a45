"""Cleans values of entries: decoration around titles, HTML, and typographic characters."""

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from ...bibtex.writing import escape
from ...model.tables import load_words
from ..addresses import find_host
from ..vocabularies.publishers import fold_name

_SUFFIX = re.compile(r"(?P<title>.*\S)\s+(?:[-–—|·•»]|-{2,3}|::|\\textbar\{?\}?)\s+(?P<site>[^|–—]{2,60}?)\s*")
_QUOTED = re.compile(r"(?:“[^“”]*”|„[^“”„]*[“”]|\"[^\"]*\"|``(?:(?!``|'').)*'')[.,]?", re.DOTALL)
# A short word, a number or another full stop may indicate an abbreviation or an ordinal number.
_FULL_STOP = re.compile(r"[^.]*[^\W\d_]{5}[)\]”’\"']*\.|[^。．]*[。．]")
ABBREVIATION = re.compile(
    r"\b(?:Inc|Ltd|Corp|Bros|Dept|Univ|Gov|Sen|Rep|Gen|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|etc|est|approx|vol|pp|"
    r"Assn|Intl|Natl|Mfg)\.\Z|\.[^\W\d_]+\.\Z|\.\.\Z",
    re.IGNORECASE,
)
_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>(?:i|b|em|strong|span|u|a|font|small|cite|q|p|div|h1|h2|h3|br|sup|sub|mark)\b)"
    r"(?P<more>\s+[a-z-]{1,20}\s*=[^<>]{0,300})?\s?/?>",
    re.IGNORECASE,
)
_BOLD = re.compile(r"(?<!\w)\*\*(?!\s)([^*\n]{1,200})(?<!\s)\*\*(?!\w)")
_ENTITY = re.compile(r"\\?&(?:[a-z]{2,8}|\\?#\d{1,7}|\\?#x[0-9a-f]{1,6});", re.IGNORECASE)
_ERROR_PAGES = "|".join(load_words(__file__)["other_pages"])
_ERROR_PAGE = re.compile(rf"(?:{_ERROR_PAGES})\W*(?:\s[|–-]\s.{{2,60}})?", re.IGNORECASE)
_NO_BREAK_SPACES = "\u00a0\u2007\u202f"
# Next to another space, or between two words of more than one letter.
_NO_BREAK_SPACE = re.compile(
    rf" +[{_NO_BREAK_SPACES}][ {_NO_BREAK_SPACES}]*|[{_NO_BREAK_SPACES}]+ [ {_NO_BREAK_SPACES}]*"
    rf"|(?:(?<=[^\W\d_][^\W\d_])|(?<=[,;:)”’]))[{_NO_BREAK_SPACES}]+(?=[^\W\d_]{{2}})"
)
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_ACCENT = re.compile("[\u0300-\u036f]")


class ValueChange(NamedTuple):
    """What is wrong with a value, and the corrected text if certain; *seen* is a date of access from an address."""

    fact: str
    text: str = ""
    hint: str = ""
    seen: str = ""


def remove_decoration(title: str, publisher: str, url: str) -> ValueChange | None:
    """Remove the site's name, a full stop or quotation marks around a title."""
    facts, text, hint = [], title.strip(), ""
    if text.startswith(("http://", "https://", "www.")) and " " not in text:
        return ValueChange("the title is an address")
    if (match := _SUFFIX.fullmatch(text)) and _is_site(match["title"], match["site"], publisher, url):
        facts.append(f'"{match["site"]}" is the name of the site')
        text = match["title"]
    if _FULL_STOP.fullmatch(text) and not ABBREVIATION.search(text):
        facts.append("the title ends with a full stop")
        text = text[:-1]
    if _QUOTED.fullmatch(text) and len(text) > 4:
        facts.append("the title is in quotation marks")
        hint = "leave out what was not printed"  # it may be a printed quotation
    return ValueChange("; ".join(facts), "" if hint else text, hint) if facts and text else None


def remove_html(value: str) -> ValueChange | None:
    """Remove tags from a value, and decode entities."""
    tags = list(_TAG.finditer(value))
    entities = [match for match in _ENTITY.finditer(value) if _decode_entity(match[0]) is not None]
    if not tags and not entities:
        bold = _BOLD.search(value)
        return ValueChange(f'"{bold[0]}" is Markdown and is shown as text', _BOLD.sub(r"\1", value)) if bold else None
    first = min((match.start(), match[0]) for match in (*tags, *entities))[1]
    untagged = _TAG.sub(lambda tag: " " if tag["name"].lower() in {"br", "p", "div"} else "", value)
    text = _ENTITY.sub(lambda match: match[0] if (new := _decode_entity(match[0])) is None else escape(new), untagged)
    # What becomes a tag or an entity by decoding would be removed next time, and an address in a tag would be lost.
    is_certain = (
        _are_paired(tags)
        and not any({"<", ">"} & set(_decode_entity(entity[0]) or "") for entity in entities)
        and not _ENTITY.search(text)
    )
    return ValueChange(f'"{first}" is HTML and is shown as text', " ".join(text.split()) if is_certain else "")


def _are_paired(tags: list[re.Match[str]]) -> bool:
    """Return whether opening and closing tags match, and none has attributes or changes the meaning."""
    names = Counter((tag["name"].lower(), bool(tag["end"])) for tag in tags)
    says_more = any(tag["more"] or tag["name"].lower() in {"sup", "sub"} for tag in tags)
    return not says_more and all(names[name, True] == names[name, False] for name, _ in names if name != "br")


def normalize_characters(value: str, *, is_french: bool = False) -> ValueChange | None:
    """Replace non-breaking spaces, soft hyphens, ligatures and decomposed accents in a value."""
    facts = list(_find_odd_characters(value))
    text = value
    if not is_french and (match := _NO_BREAK_SPACE.search(value)):
        facts.append(f"a non-breaking space (U+{ord(match[0].strip(' ')[0]):04X}) is between words")
        text = _NO_BREAK_SPACE.sub(" ", text)
    text = unicodedata.normalize("NFC", text.replace("\u00ad", ""))
    text = _LIGATURE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    return ValueChange("; ".join(facts), text) if facts else None


def _find_odd_characters(text: str) -> Iterator[str]:
    if "\u00ad" in text:
        yield "there is a soft hyphen (U+00AD) in a word"
    if ligature := _LIGATURE.search(text):
        yield f'the ligature "{ligature[0]}" is one character for several letters'
    if _ACCENT.search(text) and unicodedata.normalize("NFC", text) != text:
        yield "a letter and its accent are two characters"


def is_error_page(title: str) -> bool:
    """Return whether a title is that of an error page, a bot check or a login page."""
    return len(title) < 120 and _ERROR_PAGE.fullmatch(title) is not None


def is_upper_case(title: str) -> bool:
    """Return whether a title is entirely in capitals, and longer than a few abbreviations such as “NATO, EU”."""
    return title.isupper() and " " in title and sum(char.isupper() for char in title) > 12


def _is_site(title: str, site: str, publisher: str, url: str) -> bool:
    """Return whether the end of a title is the publisher's name or abbreviation, or the host of the address."""
    host = find_host(url).removeprefix("www.") if url else ""
    if host and site.casefold().removeprefix("www.") == host:
        return True
    if len(title.split()) < 3 and title.isascii():  # “China – Kazakhstan”
        return False
    words = [word for word in re.findall(r"\w+", publisher) if word.lower() not in {"the", "of", "and"}]
    abbreviation = "".join(word[0] for word in words).upper() if len(words) > 2 else ""
    return fold_name(site) == fold_name(publisher) != "" or site == abbreviation != ""


def _decode_entity(entity: str) -> str | None:
    """Return the character that an entity stands for; None if it is not an entity."""
    bare_entity = entity.removeprefix("\\").replace("\\#", "#")
    letter = html.unescape(bare_entity)
    if letter == "\u00a0":
        return " "
    return letter if letter != bare_entity and len(letter) < 3 and letter.isprintable() else None
