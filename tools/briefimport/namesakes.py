"""Words in which a country's name is no country: a newspaper, a town in Ohio, a person, a currency."""

import functools
import re
from collections.abc import Sequence

import pycountry

from briefarchive.reading.vocabularies.countries import DOUBTFUL_NAMES

_PAPER = (
    "Daily|Post|Times|Herald|News|Tribune|Today|Journal|Gazette|Star|Globe|Mail|Observer|Telegraph|Standard|Mirror|"
    "Chronicle|Courier|Dispatch|Examiner|Inquirer|Monitor|Press|Weekly|Digest|Online|TV|Television|Radio|Broadcasting"
)
_PAPERS = re.compile(rf"\b(?:[A-Z][\w’'-]{{1,40}} ){{1,3}}(?:{_PAPER})\b(?! ?[-–])")
_HAN_PAPERS = re.compile(
    r"[\u4e00-\u9fff]{2,4}?(?:青年|经济|证券|新闻)?(?:日报|时报|晚报|早报|周报|青年报|新闻社|新闻网|通讯社|电视台|广播电台)"
)
_MONEY = re.compile(r"\bUS(?=\$)|\b(?:[Cc]ontact|[Aa]bout|[Ff]ollow|[Jj]oin|CONTACT|ABOUT|FOLLOW|JOIN) US\b")
_AUTHORITY = re.compile(
    r"\b(?:ministry|government|embassy|department|office|council|parliament|presid|bank|committee|agency|commission|"
    r"institut|university|centre|center|republic|kingdom|federation|united)",
    re.IGNORECASE,
)
# A first or last name beside one that is doubtful: “Jordan Smith”, “Eddie Jordan”.
_PERSON = re.compile(
    rf"\b(?:{'|'.join(sorted(DOUBTFUL_NAMES))})\b(?:'s|’s)?(?= [A-Z][a-z])(?! (?:The|In|On|At|But|And|Its|It|He|She)\b)"
    rf"|(?<=[a-z] )[A-Z][a-z]+ (?:{'|'.join(sorted(DOUBTFUL_NAMES))})\b"
)


def without_namesakes(text: str, publishers: Sequence[str] = ()) -> str:
    """*text* without the words in which names of countries name other things; the rest keeps its places.

    Args:
        text: A paragraph or a title.
        publishers: Names of publishers that the brief cites.
    """
    patterns = [_PAPERS, _american_place(), _MONEY, _PERSON]
    if not text.isascii():
        patterns.append(_HAN_PAPERS)
    for pattern in patterns:
        text = pattern.sub(_blank, text)
    for name in publishers:
        # What a ministry or a bank of a country says is of that country.
        if (" " in name or not name.isascii()) and name in text and not _AUTHORITY.search(name):
            text = text.replace(name, " " * len(name))
    return text


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


@functools.cache
def _american_place() -> re.Pattern[str]:
    """“Lebanon, Ohio” is a town; but Georgia, Washington and New York are named beside countries and capitals too."""
    states = [entry for entry in pycountry.subdivisions if entry.country_code == "US" and entry.type == "State"]
    names = {entry.name for entry in states} - {"Georgia", "Washington", "New York"}
    codes = {entry.code.removeprefix("US-") for entry in states}
    return re.compile(rf"\b[A-Z][\w.]{{1,40}}(?: [A-Z]\w{{1,40}}){{0,5}}, (?:{'|'.join(sorted(names | codes))})\b")
