"""Reads names of people in lines that have no word for them: alone below a title, or below a text."""

import functools
import re
from collections.abc import Sequence, Set

from ...words import make_pattern, phrases
from ...words.patterns import EAST, HANGUL
from ...words.places import is_country, is_known_place
from .bylines import POSTS, Byline, names_body, split_names
from .first_names import is_first_name
from .names import MAIL, PARTICLES, bare_name, begins_large, cased_name, inverted_names, is_han_person, is_name

_LONGEST, _LONGEST_HAN, _MOST_NAMES, _LONGEST_POST, _WORDS_OF_POST, _USUAL_IN_EAST = 120, 40, 4, 60, 5, 3
_AROUND = " \t\u3000—–-•◎●○◇◆□■▲▪*.·|/／［］【】"
# Before a name as below a letter: “◎ 石砚”.
_SIGNED = re.compile(r"(?:[—–◎□■▲]|--)\s*")
_NO_NAME = re.compile(r"[\d?!:：；“”«»\"＂《》。，…]")
_NO_POST = re.compile(r"[\d?!:：；《》。，…]")
_IN_BRACKETS = re.compile(r"\s*[(（]([^()（）]*)[)）]")
_BETWEEN = re.compile(rf"\s*(?:[,;&/|]|(?<=\s)[–—](?=\s)|\b(?i:{make_pattern('bylines', 'and')})\b(?=\s+[^\W\d_]))\s*")
_CAPITALS = re.compile(r"[^\W\d_]\.(?:\s?[^\W\d_]\.)*(?:[^\W\d_])?|[^\W\d_](?:[\w'’-]*[^\W\d_])?\.?")
# Endings of surnames in Russian, Ukrainian and of their neighbours; the words before places are adjectives.
_SLAVIC = re.compile(r"[А-ЯЁ][а-яё]+(?:[оеё]ва?|[иы]на?|[сц]к(?:ий|ая)|енко|[юу]к|ян|дзе|швили|ич)")
# Behind a first name in Russian stands that of the father.
_PATRONYMIC = re.compile(r"[А-ЯЁ][а-яё]+(?:[оеё]вич|[оеё]вна|ьич|ична)")
_ADJECTIVE = re.compile(r".+(?:[ая]я|[ыио]й|[ое]е|[ыи]е)")
_PLACE = re.compile(r"\s(?:de|do|da|del|of|di|von)\s(?P<country>\S+(?:\s\S+)?)$")
# “Washington, D. C.”, “México, D. F.”: the initials are those of a district.
_CAPITAL_CITY = re.compile(r"[^,]+, D\. [CF]\.?")
_LAST_INITIAL = re.compile(r"(?<=[\s.][^\W\d_a-z])$")
# “al-Example”, “d’Example”
_AFTER_PREFIX = re.compile(r"[^\W\d_]{1,3}[-’'](?=[^\W\d_a-zа-яё])")
# “O Estado de S. Paulo”
_ARTICLES = frozenset({"A", "As", "O", "Os", "The"})
_INITIAL = re.compile(r"[^\W\d_]\.")
_HAN_PARTS = re.compile(r"[\s\u3000、，,；;/・&–—|]+")
_POST_HAN = re.compile(r".*(?:员|員|师|師|授|长|長|者|家|士|任|人|生|원|교수|박사|기자)$|本刊|本报|本報")
_EAST, _HANGUL = re.compile(f"[{EAST}]"), re.compile(f"[{HANGUL}]")
# The last signs of things and places that begin with the sign of a surname: 白皮书, 高铁, 黄海.
_THINGS = frozenset(
    "书書会會国國海湾灣路区區市省县縣州城岛島県府庁学港铁鐵法案战戰展网網报報社院所局部署厅廳党黨团團史志论論年月日期"
)


def names_alone(text: str, common: Set[str]) -> Byline | None:
    """Return the people whom *text* names, if it adds only posts and has a sign of people; else None.

    Such signs are a title, initials, a post after the name or a known first name; in Chinese a dash.

    Args:
        text: A short line.
        common: Words that the text has in small letters, which are no names.
    """
    named = MAIL.sub("", text)
    bare = _bare(named)
    if not bare:
        return None
    beside = _IN_BRACKETS.search(text)
    signed = bool(_SIGNED.match(text.strip()))
    certain = named != text or (beside is not None and (_is_post(beside[1]) or bool(_POST_HAN.match(beside[1]))))
    if _EAST.search(bare):
        people = _han_names(bare, signed=signed or certain)
    else:
        people = _names_in_letters(bare, common, certain=certain)
    return Byline(compilers=tuple(people)) if people and len(people) <= _MOST_NAMES else None


def names_between(text: str) -> list[str]:
    """Split *text* at signs and words between names if it can be a line of names; else return nothing."""
    bare = _bare(MAIL.sub("", text))
    return split_names(bare, _HAN_PARTS if _EAST.search(bare) else _BETWEEN)


def _bare(text: str) -> str:
    """Return *text* without the signs around it and what stands in brackets; empty if it cannot be a line of names."""
    bare = _IN_BRACKETS.sub("", text.strip(_AROUND)).strip(_AROUND) or text.strip(f"{_AROUND}()（）")
    if len(bare) <= _LONGEST_HAN and _EAST.search(bare):
        bare = bare.replace("，", "、").replace("；", "、")
    # Behind a name, the name of a body may stand in quotation marks.
    name, _, post = bare.partition(",")
    return "" if len(bare) > _LONGEST or _NO_NAME.search(name) or _NO_POST.search(post) else bare


