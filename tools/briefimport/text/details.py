"""Volume, issue and pages behind a source: “64. Jg., H. 9, 2014, S. 71–84”, “v. 58, n. 2, p. 101-119, 2015”."""

import re

_NUMBERS = r"[A-Za-zА-Я]?\d{1,5}(?:\s?[–—/-]\s?[A-Z]?\d{1,5})?(?:\s?\(\d{1,4}\))?"
_BEFORE = r"vol|v|no|nos|nr|núm|num|n|№|issue|pp|p|págs?|pgs?|s|ss|seiten?|h|heft|jg|bd|t|т|вып|стр|с"
_BEHIND = r"jg|jahrgang|s|pp?|с|стр|pages?"
_YEAR = r"(?:19|20)\d\d"
_PART = (
    rf"(?:(?:{_BEFORE})(?:\.?\s?[º°ª]|\.)?\s?{_NUMBERS}|\d{{1,4}}\.?\s?(?:{_BEHIND})\b\.?|"
    r"第\s?\d{1,4}\s?[版期页頁卷号號](?:第\s?\d{1,4}\s?[版期页頁卷号號])?)"
)
_SIGN = r"(?:\s*[,.;:，。；]\s*(?:[–—-]\s*)?|\s+[–—-]\s+)"
_NEXT = rf"(?:{_SIGN}|\s+)(?:{_PART})"
_TAIL = re.compile(
    rf"(?<=[\w.)\]”»\"》）])(?P<details>(?:{_SIGN}(?P<year>{_YEAR}))?{_SIGN}(?:{_PART})"
    rf"(?:{_NEXT})*(?:{_SIGN}(?P<middle>{_YEAR})(?:{_NEXT})+)?(?:{_SIGN}(?P<last>{_YEAR}))?)[\s.,，。]*$",
    re.IGNORECASE,
)
# “Harbour Studies 41, no. 2 (2013): 12–20”
_OF_JOURNAL = re.compile(
    rf"(?<=[^\W\d_])(?P<details>,?\s\d{{1,4}}(?:,\s*no\.\s*\d{{1,4}})?\s*\((?:[^\W\d_]{{3,9}}\s)?(?P<year>{_YEAR})\)\s*:"
    r"\s*\d{1,5}(?:\s?[–-]\s?\d{1,5})?)[\s.,]*$"
)
_REACH = 90
_FIGURE = re.compile(r"\d")


def without_details(text: str) -> tuple[str, str]:
    """*text* without the volume, issue and pages at its end, and these; a year among them stays, as the last word."""
    start = max(len(text) - _REACH, 1)
    if not _FIGURE.search(text, start):
        return text, ""
    if journal := _OF_JOURNAL.search(text, start):
        details = journal["details"].replace(f"({journal['year']})", "", 1)
        return f"{text[: journal.start()]}, {journal['year']}", " ".join(details.split()).strip(" ,")
    match = _TAIL.search(text, start)
    if match is None or not re.search(r"\w", text[: match.start()]):
        return text, ""
    details, year = match["details"], match["last"] or match["middle"] or match["year"]
    if not year:
        return text[: match.start()], details.strip(" \t.,;:，。；–—-")
    details = re.sub(rf"[\s.,;:–—-]*\b{year}\b", "", details, count=1)
    return f"{text[: match.start()]}, {year}", details.strip(" \t.,;:，。；–—-")
