"""Recognises names of people, and the titles and posts around them."""

import functools
import re
import unicodedata

from ...words import make_pattern, phrases, phrases_by_language, read_table
from ...words.patterns import EAST, SignPattern
from ...words.wordlist import wordlist
from .first_names import is_first_name

PARTICLES = frozenset(read_table("bylines")["particles"])
"""Small words within names, some of which are printed large as well: “Le”."""
_TITLE = make_pattern("bylines", "honorifics", "honorifics_with_stop")
# Before a title, what it is further: “Univ.-Prof.”, “Arş. Gör.”, “Chiar.mo Prof.”
_FURTHER = rf"(?:(?:{make_pattern('bylines', 'further_honorifics')})\.?[\s-]?){{1,3}}(?=(?:{_TITLE})(?:\.|\s))"
# Behind it, of what and from where: “Dr. rer. nat.”, “Prof. i. R.”, “Mag. (FH)”, “Prof. UJ dr hab.”
_BEHIND_TITLE = (
    r"\s?(?-i:h\.\s?c\.|i\.\s?R\.|a\.\s?D\.|[a-zà-öø-ÿа-я][^\W\d_]{1,5}\.)"
    r"|\s\([A-Z]{2,4}\)|\s(?-i:[A-ZŁŚ]{2,5})(?=\sdr\.?\s)"
)
_HONORIFIC = re.compile(
    # “Por la Dra. Ada Ejemplo”
    rf"(?:(?:el|la|le|il|o|a|der|die|the)\s+)?(?:{_FURTHER})?"
    rf"(?:(?:{make_pattern('bylines', 'honorifics_without_stop')}|dipl\.-\w+\.?)(?=\s)"
    rf"|(?:[кд]\.|канд\.|д-р)\s?[а-яіє]{{1,6}}\.\s?(?:[а-яіє]{{1,6}}\.\s?)?(?:н\.|наук)"
    rf"|(?:{make_pattern('bylines', 'honorifics')})(?:\.-?|(?=\s))"
    rf"|(?:{make_pattern('bylines', 'ranks')})\.(?:\s\(ret(?:d|ired)?\.?\))?"
    rf"|(?:{make_pattern('bylines', 'honorifics_with_stop')}|(?-i:[кн]))\.)"
    rf"(?:{_BEHIND_TITLE})*\s*",
    re.IGNORECASE,
)
# Initials as well: of “DI Example”, who has no known first name.
_IN_CAPITALS_ALONE = re.compile(
    rf"(?:{make_pattern('bylines', 'honorifics_in_capitals')})(?:\s\([A-Z]+\))?\s(?=(?P<first>\S+)\s\S)"
)
# In French, “M.” is no initial.
_MONSIEUR = re.compile(r"M\. (?=(?P<first>[^\W\d_][\w’'-]+)\s\S)")
_DEGREE = re.compile(
    r"(?:[\s,]+[кд]\.\s?[а-яіє]{1,6}\.\s?н\.|(?<=[^\W\d_])[*†‡¹²³⁴]+)$|[\s,]+(?:ph\.?\s?d|d\.?phil|m\.d|m\.a|b\.a|m\.?sc|b\.?sc|j\.?d|ll\.?[mb]|mba|mpa|mpp|esq)\.?$",
    re.IGNORECASE,
)
# Behind a name in Chinese, Japanese and Korean: “曾俊傑博士”, “石砚教授”
_TITLE_EAST = re.compile(rf"(?<=[{EAST}]{{2}})(?:{make_pattern('bylines', 'posts_in_east', 'honorifics_in_east')})$")
# Before a post they say which: “高级研究员”.
_KINDS_OF_POST = frozenset(phrases("bylines", "kinds_of_post_in_east"))
# Behind a name, or in its place: “Ada Example <ada@coast.example>”
# Short words for the sign stand between others as well.
_LONG_SIGNS = tuple(word for word in phrases("bylines", "at") if len(word) > 3)
_DOT = rf"(?:\.|{make_pattern('bylines', 'dot')})"
MAIL = SignPattern(
    ("@", "(", "[", "{", *_LONG_SIGNS),
    r"[\s,;]*[<(\[]?\s*(?:mailto:)?[\w.+-]{1,64}"
    # Against programs that collect addresses: “ada(at)coast.example”, “ada arroba coast punto example”.
    rf"(?:@|\s?[(\[{{]\s?(?:@|{make_pattern('bylines', 'at')})\s?[)\]}}]\s?|\s(?:{'|'.join(_LONG_SIGNS)})\s)"
    rf"[\w-]{{1,100}}(?:(?:\.|\s?[(\[{{]\s?{_DOT}\s?[)\]}}]\s?|\s{_DOT}\s)[\w-]{{1,60}}){{1,4}}\s*[>)\]]?",
    re.IGNORECASE,
)
_INVERTED = re.compile(
    r"(?P<surname>[^\W\d_][\w'’-]+),\s(?P<given>[^\W\d_](?:\.|[\w'’-]*)(?:\s[^\W\d_](?:\.|[\w'’-]*)){0,3})"
)
_IN_EAST = re.compile(rf"[{EAST}·]{{2,12}}")
# In Japanese given names are longer.
_LONGEST_IN_EAST, _LONGEST_SURNAME, _LONGEST_GIVEN = 6, 3, {"ja": 3}
_IN_CAPITALS = re.compile(r"(?!I{1,3}$|IV$)[^\W\d_a-z\u3040-\u9fff](?:[^\W\d_a-z]|['’-]){2,}")


