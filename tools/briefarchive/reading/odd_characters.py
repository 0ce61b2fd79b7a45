"""Characters that look like others and are not found by who searches for those: they come from print and from PDFs."""

import re
import unicodedata
from collections.abc import Callable, Iterator

from ..diagnostics import Diagnostic, Replacement, Rule, Severity, Span

_ODD = re.compile(
    "(?P<soft>\u00ad)|(?P<ligature>[\ufb00-\ufb06])|(?P<parts>[A-Za-z\u00c0-\u024f\u0370-\u04ff][\u0300-\u036f]{1,3})"
    "|(?P<hyphen>[\u2010\u2011])|(?P<minus>\u2212)|(?P<wide>[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a])"
    "|(?P<radical>[\u2e80-\u2fd5])|(?P<private>[\ue001-\uf8ff\ufffc])"
)
_WORD = re.compile(r"[\w\u00ad\u0300-\u036f\u2010\u2011\u2212\ufffc\ue001-\uf8ff]+")
_MIXED = re.compile(r"[A-Za-z][\u0370-\u04ff]|[\u0370-\u04ff][A-Za-z]")
# The Latin letters that Cyrillic and Greek ones look like.
_LATIN = str.maketrans("АВЕЅІЈКМНОРСТХаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABESIJKMHOPCTXaeopcyxijsABEZHIKMNOPTYXo")
_RARE = re.compile(
    "[\u00ad\u0300-\u036f\u0370-\u03ff\u0400-\u04ff\u2010\u2011\u2212\u2e80-\u2fd5\ue001-\uf8ff\ufb00-\ufb06\uff10-\uff5a\ufffc]"
)
_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_MANY = 3
"""So many words of a paragraph are told one by one."""
_MOST = 200
_FACTS = {
    "soft": "has a soft hyphen in it, which nobody sees",
    "ligature": "has two letters in one sign",
    "parts": "has a letter in two parts",
    "hyphen": "has another sign for a hyphen",
    "minus": "has a minus sign for a hyphen",
    "wide": "has letters or figures as wide as Chinese ones",
    "radical": "has the radical of a character in its place",
    "private": "has a sign that only one font knows",
}


class OddCharacter(Rule):
    """A character in a word is not the one that it looks like, so that a search for the word does not find it.

    Soft hyphens, ligatures such as `ﬁ`, letters whose accent is a character of its own, hyphens that do not break, and
    Cyrillic letters in Latin words come along with text from PDFs and word processors. `briefs check --fix` writes the
    usual ones.
    """

    code = "S136"
    severity = Severity.WARNING
    fixable = True
    rewrites = True


FAULTS: tuple[type[Rule], ...] = (OddCharacter,)


def find_odd_characters(text: str, place: Callable[[int, int], Span]) -> Iterator[Diagnostic]:
    """What is found in a paragraph, word by word.

    Args:
        text: Its running text.
        place: The place in the file of an offset in it, and of so many characters.
    """
    if text.isascii() or _RARE.search(text) is None:
        return
    told = list(_in_words(text, place))
    if len(told) <= _MANY:
        yield from told
    else:
        fix = tuple(part for one in told for part in one.fix)
        message = f"{len(told)} words of the paragraph have odd characters: the first {told[0].message}"
        hint = "run “briefs check --fix”" if len(fix) == len(told) else "write the words with the usual characters"
        yield OddCharacter.at(told[0].span, message, hint=hint, fix=fix[:_MOST])


def _in_words(text: str, place: Callable[[int, int], Span]) -> Iterator[Diagnostic]:
    for word in _WORD.finditer(text):
        if not word[0].isascii() and _RARE.search(word[0]):
            before = text[max(word.start() - 1, 0) : word.start()]
            fact, instead = _usual(word[0], before, text[word.end() : word.end() + 1])
            if fact:
                yield _told(word, fact, instead, place)


def _told(word: re.Match[str], fact: str, instead: str, place: Callable[[int, int], Span]) -> Diagnostic:
    span = place(word.start(), len(word[0]))
    if not word[0].strip("\u00ad"):
        fix = (Replacement(span=span, text="", old=word[0]),)
        return OddCharacter.at(span, "a soft hyphen stands alone, which nobody sees", hint="delete it", fix=fix)
    if not instead or instead == word[0]:
        return OddCharacter.at(span, f'"{word[0]}" {fact}', hint="write what is meant in its place")
    fix = (Replacement(span=span, text=instead, old=word[0]),)
    return OddCharacter.at(span, f'"{word[0]}" {fact}', hint=f'write "{instead}"', fix=fix)


def _usual(word: str, before: str, after: str) -> tuple[str, str]:
    """What is odd in a word, and the word with the usual characters; empty where these are not certain."""
    if (found := _ODD.search(word)) is None:
        if not _MIXED.search(word):
            return "", ""
        plain = word.translate(_LATIN)
        return "mixes Latin letters with others that look like them", plain if plain.isascii() else ""
    kind = str(found.lastgroup)
    if kind == "private":
        return _FACTS[kind], ""
    if kind == "wide" and (_HAN.search(word) or not (before + after).strip(" ,.;()").isascii()):
        return "", ""  # between Chinese characters they are a matter of taste
    instead = _ODD.sub(_usual_sign, word)
    # A minus sign before a figure is right, and for some letters with a mark there is no single character.
    return ("", "") if instead == word else (_FACTS[kind], instead)


def _usual_sign(found: re.Match[str]) -> str:
    match found.lastgroup:
        case "soft":
            return ""
        case "hyphen":
            return "-"
        case "minus":
            before, after = (
                found.string[max(found.start() - 1, 0) : found.start()],
                found.string[found.end() : found.end() + 1],
            )
            return found[0] if not (before and after) else "–" if before.isdigit() and after.isdigit() else "-"
        case "parts":
            return unicodedata.normalize("NFC", found[0])
        case "private":
            return found[0]
    return unicodedata.normalize("NFKC", found[0])
