r"""Citations in the syntax of other programs: `[@key]` of Pandoc, `\cite{key}` of LaTeX, `:cite:p:` of Docutils.

Whether the keys exist can only be checked against the whole archive (`checking.citations`).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ...model import CiteKey, ForeignCitation
from ..dates_in_words import MONTHS
from .dialect import CITATION_ROLES, ROLES
from .text import COVER, Place

_KEY = r"[\w][\w:./+-]{0,199}"
_LIKE_KEY = r"[a-z][a-z0-9]{0,40}(?:[-_:][a-z0-9]{1,40}){2,20}"
_BRACKET = re.compile(r"\[(?P<body>[^\[\]]{0,80}@[^\[\]]{1,400})\](?![(\[])")
_PART = re.compile(rf"(?P<before>[^@]*?)(?<![^\s;:-])-?@\{{?(?P<key>{_KEY})\}}?(?:,?\s*(?P<after>.*))?", re.DOTALL)
_HANDLES = re.compile(rf"\(@(?P<many>{_KEY}(?:[;,]\s?@{_KEY}){{0,9}})\)|(?<![\w@./\[;-])@(?P<one>{_KEY})")
_LATEX = re.compile(
    r"\\(?P<name>[a-z]{0,10}[Cc]ite[a-z]{0,10})\*?(?:\[(?P<first>[^\[\]{}]{0,100})\])?(?:\[(?P<second>[^\[\]{}]{0,100})\])?"
    r"\{(?P<keys>[^{}]{1,400})\}"
)
_TEXTUAL = {"citet", "textcite", "citeauthor", "Citet", "Textcite", "cite:t"}
_WRAPPED_KEY = re.compile(
    rf"\[\[(?P<double>{_LIKE_KEY})\]\]|\[(?P<square>{_LIKE_KEY})\](?![(\[])|\((?P<round>{_LIKE_KEY})\)"
    rf"|(?<![\w{{\]])\{{(?P<curly>{_LIKE_KEY})\}}(?!\}})|(?<![}}`:\w])`(?P<code>{_LIKE_KEY})`(?!`)"
)
_ROLE_NAMES = "|".join(sorted(ROLES, key=len, reverse=True))
_ROLE_BEHIND_COLONS = re.compile(rf":(?P<role>{_ROLE_NAMES}):(?P<code>{COVER}+)")
_MISTYPED_ROLE = re.compile(rf"(?:[{{}}｛｝:]|\]\(|(?:{_ROLE_NAMES})}}?[)\]）］】]{{1,2}})\s?\Z")
"""What stands before the key of a role without its braces, or before an address; other rules report them."""
_CODE = re.compile(r"(`+)(?P<content>[^`]+)\1")
_NAME = r"[^\W\d_][\w’'-]{1,40}"
_FULL_NAME = f"{_NAME}(?: {_NAME})?"
_NAMES_AND_YEAR = re.compile(
    rf"\((?:see |See |cf\. )?(?P<names>{_FULL_NAME}(?:(?:, and|,| and| &) {_FULL_NAME}){{0,3}}(?: et al\.?)?),? "
    r"(?P<year>(?:19|20)\d\d)[a-z]?(?:[,:] ?(?:pp?\. ?)?[\d–-]{1,9})?\)"
)
_NOT_NAMES = frozenset(
    {*MONTHS, "Spring", "Summer", "Autumn", "Fall", "Winter", "In", "in", "since", "Since", "until", "of"}
)


def find_foreign_citations(text: str, content: str, place: Place) -> Iterator[ForeignCitation]:
    """Yield possible citations in other syntaxes; *text* is a paragraph's running text, *content* its source."""
    for candidate in _find_candidates(text, content):
        first, line_end, _ = candidate.text.partition("\n")
        yield ForeignCitation(
            text=candidate.text,
            keys=tuple(map(CiteKey, candidate.keys)),
            replacement=candidate.replacement,
            span=place(candidate.at, len(first)),
            is_certain=candidate.is_sure,
            is_whole=not line_end,
        )
    if "20" in text or "19" in text:
        for match in _NAMES_AND_YEAR.finditer(text):
            if match["names"].partition(" ")[0] in _NOT_NAMES:
                continue
            span = place(match.start(), len(match[0].partition("\n")[0]))
            names = tuple(re.split(r", and |, | and | & ", match["names"].removesuffix(".").removesuffix(" et al")))
            yield ForeignCitation(
                text=match[0], names=names, year=int(match["year"]), span=span, is_whole="\n" not in match[0]
            )


