"""Bylines: who compiled and who edited a brief, as its page says it."""

import re
from dataclasses import dataclass

_COMPILING = r"compiled|written|prepared|produced|authored|researched|contributed|reported|posted|translated|submitted"
_VERB = rf"(?:{_COMPILING}|edited|reviewed)"
_VERBS = rf"{_VERB}(?:\s*(?:,|and|&|/|,\s*and)\s*{_VERB})*"
_LEAD = re.compile(
    rf"(?P<verbs>{_VERBS})\s+by(?![\w-])\s*[:：]?\s*|"
    r"(?P<noun>(?:compilers?|authors?|writers?|editors?|contributors?|compiled|edited)(?:\s*\(s\))?)\s*[:：]\s*|"
    r"(?P<chinese>编辑|責任編輯|责任编辑|编译|編譯|作者|整理|撰稿|撰文|记者|執筆|编写)(?:者|人)?\s*[:：]\s*",
    re.IGNORECASE,
)
_BY = re.compile(r"by\s*[:：]?\s+", re.IGNORECASE)
_NEXT = re.compile(rf"\s*(?:[;,.|]|\band\b|&)*\s*\b(?={_VERBS}\s+by\b|(?:edited|editors?)\s*[:：])", re.IGNORECASE)
_BETWEEN = re.compile(
    r"\s*(?:,\s*(?:and|with)\s+|;|,|、|，|/|"
    r"\s+with (?:contributions|help|assistance|support|research) (?:from|by|of)\s+|"
    r"\s+(?:and|with|和|及|与)\s+|\s*&\s*)\s*",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?:the\s+|our\s+)?(?:editors?|editorial (?:staff|team|board|desk)|staff(?: (?:writers?|reporters?|editors?))?|"
    r"admin(?:istrator)?|web ?master|anonymous|unknown|n/?a|none|本刊编辑部|编辑部|本站)",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"\b(?:interns?|editors?|fellows?|analysts?|associates?|assistants?|directors?|managers?|researchers?|professors?|"
    r"coordinators?|specialists?|officers?|university|institute|college|cent(?:er|re)|department|foundation|council|"
    r"school|program(?:me)?|staff|contributors?|ph\.?d|jr|sr|m\.?a|esq|ii|iii|iv)\b\.?",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|ph\.?\s?d|m\.?d|esq)\.?", re.IGNORECASE)
_PARTICLE = frozenset({
    "de", "da", "di", "du", "del", "della", "der", "den", "van", "von", "la", "le", "el", "al", "bin",
    "ibn", "ben", "dos", "das", "of", "the", "y", "e", "i", "ter", "ten", "zu",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """What a byline says.

    Attributes:
        compilers: Names in the order of the line.
        editors: Names of those who only edited.
        nobody: Whether it names no person, as “the editors”.
    """

    compilers: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    nobody: bool = False


def read_byline(text: str) -> Byline | None:
    """The byline that *text* as a whole is, or None."""
    text = text.strip(" *_[]()（）")
    lead = _LEAD.match(text)
    if lead is None:
        return _by_names(text)
    seam = _NEXT.search(text, lead.end())
    parts = [text[: seam.start()], text[seam.end() :]] if seam else [text]
    compilers: list[str] = []
    editors: list[str] = []
    nobody = False
    for part in parts:
        match = _LEAD.match(part)
        if match is None:
            return None
        said = part[match.end() :]
        names, _, nobody_here = _names(said.title() if said.islower() else said)
        if not names and not nobody_here:
            return None
        nobody |= nobody_here
        (editors if _only_edits(match) else compilers).extend(names)
    return Byline(compilers=tuple(compilers), editors=tuple(editors), nobody=nobody)


def without_names(text: str, byline: Byline) -> str:
    """The words of a byline's *text* besides its names, which stand as “…”."""
    for name in sorted((*byline.compilers, *byline.editors), key=len, reverse=True):
        text = re.sub(re.escape(name), "…", text, count=1, flags=re.IGNORECASE)
    return text


def is_open(text: str) -> bool:
    """Whether *text* starts a byline that goes on in the next line."""
    match = _LEAD.match(text)
    if match is None:
        return False
    return match.end() >= len(text) or bool(re.search(r"(?:,|\band|&|\bby)\s*$", text, re.IGNORECASE))


def _by_names(text: str) -> Byline | None:
    """“By A and B”: only names may follow, since sentences start with this word too."""
    match = _BY.match(text)
    if match is None:
        return None
    names, rest, nobody = _names(text[match.end() :])
    if nobody or (names and not rest and all(_is_full_name(name) for name in names)):
        return Byline(compilers=tuple(names), nobody=nobody)
    return None


def _only_edits(match: re.Match[str]) -> bool:
    words = (match["verbs"] or match["noun"] or "").casefold()
    return bool(words) and not re.search(rf"{_COMPILING}|compiler|author|writer|contributor", words)


def _names(text: str) -> tuple[list[str], list[str], bool]:
    """Names in *text*, its other words, and whether it says that nobody is named."""
    text = text.strip(" *_:：|–—-")
    if not re.search(r"(?:^|\s)(?:[A-Z]|[JS]r|Ph\.?D)\.$", text):
        text = text.rstrip(".。")
    names: list[str] = []
    rest: list[str] = []
    nobody = False
    for piece in (part.strip() for part in _BETWEEN.split(text)):
        if not piece:
            continue
        if _NOBODY.fullmatch(piece):
            rest.append(piece)
            nobody = True
        elif names and _SUFFIX.fullmatch(piece):
            names[-1] = f"{names[-1]}, {piece}"
        elif _is_name(piece):
            names.append(piece)
        elif names and (_WORK.search(piece) or re.fullmatch(r"[\w.+-]+@[\w.-]+", piece)):
            rest.append(piece)
        else:
            return [], [], False
    # “A, Research Intern”: what names a post is no second person.
    people = [name for index, name in enumerate(names) if not index or not _WORK.search(name) or _SUFFIX.search(name)]
    rest += [name for name in names if name not in people]
    return people, rest, nobody and not people


def _is_name(text: str) -> bool:
    """Whether *text* can be a name: up to six words that start with capitals, or a short one in Chinese."""
    if re.fullmatch(r"[\u3400-\u9fff·]{2,12}", text):
        return True
    words = text.split()
    if not 1 <= len(words) <= 6 or re.search(r"[\d!?:;“”\"<>/=]", text):
        return False
    capital = [word for word in words if word.strip("“”\"'‘’(.").casefold() not in _PARTICLE]
    return bool(capital) and all(_begins_large(word.lstrip("“\"‘'(")) for word in capital)


def _begins_large(word: str) -> bool:
    """Whether *word* has a capital where names have it: O’Neil, d’Example; scripts without capitals pass."""
    start = re.sub(r"^[dlDL]['’]", "", word)[:1]
    return start.isupper() or (start.isalpha() and start.lower() == start.upper())


def _is_full_name(text: str) -> bool:
    words = re.sub(r",.*", "", text).split()
    return 2 <= len(words) <= 5 or bool(re.fullmatch(r"[\u3400-\u9fff·]{2,12}", text))
