"""Reads volume, issue and pages after a source: “64. Jg., H. 9, 2014, S. 71–84”, “v. 58, n. 2, p. 101-119, 2015”."""

import re

_NUMBERS = r"[A-Za-zА-Я]?\d{1,5}(?:\s?[–—/-]\s?[A-Z]?\d{1,5})?(?:\s?\(\d{1,4}\))?"
_BEFORE = r"vol|v|no|nos|nr|núm|num|n|№|issue|pp|p|págs?|pgs?|pages?|s|ss|str|seiten?|h|heft|jg|bd|t|т|вып|стр|с"
_BEHIND = r"jg|jahrgang|s|pp?|с|стр|pages?"
_YEAR = r"(?:19|20)\d\d"
_PART = (
    rf"(?:(?:{_BEFORE})(?:\.?\s?[º°ª]|\.)?\s?{_NUMBERS}|\d{{1,4}}\.?\s?(?:{_BEHIND})\b\.?|"
    r"(?:第\s?|[A-Z])?\d{1,4}\s?[版期页頁卷号號]|版[A-Z]?\d{1,3}|第\s?\d{1,4}\s?[版期页頁卷号號](?:第\s?\d{1,4}\s?[版期页頁卷号號])?)"
)
_SIGN = r"(?:\s?[,.;:，。；]\s?(?:[–—-]\s?)?|\s[–—-]\s)"
_LAST = re.compile(rf"(?:{_SIGN}(?<!\d\.)(?P<year>{_YEAR})|(?:{_SIGN}|(?P<space>\s))(?P<part>{_PART}))$", re.IGNORECASE)
# One detail alone is taken if it is written as one: “p. A17”, “Heft 3”, and not “agent 7, s 3”.
_WRITTEN = re.compile(r"[^\W\d_]{1,5}\.|[^\W\d_]{4,}|[第№º]|\d\.?\s?[^\W\d_]")
# “Harbour Studies 41, no. 2 (2013): 12–20”
_OF_JOURNAL = re.compile(
    rf"(?<=[^\W\d_])(?P<details>,?\s\d{{1,4}}(?:,\s*no\.\s*\d{{1,4}})?\s*\((?:[^\W\d_]{{3,9}}\s)?(?P<year>{_YEAR})\)\s*:"
    r"\s*\d{1,5}(?:\s?[–-]\s?\d{1,5})?)[\s.,]*$"
)
_ALONE = re.compile(rf"{_PART}(?:\s{_PART})?|[A-ZА-Я]?\d{{1,3}}(?:[–-]\d{{1,3}})?", re.IGNORECASE)
_REACH, _MOST = 40, 8
_ENDS = " \t.,，。"
_FIGURE = re.compile(r"\d")


def without_details(text: str) -> tuple[str, str]:
    """Split off volume, issue and pages at the end of *text*; a year among them stays, as the last word."""
    start = max(len(text) - 2 * _REACH, 1)
    if not _FIGURE.search(text, start):
        return text, ""
    if journal := _OF_JOURNAL.search(text, start):
        details = journal["details"].replace(f"({journal['year']})", "", 1)
        return f"{text[: journal.start()]}, {journal['year']}", " ".join(details.split()).strip(" ,")
    parts: list[str] = []
    rest, year = text.rstrip(_ENDS), ""
    # One is taken after the other from the end, since patterns of several take ever longer.
    while len(parts) < _MOST and (match := _LAST.search(rest, max(len(rest) - _REACH, 1))):
        if (match["year"] and year) or (match["space"] and not parts):
            break
        if match["year"]:
            year = match["year"]
        else:
            parts.append(match["part"])
        rest = rest[: match.start()].rstrip()
    alone = len(parts) == 1 and not year and not _WRITTEN.match(parts[0])
    if not parts or alone or not re.search(r"\w", rest):
        return text, ""
    return f"{rest}, {year}" if year else rest, ", ".join(reversed(parts))


def is_detail(text: str) -> bool:
    """Return whether *text* is nothing but a volume, an issue or pages: “S. 12”, “№ 3”, “A9”."""
    return bool(_ALONE.fullmatch(text))
