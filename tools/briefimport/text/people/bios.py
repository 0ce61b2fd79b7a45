"""Reads notes about the author: “Ada Example is a research fellow at …”, “（作者系…研究员）”."""

import re

from ...words import make_pattern
from .bylines import POSTS, Byline, names_body
from .first_names import is_first_name
from .names import bare_name, is_full_name, is_han_person, is_name

_LONGEST = 300
# A name, “is” or “works” in any language or in Russian a dash, and what the person does.
_NOTE = re.compile(
    rf"(?P<name>[^\W\d_]\S*(?:\s\S+){{1,3}}?)\s(?:{make_pattern('bylines', 'does')}|(?<=[а-яё] )[–—])\s(?P<said>.+)\.?",
    re.DOTALL,
)
_POST_HAN = (
    r"(?:研究[员員]|[教讲講]授|博士|主任|[编編][辑輯]|[记記]者|[学學]者|[专專]家|分析[师師]|[讲講][师師]|[顾顧][问問])"
)
_AUTHOR_HAN = r"[（(【]?(?:本文)?(?:(?:作者|[笔筆]者)(?:[简簡]介|介[绍紹])?[:：\s]*)"
_NOTES_HAN = (
    rf"{_AUTHOR_HAN}?(?P<name>[\u3400-\u9fff]{{2,4}}?)\s*(?:[,，]|[系係是为為]|[现現]任).{{1,60}}?{_POST_HAN}.*",
    rf"{_AUTHOR_HAN}(?:[系係是为為]|[现現]任).{{1,60}}?{_POST_HAN}\s*(?P<name>[\u3400-\u9fff]{{2,4}})[)）】。\s]*",
)


def read_bio(text: str) -> Byline | None:
    """Return the author whom a line below a text introduces; None if it is anything else."""
    if len(text) > _LONGEST:
        return None
    for pattern in _NOTES_HAN:
        if (match := re.fullmatch(pattern, text)) and is_han_person(match["name"]):
            return Byline(compilers=(match["name"],), is_unlabelled=True)
    match = _NOTE.fullmatch(text)
    name = bare_name(match["name"]) if match else ""
    if match is None or not (is_name(name) and is_full_name(name) and is_first_name(name.split()[0])):
        return None
    if not (POSTS.search(match["said"]) or names_body(match["said"])):
        return None
    return Byline(compilers=(name,), is_unlabelled=True)
