"""Rules on characters: lookalikes, mojibake, and punctuation of another script."""

import re
import unicodedata
from collections.abc import Iterator

from ...diagnostics import Diagnostic, Replacement
from ...reading.characters import find_garbled, is_certain_repair
from ...reading.markdown.text import COVER, Part, Passage, Text, TextRule
from ..patterns import PatternRule, find_expression, neighbours
from ..rule import PassageRule

_WORD = re.compile(r"[\w\u00ad\u0300-\u036f\u2010\u2011\u2212\ufffc\ue001-\uf8ff]+")
_MIXED = re.compile(r"[A-Za-z][\u0370-\u04ff]|[\u0370-\u04ff][A-Za-z]")
# Cyrillic and Greek letters that look like Latin ones.
_LATIN = str.maketrans("АВЕЅІЈКМНОРСТХаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABESIJKMHOPCTXaeopcyxijsABEZHIKMNOPTYXo")
_RARE = find_expression("rare-character")
_MAX_SEPARATE = 3
"""Up to so many words of a paragraph are reported one by one."""
_MAX_FIXES = 200
_WIDE = {"，": ",", "。": ".", "；": ";", "：": ":", "？": "?", "！": "!", "（": "(", "）": ")", "、": ",", "％": "%"}
_NARROW = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。"}
_WIDE_IN_LATIN = re.compile(f"[{''.join(_WIDE)}]")
_NARROW_IN_HAN = find_expression("narrow-mark-in-han")
_QUOTES_IN_HAN = find_expression("straight-quotes-in-han")
_BRACKETS = find_expression("brackets-of-han")
_HAN_SIGN = find_expression("sign-of-han")
_LATIN_LETTER = re.compile("[A-Za-z\u00c0-\u024f]")
_IN_NUMBER = re.compile(r"\d\W\d")
_CONTEXT = 10
_MAJORITY = 4
"""Ratio of letters that decides the script of a paragraph."""


class OddCharacter(PatternRule, code="S136", parts=Part.BODY | Part.FIELD):
    """A character in a word is not what it looks like, so that a search does not find the word."""

    def check_passage(self, passage: Passage) -> Iterator[Diagnostic]:
        reported = list(_check_words(passage)) if _RARE.search(passage.text) else []
        if len(reported) <= _MAX_SEPARATE:
            yield from reported
            return
        fix = tuple(part for diagnostic in reported for part in diagnostic.fix)
        message = f"{len(reported)} words of the paragraph have odd characters: the first {reported[0].message}"
        hint = "run “briefs check --fix”" if len(fix) == len(reported) else "write the words with the usual characters"
        yield self.flag(reported[0].span, message, hint=hint, fix=fix[:_MAX_FIXES])


_ODD = re.compile("|".join(f"(?P<{row.name}>{row.find.pattern})" for row in OddCharacter.patterns))
_MESSAGES = {row.name: row.says for row in OddCharacter.patterns}


def _check_words(passage: Passage) -> Iterator[Diagnostic]:
    text = passage.text
    for match in _WORD.finditer(text):
        word, span = match[0], passage.match_span(match)
        fact, replacement = _normalize_word(word, "".join(neighbours(match))) if _RARE.search(word) else ("", "")
        if fact and replacement in ("", word):
            yield OddCharacter.flag(span, f'"{word}" {fact}', hint="write what is meant instead")
        elif fact:
            yield OddCharacter.suggest(span, f'"{word}" {fact}', replacement, word)


def _normalize_word(word: str, around: str) -> tuple[str, str]:
    """Return what is odd in a word, and the word with the usual characters; empty if they are uncertain."""
    if (match := _ODD.search(word)) is None:
        latin = word.translate(_LATIN)
        is_mixed = _MIXED.search(word)
        return (
            "mixes Latin letters with others that look like them" if is_mixed else "",
            latin if latin.isascii() else "",
        )
    kind = str(match.lastgroup)
    # Next to Chinese characters, full-width letters are a matter of taste.
    is_right = kind == "wide" and (_HAN_SIGN.search(word) or not around.strip(" ,.;()").isascii())
    replacement = _ODD.sub(_normalize_sign, word)
    if kind == "private":
        return _MESSAGES[kind], ""
    # A minus sign before a digit is correct, and some accented letters have no precomposed character.
    return ("", "") if is_right or replacement == word else (_MESSAGES[kind], replacement)