def may_be_person(text: str) -> bool:
    """Return whether *text* can be the name of one person."""
    return is_han_person(text) if _EAST.search(text) else _is_person(text, frozenset())


def are_east_names(texts: Sequence[str]) -> bool:
    """Return whether *texts* in one place of several pages are all names in Chinese, Japanese or Korean."""
    usual = sum(len(text) == _USUAL_IN_EAST for text in texts)
    differ = len(set(texts)) > 1
    return differ and 2 * usual >= len(texts) and all(is_han_person(text) and text[-1] not in _THINGS for text in texts)


# Each part of a source is asked both as a publisher and as an author.
@functools.lru_cache(maxsize=4_096)
def is_certain_person(text: str) -> bool:
    """Return whether *text* is certainly one person's name, by a known first name, a title or initials."""
    if _EAST.search(text):
        return is_han_person(text) and bool(_han_names(text, signed=False))
    return _is_person(text, frozenset()) and _is_certain(text)


def _names_in_letters(text: str, common: Set[str], *, certain: bool) -> list[str]:
    # In scripts without capitals, such as Arabic, first names are words of sentences as well.
    if not any(map(str.isupper, text)):
        return []
    if (inverted := inverted_names(text)) and not _CAPITAL_CITY.fullmatch(text):
        return inverted
    parts = [part.partition(",") for part in text.split(";")]
    if len(parts) > 1 and all(post for _, _, post in parts):
        # “Ada Example, Coast University; Ben Sample, LSE”
        text, certain = (
            ";".join(name for name, _, _ in parts),
            certain or any(_is_post(post.strip()) for _, _, post in parts),
        )
    pieces = split_names(text, _BETWEEN)
    people: list[str] = []
    for place, piece in enumerate(pieces):
        if place and (_is_post(bare_name(piece)) or _may_be_post(text, piece, people)):
            certain = True
            break
        if place and is_known_place(piece):
            break
        if not _is_person(piece, common):
            return []
        certain = certain or _is_certain(piece)
        people.append(_LAST_INITIAL.sub(".", bare_name(piece)))
    return people if certain else []


def _is_person(text: str, common: Set[str]) -> bool:
    """Return whether *text* can be the first and the last name of somebody, or initials and a name."""
    bare = bare_name(text)  # before a name, “Professor” is no post
    words = bare.split()
    large = [word for word in words if begins_large(word) or _AFTER_PREFIX.match(word)]
    if not 2 <= len(large) <= 4 or len(words) > 6 or not is_name(bare) or names_body(text):
        return False
    if (
        "(" in text
        or words[0] in _ARTICLES
        or (text.isupper() and not is_first_name(cased_name(words[0])))
        or is_known_place(text)
        or POSTS.match(bare)
        or (POSTS.search(bare) and not is_first_name(cased_name(words[0])))
        or _ends_in_country(text)
        or not all(_CAPITALS.fullmatch(word) for word in large)
    ):
        return False
    # “Le Bihan”: the text has such words in small letters as well.
    folded = {word.casefold() for word in large} - PARTICLES
    return folded.isdisjoint(common) and folded.isdisjoint(phrases("bylines", "no_names"))


def _ends_in_country(text: str) -> bool:
    """Return whether *text* ends as names of cities do: “Santiago de Chile”."""
    match = _PLACE.search(text)
    return match is not None and is_country(match["country"])


def _is_certain(text: str) -> bool:
    """Return whether *text*, which can be a name, is one: by a title, by initials, or by a first or last name."""
    words = bare_name(text).split()
    slavic = len(words) > 1 and _SLAVIC.fullmatch(words[-1]) and not _ADJECTIVE.fullmatch(words[0])
    slavic = slavic or any(map(_PATRONYMIC.fullmatch, words))
    has_first_name = is_first_name(cased_name(words[0]))
    return bool(bare_name(text) != text or any(map(_INITIAL.match, words)) or has_first_name or slavic)


def _is_post(text: str) -> bool:
    """Return whether *text* behind a name says what somebody does, and where."""
    return len(text) <= _LONGEST_POST and (text[:1].islower() or names_body(text) or bool(POSTS.search(text)))


def _may_be_post(text: str, piece: str, people: list[str]) -> bool:
    """Return whether *piece* behind a comma or a stroke and certain names can be a post that no list has."""
    apart = re.search(rf"[,|/–—]\s*{re.escape(piece)}", text)
    first, *others = piece.split()
    short = not others or (len(others) < _WORDS_OF_POST and piece[-1:].isalnum() and not is_name(piece))
    return apart is not None and short and all(map(_is_certain, people)) and not is_first_name(first)


def _han_names(text: str, *, signed: bool) -> list[str]:
    """Return the Chinese, Japanese or Korean names in a line of names, posts and bodies: “本刊评论员 石砚”."""
    parts = [part for part in _HAN_PARTS.split(text) if part]
    names = [part for part in parts if is_han_person(part) and not names_body(part)]
    others = [part for part in parts if part not in names]
    if not all(_POST_HAN.match(part) or (names and names_body(part)) for part in others):
        return []
    # In Korean many a word begins with the sign of a surname.
    listed = len(parts) > 1 and not _HANGUL.search(text)
    whole = all(len(name) > 2 and name[-1] not in _THINGS for name in names) and not _HANGUL.search(text)
    return names if signed or others or listed or whole else []
