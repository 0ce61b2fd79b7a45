"""Text between the entries of a bibliography that was meant to be one: BibTeX takes it for a comment."""

import re
from collections.abc import Iterable, Iterator

from ..diagnostics import Diagnostic
from ..model.lines import Lines
from .rules import LooseText, UnreadableEntry
from .schema import ENTRY_TYPES

_BARE_ENTRY = re.compile(
    r"[ \t]*(?P<entry>(?P<at>[@＠]?)[ \t]*(?P<type>[A-Za-z]{3,30})[ \t]*(?P<open>[{(｛]?)[ \t]*"
    r"(?P<key>[^\s,，{}()｛｝\"=@%#]{1,200})[ \t]*[,，])"
)
_BRACE = re.compile(r"\s*(\})[\s,]*$")
# The beginnings of references in RIS, EndNote, PubMed and CSL-JSON.
_OTHER_FORMAT = re.compile(
    r"\s*(?:TY  ?- |%0 [A-Z]|PMID- "
    r"|[\[{]?\s*\"(?:id|type|title|author|DOI|URL|issued|items|publisher|container-title|accessed|language)\"\s*:)"
)
_FIELD = re.compile(
    r"\s*(?:[a-z][\w+-]{1,40}\s*=\s*[{\"]|-?\s*(?:title|authors?|publisher|url|date|journal|year)\s*[:：]\s*\S)",
    re.IGNORECASE,
)
# What a reference in words has and a remark about the file has not.
_REFERENCE = re.compile(
    r"https?://|\bwww\.|\bdoi[.:]|\b10\.\d{4,9}/|\((?:[^()]{0,30}\D)?(?:19|20)\d\d[a-z]?\)"
    r"|[“\"][^”\"]{8,300}[”\"].{0,200}\b(?:19|20)\d\d\b|《[^》]{2,100}》"
)
_HINT = 'write it as an entry, for example "@online{bbc-2014-china-media, title = {…}, …}"; a remark begins with "%"'
_LONGEST = 2_000


def find_loose_text(text: str, gaps: Iterable[tuple[int, int]], lines: Lines) -> Iterator[Diagnostic]:
    """What seems to be an entry, or a part of one, in the stretches of *text* that belong to no command.

    The first such line of a paragraph is told: those that follow it belong to it.
    """
    for start, end in gaps:
        at, is_told = start, text[start:end].isspace()
        for line in () if is_told else text[start:end].split("\n"):
            if not line.strip():
                is_told = False
            elif not is_told and (fault := _diagnose_line(line, at, lines)) is not None:
                is_told = True
                yield fault
            at += len(line) + 1


def _diagnose_line(line: str, start: int, lines: Lines) -> Diagnostic | None:
    """What is wrong with a line that starts at *start*; None for a remark."""
    words = line[:_LONGEST]
    if found := _begun_entry(line):
        span = lines.span(start + found.start("entry"), start + found.end("entry"))
        meant = f"@{found['type']}{{{found['key']},"
        missing = '"@"' if found["at"] != "@" else "brace"
        message = f'the entry "{found["key"]}" has no {missing} at its beginning'
        return UnreadableEntry.instead(span, message, meant, found["entry"])
    if found := _BRACE.match(words):
        span = lines.span(start + found.start(1), start + found.end(1))
        return LooseText.instead(span, "this brace closes nothing", "", "}", hint='delete the "}"')
    is_remark = words.lstrip().startswith("%")
    if _OTHER_FORMAT.match(words) or (not is_remark and (_FIELD.match(words) or _REFERENCE.search(words))):
        span = lines.span(start + len(line) - len(line.lstrip()), start + len(line.rstrip()))
        return LooseText.at(span, "a reference stands here, which BibTeX takes for a comment", hint=_HINT)
    return None


def _begun_entry(line: str) -> re.Match[str] | None:
    """The beginning of an entry in which the @ or the brace is missing or typed full-width."""
    found = _BARE_ENTRY.match(line[:_LONGEST])
    if found is None or found["type"].lower() not in ENTRY_TYPES or not (found["at"] or found["open"]):
        return None
    return found