def _normalize_sign(hit: re.Match[str]) -> str:
    before, after = neighbours(hit)
    match hit.lastgroup:
        case "soft":
            return ""
        case "hyphen":
            return "-"
        case "minus":
            return hit[0] if not (before and after) else "–" if before.isdigit() and after.isdigit() else "-"
        case "parts":
            return unicodedata.normalize("NFC", hit[0])
    return unicodedata.normalize("NFKC", hit[0])


class GarbledText(TextRule, code="S121", parts=Part.HEAD | Part.BODY):
    """Text was read in the wrong encoding (mojibake), such as `â€™` for `’`."""

    def check(self, text: Text) -> Iterator[Diagnostic]:
        for number, line in enumerate(text.source_lines or text.lines):
            if number in text.code or not (parts := find_garbled(line)):
                continue
            spans = [text.place(number, part.start, part.end - part.start) for part in parts]
            certain = all(is_certain_repair(line[part.start : part.end], part.text) for part in parts)
            fix = tuple(Replacement(span=span, text=part.text) for span, part in zip(spans, parts, strict=True))
            message = f'"{line[parts[0].start : parts[0].end]}" is garbled: it was read in the wrong encoding'
            hint = f'write "{parts[0].text}"' if certain else "some letters are lost; write it as the original has it"
            yield self.flag(spans[0], message, hint=hint, fix=fix if certain else ())


class ForeignPunctuation(PassageRule, code="S137", parts=Part.BODY | Part.FIELD):
    """Chinese punctuation is used in a sentence in Latin letters, or the other way round."""

    def check_passage(self, passage: Passage) -> Iterator[Diagnostic]:
        if passage.content.isascii():
            return
        text = passage.text
        for match in _BRACKETS.finditer(text):
            replacement = f"*{match['title']}*" if match["title"] else f"“{match['words']}”"
            yield self._diagnose(match, "a Chinese sentence", replacement, passage)
        han, latin = len(_HAN_SIGN.findall(text)), len(_LATIN_LETTER.findall(text))
        if latin > _MAJORITY * han:
            for match in _WIDE_IN_LATIN.finditer(text):
                if not _beside_han(text, match) and not _IN_NUMBER.match(text, max(match.start() - 1, 0)):
                    yield self._diagnose(match, "a Chinese sentence", _narrow(match), passage)
        elif han > latin and han > _MAJORITY:
            for match in _NARROW_IN_HAN.finditer(text):
                yield self._diagnose(match, "Latin letters", _NARROW[match["mark"]], passage)
            pairs = _QUOTES_IN_HAN.finditer(text) if text.count('"') % 2 == 0 else ()
            for match in (pair for pair in pairs if pair["han"]):
                marks = [(match.start(), "“"), (match.end() - 1, "”")]
                fix = tuple(Replacement(span=passage.place(at, 1), text=mark, old='"') for at, mark in marks)
                message = "a straight quotation mark belongs in Latin letters"
                yield self.flag(fix[0].span, message, hint="write “…”", fix=fix)

    def _diagnose(self, match: re.Match[str], context: str, replacement: str, passage: Passage) -> Diagnostic:
        mark = match.groupdict().get("mark") or match[0]
        return self.suggest(passage.match_span(match), f'"{mark}" belongs in {context}', replacement)


def _beside_han(text: str, match: re.Match[str]) -> bool:
    before = text[max(match.start() - _CONTEXT, 0) : match.start()].rstrip(" \n”’》」）)")[-1:]
    after = text[match.end() : match.end() + _CONTEXT].lstrip(" \n“‘《「（(")[:1]
    return bool(_HAN_SIGN.match(before) or (_HAN_SIGN.match(after) and before != COVER and not before.isalnum()))


def _narrow(match: re.Match[str]) -> str:
    """Return the half-width mark with the space that belongs beside it."""
    mark = _WIDE[match[0]]
    before, after = neighbours(match)
    if mark == "(":
        return f" {mark}" if before.strip() else mark
    needs_blank = mark != "%" and (after.isalnum() or after in {COVER, "“", "("})
    return f"{mark} " if needs_blank else mark
