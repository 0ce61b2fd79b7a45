"""Reads notes about the author: “Ada Example is a research fellow at …”, “（作者系…研究员）”."""

import re

from ...words import make_pattern
from .bylines import POSTS, Byline, names_body
from .names import bare_name, is_full_name, is_han_person
from .unlabelled_names import is_certain_person

_LONGEST = 300
# A name, “is” or “works” in any language or in Russian a dash, and what the person does.
_NOTE = re.compile(
    rf"(?P<name>[^\W\d_]\S*(?:\s\S+){{1,4}}?)\s(?:{make_pattern('bylines', 'does')}|(?<=[а-яё] )[–—])\s(?P<said>.+)\.?",
    re.DOTALL,
)
# Below “About the author”, or behind it, anything can be said of a name.
_ABOUT = re.compile(rf"(?:{make_pattern('bylines', 'about')})\s*[:：]\s*", re.IGNORECASE)
_NO_AND = rf"(?!(?:{make_pattern('bylines', 'and')})\s)"
_NOTE_BELOW = re.compile(
    rf"(?P<name>[^\W\d_]\S*(?:\s\S+){{1,4}}?)(?:[,.]?\s|[,，])(?P<said>{_NO_AND}[^\W\d_A-Z].+)",
    re.DOTALL,
)
_POST_HAN = (
    r"(?:研究[员員]|[教讲講]授|博士|主任|[编編][辑輯]|[记記]者|[学學]者|[专專]家|分析[师師]|[讲講][师師]|[顾顧][问問])"
)
_AUTHOR_HAN = r"[（(【]?(?:本文)?(?:(?:作者|[笔筆]者)(?:[简簡]介|介[绍紹])?[:：\s]*)"
_NOTES_HAN = (
    rf"{_AUTHOR_HAN}?(?P<name>[\u3400-\u9fff]{{2,4}}?)\s*(?:[,，]|[系係是为為]|[现現]任).{{1,60}}?{_POST_HAN}[^|｜\d]*",
    rf"{_AUTHOR_HAN}(?:[系係是为為]|[现現]任).{{1,60}}?{_POST_HAN}\s*(?P<name>[\u3400-\u9fff]{{2,4}})[)）】。\s]*",
)


def read_bio(text: str) -> Byline | None:
    """Return the author whom a line below a text introduces; None if it is anything else."""
    if len(text) > _LONGEST:
        return None
    for pattern in _NOTES_HAN:
        if (match := re.fullmatch(pattern, text)) and is_han_person(match["name"]):
            return Byline(compilers=(match["name"],), is_unlabelled=True)
    about = _ABOUT.match(text)
    note = text[about.end() :] if about else text
    match = _NOTE.fullmatch(note) or (_NOTE_BELOW.fullmatch(note) if about else None)
    name = bare_name(match["name"]) if match else ""
    if match is None or not (is_full_name(name) and is_certain_person(name)):
        return None
    if not (about or POSTS.search(match["said"]) or names_body(match["said"])):
        return None
    return Byline(compilers=(name,), is_unlabelled=True)
