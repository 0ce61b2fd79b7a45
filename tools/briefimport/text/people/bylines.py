"""Reads bylines: who compiled and who edited a brief, according to its page."""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from briefarchive.reading.languages import HAN

from ...words import make_pattern, phrases
from ...words.patterns import EAST
from ...words.places import is_known_place
from .first_names import is_first_name
from .names import MAIL, bare_name, inverted_names, is_full_name, is_han_person, is_impersonal, is_name

_COMPILING = make_pattern("bylines", "made")
_WORKS = make_pattern("bylines", "making", "workers")
_ACTING = rf"(?:additional\s+)?(?:{make_pattern('bylines', 'making')})"
_VERB = rf"(?:{make_pattern('bylines', 'made', 'changed')}|{_ACTING})"
_VERBS = rf"{_VERB}(?:\s*(?:,|and|&|/|,\s*and)\s*{_VERB})*"
_BRIEF = (
    r"(?:this\s+(?:\w+\s+)?(?:brief|report|summary|article|page|digest)\s+(?:was|is|has\s+been)\s+|"
    r"(?:brief|summary|digest|report|note|paper|analysis)\s+)?"
)
_AND = make_pattern("bylines", "and")
# “Z němčiny přeložil A”, “Przełożyła z języka angielskiego B”: of a language, only the first word may be large.
_OUT_OF = rf"(?:(?:{make_pattern('bylines', 'out_of')})\s+[^\W\d_]{{2,20}}\.?(?:\s(?-i:[a-zà-öø-ÿа-яії])[^\W\d_]+\.?)?)"
# In other languages: what the text is, “was”, another verb and “and”, the verb: “Nota elaborada y editada por”.
_FOREIGN = (
    rf"(?:(?:{make_pattern('bylines', 'text')})\s+)?(?:(?:{make_pattern('bylines', 'was')})\s+)?"
    rf"(?:(?P<also>[^\W\d_]{{3,20}})\s+(?:{_AND})\s+)?"
    rf"(?:(?:{make_pattern('bylines', 'written_by')})|(?P<edited>{make_pattern('bylines', 'edited_by')})"
    rf"|(?:{_OUT_OF}\s+)?(?P<translated>{make_pattern('bylines', 'translated_by')})(?:\s+{_OUT_OF}(?=\s))?)"
    rf"(?:\([^\W\d_]{{1,3}}\))?(?![^\W\d_])(?!\s+(?:{_AND})\s)"
)
_LABEL = make_pattern("bylines", "author", "about", "editor", "translator")
_OFFICES = make_pattern("bylines", "offices", "offices_of_editors", "offices_of_translators")
_EDITOR, _TRANSLATOR = make_pattern("bylines", "editor"), make_pattern("bylines", "translator")
_VERBAL = re.compile(rf"{_BRIEF}(?P<verbs>{_VERBS})\s+by(?![\w-])\s*[:：]?\s*|{_FOREIGN}\s*[:：]?\s*", re.IGNORECASE)
_LEAD = re.compile(
    rf"{_VERBAL.pattern}|(?:[^\W\d_]{{3,20}}\s+(?:{_AND})\s+)?"
    rf"(?:(?P<editor>{_EDITOR})|(?P<translator>{_TRANSLATOR})|(?:{make_pattern('bylines', 'author', 'about')}))"
    rf"(?:\s*\([^\W\d_]{{1,3}}\)|[/*.·_:-]{{1,2}}[^\W\d_{EAST}]{{1,7}}(?:\.[^\W\d_]{{1,2}}){{0,2}})?(?:\s*[:：]\s*|\s+[–—-]\s+)|(?P<work>{_WORKS})\s*[:：]\s*|"
    rf"(?:本期|本文|文章|本刊|本报|本報|特约|特約)?(?P<office>{_OFFICES})(?:者|人)?(?:\s*[:：/／|｜・·＝=_】]\s*|(?P<unmarked>\s+)(?=[{EAST}\s、，,·・]{{2,20}}(?P<post>[(（][{EAST}]{{2,20}}[)）]?)?$))",
    re.IGNORECASE,
)
# “Compiled with the help of B by A”: who compiled stands last.
_HELPED = re.compile(
    rf"(?P<verbs>{_VERBS})\s+with\s+(?:the\s+)?(?:help|assistance|support)\s+of\s+"
    r"(?P<helpers>.{3,80}?)\s+by\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
# “… for The Harbour Fund”: whoever had it made is no compiler.
_FOR = re.compile(r"(?<=\w)[.,]?\s+for\s+(?:the\s+)?[A-Z][^;:|,]*$")
# “Text: A. Photos: B”
_PICTURES = re.compile(
    r"\s*[.,;|/·]\s*(?:photos?|pictures|fotos?|fotografías|images?|bilder|фото|图片)\s*:.*$", re.IGNORECASE
)
# “（甲、乙 整理）”: in Chinese the verb may stand last.
_VERB_LAST = re.compile(
    r"(?P<names>[\u3400-\u9fff·、，,\s]{2,40}?)[\s\u3000]*"
    r"(?:整理|编译整理|编译|編譯|编写|編寫|汇编|彙編|撰稿|撰文|撰写|撰寫|供稿|执笔|執筆|综合整理|綜合整理|综述)(?:报道|報道)?"
)
_AROUND = " *_[]()（）［］【】"
_DASH = re.compile(r"(?:[–—―-]|--)\s*(?=\w)")
# What stands before the names is not longer.
_LONGEST_LEAD = 100
_LONGEST_END = 10
_GOES_ON = re.compile(r"(?:,|\band|&|\bby)\s*$", re.IGNORECASE)
_FROM_WHOM = re.compile(rf"(?:{make_pattern('bylines', 'from')})\s*[:：]\s*(?=\S)", re.IGNORECASE)
_TO_WHOM = re.compile(rf"(?:{make_pattern('bylines', 'to', 'copy')})\s*[:：]\s*(?=\S)", re.IGNORECASE)
_ACTED = re.compile(rf"(?:{_ACTING})\s", re.IGNORECASE)
_BY = re.compile(rf"(?:{make_pattern('bylines', 'by')})\s*[:：]?\s+", re.IGNORECASE)
_NEXT = re.compile(
    rf"(?:\s*(?:[;,，；、/|·–—]|(?<!\b[JS][rR])\.(?!;)|\b(?:{_AND})\b|&)){{0,4}}\s*\b"
    rf"(?={_VERBS}\s+by\b|(?:{make_pattern('bylines', 'written_by', 'edited_by')})(?![^\W\d_])"
    rf"|(?:{_OUT_OF}\s+)?(?:{make_pattern('bylines', 'translated_by')})(?![^\W\d_])"
    rf"|(?:{_LABEL})\s*(?:\([^\W\d_]{{1,3}}\))?[:：])"
    rf"|[\s,，;；|]+(?=(?:{_OFFICES})(?:者|人)?\s*[:：/／])",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\s*(?:,?\s+(?:and\s+)?with (?:the )?(?:contributions|help|assistance|support|research) (?:from|by|of)\s+|"
    rf",\s*(?:{_AND})\s+|;|；|,|、|，|/|\||"
    # A letter alone stands in names too: “Ortega y Gasset”.
    rf"(?<=[\u3400-\u9fff]{{2}})・(?=[\u3400-\u9fff]{{2}})|(?<=[\uac00-\ud7a3]{{2}})·(?=[\uac00-\ud7a3]{{2}})|\s+(?:{_AND})(?<=\w\w)\s+|\s+(?:{_AND})\s+(?=\S+\s+\S)|(?<=[\u3400-\u9fff]{{2}})(?:[和及与與]|\s+[和及与與]\s+)(?=[\u3400-\u9fff]{{2}})|\s*&\s*|"
    r"(?<=[\u3040-\u30ff\u3400-\u9fff]{2})\s+(?=[\u3400-\u9fff]{2}))\s*",
    re.IGNORECASE,
)
# “by the Observatory”: an article begins the name of no person, and such words stand in none.
_BODY = re.compile(
    r"(?:the|el|la|los|las|le|les|l['’]|o|os|as|das|die|der|dem|il|lo|gli)\s|"
    rf".*\b(?i:{make_pattern('bylines', 'bodies')})\b"
)
_BODIES = re.compile(rf"\b(?:{make_pattern('bylines', 'bodies')})\b", re.IGNORECASE)
# Of a name in Chinese, Japanese or Korean, the last signs tell.
_EAST = re.compile(f"[{EAST}]")
_BODIES_IN_EAST = tuple(phrase for phrase in phrases("bylines", "bodies") if _EAST.match(phrase))
_AUTHORS = re.compile(rf"(?:[^\W\d_]{{3,20}}\s+(?:{_AND})\s+)?(?:{_LABEL})(?:\([^\W\d_]{{1,3}}\))?", re.IGNORECASE)
_WORK = re.compile(
    r"\b(?:interns?|editors?|fellows?|analysts?|associates?|assistants?|directors?|managers?|researchers?|professors?|"
    r"coordinators?|specialists?|officers?|university|institute|college|cent(?:er|re)|department|foundation|council|"
    r"school|program(?:me)?|staff|contributors?|ph\.?d|jr|sr|m\.a|(?-i:MA)|esq|ii|iii|iv)\b\.?",
    re.IGNORECASE,
)
POSTS = re.compile(rf"\b(?:{make_pattern('bylines', 'posts')})(?![^\W\d_])", re.IGNORECASE)
_POSTS_IN_EAST = phrases("bylines", "posts_in_east")
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv)\.?", re.IGNORECASE)
# What joins the two parts of a surname, and two names as well.
_OF_SURNAME = frozenset({"e", "y", "i"})
_WITH_SEAMS = ("es", "pt", "it")
_DEGREE = re.compile(
    r"(?:[кд]\.\s?[а-яіє]{1,6}\.\s?(?:[а-яіє]{1,6}\.\s?)?н|(?:канд|доктор|д-р)\S*\s.{3,30}\sнаук|ph\.?\s?d|m\.?d|m\.?a|esq)\.?",
    re.IGNORECASE,
)
# “tel. 22-33-44”, “ada@coast.example”
_CONTACT = re.compile(
    r"(?:tel|fon|fax|тел|факс|e-?mail|mail|correo|correio)\b.{0,40}|[\w.+-]+@[\w.-]+|[\d\s()+-]{5,20}", re.IGNORECASE
)
_LONGEST_NAME, _LONGEST_POST = 4, 5
# “by Ada Example, from Oslo”: a small word before a name of one or two words says where somebody is from.
_FROM = re.compile(r"(?:de|da|do|em|en|desde|from|in|à|aus|из|в)\s+\S+(?:\s\S+)?$")
# “By Ada Example and Ben Sample in Oslo”
_IN_PLACE = re.compile(r"(?<=\w)\s(?:in|à|aus)\s[A-ZÀ-Ö]\w+$")
_FILED_IN = re.compile(r"\s(?:en|em|in|dans|unter|w|в)\s(?=[^\s\d]\S*(?:\s\S+){0,3}$)")
# What stands in brackets behind a name: “(research assistant)”.
_POST = re.compile(r"\s*[(（\[][^()（）\[\]]*(?:[)）\]]|$)(?!\s*[A-Z])")
# “An inquiry by A. Translated from the French by B – revision: C”
_SEGMENTS = re.compile(
    r"\s*[;|·]\s*|(?<=\w\w)(?<!\bDr)(?<!\bProf)(?<!\bM[rs])(?<!\bMrs)\.\s+(?=[^\W\d_])|\s+[–—-]\s+|,\s+(?=[^\W\d_]+\s*:|[a-z]\w+(?:\s[^\s,]+){0,4}\s(?:by|por|par|von|di|da|door|przez)\s)"
)
_CAPITAL = r"[^\W\d_a-zà-ÿа-яё]"
_SEGMENT = re.compile(
    rf"(?P<lead>[^:：]{{2,45}}?)\s*[:：]\s*(?P<labelled>{_CAPITAL}[^:：]*)"
    rf"|(?P<verb>(?:[^:：]{{0,45}}?\s)??(?i:{make_pattern('bylines', 'by')}|de))\s+(?P<names>{_CAPITAL}[^:：]*)"
)
_HELP = re.compile(rf"(?:{make_pattern('bylines', 'helped')})\s*:?\s", re.IGNORECASE)
# “Redacción: A. Colaboró: B.”
_HELP_BEHIND = re.compile(rf"[.;](?=\s+(?:{_HELP.pattern})(?:[^.;:]|(?<=\b\w)\.)*\.?$).*", re.IGNORECASE)
_LONGEST_OF_SEGMENTS, _WORDS_OF_LEAD = 140, 7
_NO_WORDS_OF_BYLINES = frozenset(
    {"from", "with", "this", "esta", "este", "cette", "diese", "dieser", "presente", "deze", "nota"}
)
_SIGNED = re.compile(r"(?:[–—―]|--)\s*(?P<names>[^\d:“”\"()]+)")
_ROLE = re.compile(
    r"(?P<names>[^\d:“”\"()]+?)\s*[(（](?P<role>eds?|editors?|comps?|compilers?|authors?|hrsg|red|сост|ред)\.?[)）]?",
    re.IGNORECASE,
)


class Task(Enum):
    """The tasks of people who made a text; its writer counts as its compiler."""

    COMPILING = "compilers"
    EDITING = "editors"
    TRANSLATING = "translators"


# The tables of words that say that somebody did nothing else.
_ONLY = {Task.TRANSLATING: ("translated_by", "translator"), Task.EDITING: ("edited_by", "editor")}


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """The people who made a text, by name.

    Attributes:
        compilers: Those who compiled or wrote it.
        editors: Those who only edited it.
        translators: Those who only translated it.
    """

    compilers: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()

    def of(self, task: Task) -> tuple[str, ...]:
        """Return the names of those who did that."""
        names: tuple[str, ...] = getattr(self, task.value)
        return names

    @property
    def people(self) -> tuple[str, ...]:
        """All names, whatever they did."""
        return self.compilers + self.editors + self.translators


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline(People):
    """The content of a byline, with names in the order of the line.

    Attributes:
        is_impersonal: Whether it names no person, as “the editors”.
        is_unlabelled: Whether only the names themselves show that it is one.
        makes: Whether its word means writing as well as editing: “Redacción: …”.
    """

    is_impersonal: bool = False
    is_unlabelled: bool = False
    makes: bool = False


# A line is asked as a whole and, where no date parts it, as its only part.
@functools.lru_cache(maxsize=256)
def read_byline(text: str) -> Byline | None:
    """Return the byline that *text* as a whole is, or None."""
    text = _DASH.sub("", text.strip(_AROUND), count=1) if _DASH.match(text) else text.strip(_AROUND)
    text = _HELP_BEHIND.sub("", MAIL.sub("", _PICTURES.sub("", text)))
    if helped := _HELPED.match(text):
        text = f"{helped['verbs']} by {text[helped.end() :].rstrip(' .')} with help from {helped['helpers']}"
    if _LEAD.match(text) is None:
        return _read_by_names(text) or _read_verb_last(text) or _read_segments(text)
    people: dict[Task, list[str]] = {task: [] for task in Task}
    impersonal = any_makes = False
    for part in _split_at_verbs(text):
        match = _LEAD.match(part)
        if match is None:
            return _read_segments(text)
        names_text = _FOR.sub("", part[match.end() :])
        names, _, part_is_impersonal = _read_names(
            names_text.title()
            if names_text.islower() and not _BODY.match(names_text) and 1 < len(names_text.split()) <= _LONGEST_NAME
            else names_text
        )
        if not names and not part_is_impersonal:
            return _read_segments(text)
        if (match["work"] or _ACTED.match(part)) and not (names and all(map(_is_person, names))):
            # These words begin titles as well.
            return None
        is_sure = (match["post"] or "").strip(_AROUND).endswith(_POSTS_IN_EAST)
        if match["unmarked"] and not (names and (is_sure or all(map(is_han_person, names)))):
            return None
        impersonal |= part_is_impersonal
        # Such words alone name whoever made a page, and behind other names whoever edited it.
        makes = (match["office"] or match["editor"] or "").casefold() in phrases("bylines", "writing")
        makes &= not people[Task.COMPILING]
        any_makes |= makes
        people[Task.COMPILING if makes else _task(match)] += names
    return byline_of(people, is_impersonal=impersonal, makes=any_makes)


def byline_of(people: Mapping[Task, Iterable[str]], **signs: bool) -> Byline:
    """Return the byline that names these *people*, with the other *signs* of one."""
    names = {task.value: tuple(names) for task, names in people.items()}
    return Byline(**names, **signs)  # type: ignore[arg-type]


def _split_at_verbs(text: str) -> Iterator[str]:
    """Yield the parts of a byline, each with its verb: “Compiled by A”, “edited by B”, “translated by C”."""
    start = 0
    while lead := _LEAD.match(text[start:]):
        seam = _NEXT.search(text, start + lead.end())
        if seam is None:
            break
        yield text[start : seam.start()]
        start = seam.end()
    yield text[start:]


def read_signature(text: str) -> Byline | None:
    """Return the byline that the last line of a page is without a verb: “— A and B”, “A (ed.)”; None if it is none."""
    match = _SIGNED.fullmatch(text.strip()) or _ROLE.fullmatch(text.strip())
    names, other_words, impersonal = _read_names(match["names"]) if match else ([], [], False)
    if match is None or other_words or impersonal or not names or not all(is_full_name(name) for name in names):
        return None
    edited = match.groupdict().get("role", "").casefold().startswith("ed")
    return Byline(editors=tuple(names)) if edited else Byline(compilers=tuple(names))


def sender_in(text: str) -> str:
    """Return the sender in the “from” line of a memorandum; empty for any other line."""
    match = _FROM_WHOM.match(text)
    return text[match.end() :] if match else ""


def names_recipient(text: str) -> bool:
    """Return whether *text* is the line of a memorandum that says to whom it went, or a copy of it."""
    return bool(_TO_WHOM.match(text))


def opens_byline(text: str) -> bool:
    """Return whether *text* begins as only bylines do, whatever follows."""
    return bool(_VERBAL.match(text)) and not _ACTED.match(text)


def without_names(text: str, names: Iterable[str]) -> str:
    """Return the words of a byline's *text* besides its *names*, which stand as “…”."""
    for name in sorted(names, key=len, reverse=True):
        # A name of one letter stands in other words as well; in Chinese nothing parts it from these.
        edges = ("", "") if HAN.search(name) else (r"(?<!\w)", r"(?!\w)")
        text = re.sub(re.escape(name).join(edges), "…", text, count=1, flags=re.IGNORECASE)
    return text


def opening_of_byline(text: str) -> str:
    """Return *text* with a colon if it begins a byline whose names follow in the next block; else empty."""
    if is_open(text):
        return text
    return f"{text}:" if _AUTHORS.fullmatch(text) else ""


def names_body(text: str) -> bool:
    """Return whether a word of *text* is that for a body, such as an institute."""
    return bool(_BODIES.search(text)) or text.endswith(_BODIES_IN_EAST)


def is_open(text: str) -> bool:
    """Return whether *text* starts a byline that goes on in the next line."""
    goes_on = bool(_GOES_ON.search(text, max(len(text) - _LONGEST_END, 0)))
    match = _LEAD.match(text) if goes_on or len(text) <= _LONGEST_LEAD else None
    return match is not None and (goes_on or match.end() >= len(text))


def _read_by_names(text: str) -> Byline | None:
    """Read “By A and B”: only names may follow, since sentences start with this word too."""
    match = _BY.match(text)
    if match is None:
        return None
    # “por Ada Example en Comercio”: behind the name stands where a blog has filed the text.
    names_text = _IN_PLACE.sub("", _FOR.sub("", text[match.end() :]))
    where = _FILED_IN.search(names_text)
    if where and _begins_as_person(bare_name(names_text[where.end() :])):
        # “door Ada Example en drs. B. Sample”
        where = None
    names, other_words, impersonal = _read_names(
        names_text[: where.start()] if where and is_full_name(names_text[: where.start()]) else names_text
    )
    posts = all(
        _FROM.match(words) or is_known_place(words) or (len(words.split()) <= _LONGEST_POST and _is_post(words))
        for words in other_words
    )
    if impersonal or (names and posts and all(is_full_name(name) and _has_two_capitals(name) for name in names)):
        return Byline(compilers=tuple(names), is_impersonal=impersonal)
    return None


def _read_segments(text: str) -> Byline | None:
    """Read a line of tasks, each followed by full names: “An inquiry by A – translation: B”."""
    people: dict[Task, list[str]] = {task: [] for task in Task}
    any_sure = False
    segments = _SEGMENTS.split(text.rstrip(" .")) if len(text) <= _LONGEST_OF_SEGMENTS else []
    # Whoever only helped is left among the other words: the file may name who wrote the text.
    for segment in (one for one in segments if one and not _HELP.match(one)):
        match = _SEGMENT.fullmatch(segment)
        lead = (match["lead"] or match["verb"]).casefold() if match else ""
        words = re.findall(r"[^\W\d_]+", lead)
        telling = any(word.startswith(_words_of_bylines()) for word in words)
        # “Geplaatst op 4 mei 2015 door …” says the day as well, and is read in parts.
        dated = any(map(str.isdigit, segment))
        if match is None or dated or len(words) > _WORDS_OF_LEAD or not (telling or _BY.fullmatch(f"{lead} ")):
            return None
        pieces = split_names(_POST.sub("", match["labelled"] or match["names"]))
        names = [bare_name(piece) for place, piece in enumerate(pieces) if not place or not _is_post(piece)]
        if not names or not all(_is_person(name) and is_name(name) and _has_two_capitals(name) for name in names):
            return None
        task = _task_by_words(words)
        # Nothing but a person stands behind “Traducción al español del borrador inglés”.
        is_sure = task is Task.TRANSLATING and lead.startswith(_first_words(*_ONLY[task]))
        is_sure &= not any(map(is_known_place, names))
        is_sure |= any(map(_begins_as_person, names))
        # “Organização de A; tradução de B”: one task that is sure makes such a label of the other word.
        may_be_label = lead.rpartition(" ")[0] in phrases("bylines", "author", "editor")
        if any(map(names_body, names)) or not (is_sure or (may_be_label and not any(map(is_known_place, names)))):
            return None
        people[task] += names
        any_sure |= is_sure
    return byline_of(people) if any_sure else None


def _begins_as_person(name: str) -> bool:
    return is_first_name(name.split(maxsplit=1)[0]) or bool(re.match(r"[^\W\d_]\.", name))


@functools.cache
def _words_of_bylines() -> tuple[str, ...]:
    """Return the beginnings of words that say what somebody did or what the text is, besides “by” and “of”."""
    table_names = ("written_by", "edited_by", "translated_by", "author", "editor", "translator", "text", "responsible")
    byline_phrases = phrases("bylines", *table_names)
    words = {word.rstrip("*.") for phrase in byline_phrases for word in phrase.split()}
    small = set(phrases("bylines", "by")) | _NO_WORDS_OF_BYLINES
    return tuple(word for word in words if len(word) > 3 and word not in small)


def _task_by_words(words: Sequence[str]) -> Task:
    """Return a task by the words before the name, in any form."""
    tasks = (task for task, tables in _ONLY.items() if any(word.startswith(_first_words(*tables)) for word in words))
    return next(tasks, Task.COMPILING)


@functools.cache
def _first_words(*tables: str) -> tuple[str, ...]:
    first = {phrase.split()[0].rstrip("*.") for phrase in phrases("bylines", *tables)}
    return tuple(word for word in first if len(word) > 3)


def _read_verb_last(text: str) -> Byline | None:
    """Read Chinese names before the verb, if each is that of a person."""
    match = _VERB_LAST.fullmatch(text)
    names = [name for name in re.split(r"[、，,\s]+", match["names"]) if name] if match else []
    # Two signs alone can be a thing: “文件汇编” is a collection of documents.
    certain = len(names) > 1 or any(len(name) > 2 for name in names)
    return Byline(compilers=tuple(names)) if certain and all(map(is_han_person, names)) else None


def _has_two_capitals(name: str) -> bool:
    """Return whether a name has a first and a last one: “der Bank” has one."""
    return not name.isascii() or sum(any(map(str.isupper, word)) for word in name.split()) >= 2


def _is_word(name: str, first: str) -> bool:
    """Return whether *name* is a single word behind the *first* name of two: “Ada Example, Geographer”."""
    return " " in first and name.isalpha() and not (_EAST.match(name) or is_first_name(name))


def _is_person(name: str) -> bool:
    return is_full_name(name) and not re.search(r"\b(?:[Tt]he|of|for|in|on|an?|to)\b", name)


def _task(match: re.Match[str]) -> Task:
    """Return the only task that a byline's beginning names; if it names several, the person compiled."""
    if match["office"]:
        edited, translated = (
            match["office"] in phrases("bylines", group) for group in ("offices_of_editors", "offices_of_translators")
        )
        return Task.EDITING if edited else Task.TRANSLATING if translated else Task.COMPILING
    if match["edited"] or match["editor"]:
        return Task.EDITING if match["also"] is None else Task.COMPILING
    if match["translated"] or match["translator"]:
        return Task.TRANSLATING
    words = (match["verbs"] or match["work"] or "").casefold()
    if not words or re.search(rf"{_COMPILING}|writ|report|research|compil", words):
        return Task.COMPILING
    return Task.TRANSLATING if "translat" in words else Task.EDITING


def _is_post(text: str) -> bool:
    """Return whether words behind a name say what somebody is, or where: “Research Intern”, “Energy Desk”."""
    return bool(_WORK.search(text) or POSTS.search(text) or names_body(text)) and not _SUFFIX.search(text)


def _is_post_in_east(text: str) -> bool:
    """Return whether *text* says what somebody is, and perhaps where, in a language of the East: “港口大学讲师”."""
    return text.endswith(_POSTS_IN_EAST) and not is_han_person(bare_name(text))


def split_names(text: str, between: re.Pattern[str] = _BETWEEN) -> list[str]:
    """Split *text* at what stands *between* names; “da Costa e Silva e Lima” has three pieces but two names."""
    pieces = [""]
    seam, start = "", 0
    for match in [*between.finditer(text), None]:
        piece = text[start : match.start() if match else len(text)].strip()
        if match is not None and seam in _OF_SURNAME and " " in pieces[-1] and _may_be_surname(piece):
            pieces[-1] = f"{pieces[-1]} {seam} {piece}"
        else:
            pieces.append(piece)
        seam, start = (match[0].strip(), match.end()) if match else ("", start)
    return [piece for piece in pieces if piece]


def _may_be_surname(word: str) -> bool:
    """Return whether *word* may be the second part of a surname, and not somebody without one: “Juan Pérez y María”."""
    return word.isalpha() and word[:1].isupper() and not is_first_name(word, *_WITH_SEAMS)


def _read_names(text: str) -> tuple[list[str], list[str], bool]:
    """Return names in *text*, its other words, and whether it names no person."""
    text = re.sub(r"\.\.$", ".", _POST.sub("", text.strip(" *_:：|–—-")))
    if not re.search(r"(?:(?:^|[\s.])[^\W\d_a-zа-яё]|(?:^|\s)(?:[JS]r|JR|SR|Ph\.?D))\.$", text):
        text = text.rstrip(".。")
    names: list[str] = []
    other_words: list[str] = []
    impersonal = False
    for piece in inverted_names(text) or split_names(text):
        is_body = is_name(piece) and (_BODY.match(bare_name(piece)) or piece.endswith(_BODIES_IN_EAST))
        if is_impersonal(piece) or (not names and is_body):
            other_words.append(piece)
            impersonal = True
        elif names and _SUFFIX.fullmatch(piece):
            names[-1] = f"{names[-1]}, {piece}"
        elif names and _DEGREE.fullmatch(piece):
            continue
        elif names and (_FROM.match(piece) or _is_post_in_east(piece)):
            other_words.append(piece)
        elif _is_post_in_east(piece):
            return [], [], False
        elif is_name(bare_name(piece)):
            names.append(bare_name(piece))
        elif names and (_WORK.search(piece) or POSTS.search(piece) or names_body(piece) or _CONTACT.fullmatch(piece)):
            other_words.append(piece)
        else:
            return [], [], False
    # “A, Research Intern”: what names a post is no second person.
    people = [name for index, name in enumerate(names) if not index or not (_is_post(name) or _is_word(name, names[0]))]
    other_words += [name for name in names if name not in people]
    return people, other_words, impersonal and not people