@functools.lru_cache(maxsize=4_096)
def bare_name(text: str) -> str:
    """Strip the titles before a name and the degrees after it: “Dr. Ada Example, Ph.D.” is Ada Example.

    A title stays before a single word, which alone would be no name: “Madame Example”.
    """
    whole = text
    if is_han_person(bare := _TITLE_EAST.sub("", text)) and bare not in _KINDS_OF_POST:
        return bare
    if (sir := _MONSIEUR.match(text)) and is_first_name(sir["first"], "fr"):
        text = text[sir.end() :]
    while True:
        bare = _DEGREE.sub("", _HONORIFIC.sub("", text, count=1) if _HONORIFIC.match(text) else text).strip()
        capitals = _IN_CAPITALS_ALONE.match(bare)
        if capitals and (is_first_name(capitals["first"], "de") or _HONORIFIC.match(bare, capitals.end())):
            bare = bare[capitals.end() :]
        if bare == text or not bare:
            return text if is_full_name(text) else whole
        text = bare


def cased_name(text: str) -> str:
    """Write words of a name that are printed in capitals as usual: “Ada EXAMPLE”, “ADA VAN EXAMPLE”."""
    words = text.split()
    if text.isupper():
        words = [word.lower() if place and word.casefold() in PARTICLES else word for place, word in enumerate(words)]
    return " ".join(word.title() if _IN_CAPITALS.fullmatch(word) else word for word in words)


def folded_name(name: str) -> str:
    """Return the form in which two prints of one person's name are the same."""
    text = unicodedata.normalize("NFKC", bare_name(name)).casefold()
    return " ".join(text.replace(".", " ").replace(",", " ").split())


def is_name(text: str) -> bool:
    """Return whether *text* can be a name: up to six words that start with capitals, or a short one in Chinese."""
    if _IN_EAST.fullmatch(text):
        return True
    words = text.split()
    if not 1 <= _count_words(words) <= 6 or re.search(r"[\d!?:;：；，。“”\"<>/=]", text):
        return False
    capital = [word for word in words if word.strip("“”\"'‘’(.").casefold() not in PARTICLES]
    return bool(capital) and all(begins_large(word.lstrip("“\"‘'(")) for word in capital)


def _count_words(words: list[str]) -> int:
    """Count the words of a name; of “María de los Ángeles Fernández de la Torre”, those begin large."""
    return sum(word not in PARTICLES or word in {"of", "the"} for word in words)


def begins_large(word: str) -> bool:
    """Return whether *word* has a capital where names have it: O’Neil, d’Example; scripts without capitals pass."""
    start = re.sub(r"^(?:[dlDL]['’]|(?:al|el|ad|an|as|ash|at|az|ben|bin|аль|эль|ад|ан|ас|аш)-)", "", word)[:1]
    return start.isupper() or (start.isalpha() and start.lower() == start.upper())


def is_full_name(text: str) -> bool:
    """Return whether a name has more than one part, as those of people have."""
    words = re.sub(r",.*", "", text).split()
    return (len(words) >= 2 and _count_words(words) <= 5) or bool(_IN_EAST.fullmatch(text))


def is_han_person(text: str) -> bool:
    """Return whether *text* is the surname and the given name of somebody in Chinese, Japanese or Korean."""
    if not 2 <= len(text) <= _LONGEST_IN_EAST or not _IN_EAST.fullmatch(text):
        return False
    seams = range(1, min(_LONGEST_SURNAME, len(text) - 1) + 1)
    return any(
        text[:seam] in surnames and len(text) - seam <= _LONGEST_GIVEN.get(language, 2)
        for language, surnames in _surnames().items()
        for seam in seams
    )


@functools.cache
def _surnames() -> dict[str, frozenset[str]]:
    return {language: frozenset(names) for language, names in phrases_by_language("bylines", "surnames").items()}


def is_impersonal(text: str) -> bool:
    """Return whether *text* names no person: an office, an account of a site or of a computer, or nothing at all."""
    return text in wordlist("nobody")


def inverted_names(text: str) -> list[str]:
    """Return names of which each is printed with the surname first: “Example, Ada; Sample, Ben”; else nothing."""
    people = []
    for piece in re.split(r"\s*;\s*", text):
        match = _INVERTED.fullmatch(piece)
        first = match["given"].split()[0] if match else ""
        if (
            match is None
            or is_first_name(match["surname"])
            or not (len(first.rstrip(".")) == 1 or is_first_name(first))
        ):
            return []
        given = re.sub(r"(?<![^\W_])([^\W\d_])$", r"\1.", match["given"])
        people.append(f"{given} {match['surname']}")
    return people
