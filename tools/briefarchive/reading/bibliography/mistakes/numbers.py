"""Check digits of ISBN and ISSN."""

import re

_ISBN = re.compile(r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx]")
_ISSN = re.compile(r"\d{4}-?\d{3}[\dXx]")


def wrong_number(name: str, value: str) -> str:
    """The first number in a field `isbn` or `issn` whose check digit is wrong; empty where there is none."""
    pattern, is_right = (_ISBN, _is_isbn) if name == "isbn" else (_ISSN, _is_issn)
    for part in re.split(r"[,;()/]|\band\b", value[:1_000]):
        written = re.sub(r"(?i)^\s*is[bs]n(?:-1[03])?:?|[a-z. ]+$", "", part.strip().replace("–", "-")).strip()
        if not re.search(r"\d", written):
            continue
        if pattern.fullmatch(written) and not is_right(re.sub(r"[- ]", "", written).upper()):
            return written
    return ""


def _is_isbn(digits: str) -> bool:
    if len(digits) == 10:
        return sum((10 - at) * _value(sign) for at, sign in enumerate(digits)) % 11 == 0
    return digits.isdigit() and sum((1, 3)[at % 2] * int(sign) for at, sign in enumerate(digits)) % 10 == 0


def _is_issn(digits: str) -> bool:
    return sum((8 - at) * _value(sign) for at, sign in enumerate(digits)) % 11 == 0


def _value(sign: str) -> int:
    return 10 if sign == "X" else int(sign)