class _Candidate(NamedTuple):
    """A possible citation at an offset."""

    at: int
    text: str
    keys: list[str]
    replacement: str
    is_sure: bool


def _find_candidates(text: str, content: str) -> Iterator[_Candidate]:
    if "@" in text:
        yield from filter(None, map(_read_bracket, _BRACKET.finditer(text)))
        text = _BRACKET.sub(lambda match: COVER * len(match[0]), text)
        for match in _HANDLES.finditer(text):
            keys = [key.strip().lstrip("@").rstrip(".:") for key in re.split("[;,]", match["many"] or match["one"])]
            role = "cite:p" if match["many"] else "cite:t"
            original = match[0] if match["many"] else f"@{keys[0]}"
            yield _Candidate(match.start(), original, keys, _write_role(role, keys), is_sure=False)
    if "\\" in text and "ite" in text:
        yield from map(_read_latex, _LATEX.finditer(text))
    yield from _find_wrapped_keys(text, content)


def _find_wrapped_keys(text: str, content: str) -> Iterator[_Candidate]:
    """Yield keys in brackets or quotes without citation syntax, and roles in colons."""
    if "-" in content or "_" in content:
        for match in _WRAPPED_KEY.finditer(content):
            key = str(match[match.lastgroup or 0])
            is_covered = COVER in text[match.start() : match.end()]
            is_of_role = bool(_MISTYPED_ROLE.search(content, max(match.start() - 20, 0), match.start()))
            is_of_role |= content.startswith(("{", "｛"), match.end())
            if is_covered == (match.lastgroup == "code") and not is_of_role:
                yield _Candidate(match.start(), match[0], [key], _write_role("cite:p", [key]), is_sure=False)
    if ":" + COVER in text:
        for match in _ROLE_BEHIND_COLONS.finditer(text):
            code = _CODE.match(content, match.start("code"))
            if code is not None and code.end() == match.end():
                role = match["role"]
                keys = [key.strip() for key in code["content"].split(",")] if role in CITATION_ROLES else []
                original = content[match.start() : match.end()]
                yield _Candidate(match.start(), original, keys, f"{{{role}}}`{code['content']}`", is_sure=True)


def _read_bracket(match: re.Match[str]) -> _Candidate | None:
    parts = [_PART.fullmatch(part.strip()) for part in match["body"].split(";")]
    keys, targets = [], []
    for part in parts:
        if part is None:
            return None
        before, key, after = (" ".join((part[name] or "").split()) for name in ("before", "key", "after"))
        before = before.removeprefix("cite:").removesuffix("-").strip()
        keys.append(key.rstrip(".:"))
        targets.append(_write_target(before, keys[-1], after))
    return _Candidate(match.start(), match[0], keys, _write_role("cite:p", targets), is_sure=True)


def _read_latex(match: re.Match[str]) -> _Candidate:
    keys = [key.strip() for key in match["keys"].split(",") if key.strip()]
    before, after = (match["first"], match["second"]) if match["second"] is not None else ("", match["first"])
    last = len(keys) - 1
    targets = [_write_target("" if at else before, key, "" if at < last else after) for at, key in enumerate(keys)]
    role = "cite:t" if match["name"] in _TEXTUAL else "cite:p"
    return _Candidate(match.start(), match[0], keys, _write_role(role, targets), is_sure=True)


def _write_target(before: str | None, key: str, after: str | None) -> str:
    return f"{f'{{{before}}}' if before else ''}{key}{f'{{{after}}}' if after else ''}"


def _write_role(role: str, targets: list[str]) -> str:
    return f"{{{role}}}`{','.join(targets)}`"
