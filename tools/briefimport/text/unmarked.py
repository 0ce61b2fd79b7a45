"""Names of people in lines that have no word for them: alone below a title, below a text, or beside a date."""

import re
from collections.abc import Set

from ..words import by_language, pattern_of, phrases
from .bylines import Byline, names_body
from .names import bare_name, is_name

_LONGEST, _MOST_NAMES, _LONGEST_POST = 120, 4, 60
_AROUND = " \t\u3000—–-•◎●○◇◆▪*.·|"
_NO_NAME = re.compile(r"[\d?!:：;“”«»\"＂《》。，…]")
_IN_BRACKETS = re.compile(r"\s*[(（][^()（）]*[)）]")
_BETWEEN = re.compile(rf"\s*(?:[,&/|]|\b(?:{pattern_of('bylines', 'and')})\b(?=\s+[^\W\d_]))\s*")
_CAPITALS = re.compile(r"[^\W\d_]\.(?:\s?[^\W\d_]\.)*|[^\W\d_](?:[\w'’-]*[^\W\d_])?\.?")
_HAN = re.compile(r"[\u3400-\u9fff]")
_HAN_PARTS = re.compile(r"[\s\u3000、/]+")
_POST_HAN = re.compile(r".*(?:员|員|师|師|授|长|長|者|家|士|任|人)$|本刊|本报|本报")


def names_alone(text: str, common: Set[str]) -> Byline | None:
    """The people whom *text* names, if it says nothing else but their posts; None otherwise.

    Args:
        text: A short line.
        common: Words that the text has in small letters, which are no names.
    """
    bare = _IN_BRACKETS.sub("", text.strip(_AROUND)).strip(_AROUND)
    if not bare or len(bare) > _LONGEST or _NO_NAME.search(bare):
        return None
    found = _of_han(bare) if _HAN.search(bare) else _of_letters(bare, common)
    return Byline(compilers=tuple(found)) if found and len(found) <= _MOST_NAMES else None


def _of_letters(text: str, common: Set[str]) -> list[str]:
    pieces = [piece for piece in _BETWEEN.split(text) if piece]
    people: list[str] = []
    for place, piece in enumerate(pieces):
        if _is_person(piece, common):
            people.append(bare_name(piece))
        elif not place or len(" ".join(pieces[place:])) > _LONGEST_POST or not _is_post(piece):
            return []
        else:
            break
    return people


def _is_person(text: str, common: Set[str]) -> bool:
    """Whether *text* is the first and the last name of somebody, or initials and a name."""
    words = bare_name(text).split()
    large = [word for word in words if word[:1].isupper()]
    if not 2 <= len(large) <= 4 or len(words) > 6 or not is_name(bare_name(text)) or names_body(text):
        return False
    if text.isupper() or not all(_CAPITALS.fullmatch(word) for word in large):
        return False
    return not any(word.casefold() in common or word.casefold() in phrases("bylines", "no_names") for word in large)


def _is_post(text: str) -> bool:
    """Whether *text* behind a name says what somebody does, and where."""
    return text[:1].islower() or names_body(text) or bool(_WORK.search(text))


_WORK = re.compile(rf"\b(?:{pattern_of('bylines', 'posts')})\b", re.IGNORECASE)


def _of_han(text: str) -> list[str]:
    """The Chinese names in a line of names and posts: “本刊评论员 石砚”."""
    parts = [part for part in _HAN_PARTS.split(text) if part]
    names = [part for part in parts if _is_han_name(part)]
    return names if all(part in names or _POST_HAN.match(part) for part in parts) else []


def _is_han_name(text: str) -> bool:
    surnames = by_language("bylines", "surnames")["zh"]
    return (
        len(text) in {2, 3, 4}
        and _HAN.sub("", text) == ""
        and any(text.startswith(surname) and 1 <= len(text) - len(surname) <= 2 for surname in surnames)
    )
