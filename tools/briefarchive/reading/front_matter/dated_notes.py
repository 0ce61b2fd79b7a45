"""Notes with a day before them, `2026-11-24: Names the right day.`, where a field for each was to stand."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ...diagnostics import Span
from .dates_in_words import possible_dates
from .schema import Field, FieldKind
from .yaml import Mapping, Node, Scalar

_DAY_FIRST = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})[\s:：,，;–—-]+(?P<note>\w.*)", re.DOTALL)
_WORDS_FIRST = re.compile(r"(?P<day>[^:：;]{6,40}?)\s*[:：;]\s*(?P<note>\w.*)", re.DOTALL)


def dated_notes(node: Node, wanted: Field) -> list[Mapping]:
    """The fields that were meant by notes with their days; none if there is anything else.

    Args:
        node: A text with its day, or fields whose names are days.
        wanted: What describes one of them; it has a day and a text.
    """
    kinds = {member.kind: name for name, member in wanted.members.items() if member.required}
    if len(wanted.members) != len(kinds) or kinds.keys() != {FieldKind.DATE, FieldKind.TEXT}:
        return []
    parts = list(_parts(node))
    days = [possible_dates(day) for day, _, _ in parts]
    if not all(len(found) == 1 for found in days):
        return []
    return [
        _mapping({kinds[FieldKind.DATE]: f"{found[0]}", kinds[FieldKind.TEXT]: note}, span)
        for found, (_, note, span) in zip(days, parts, strict=True)
    ]


def _parts(node: Node) -> Iterator[tuple[str, str, Span]]:
    """The day and the words of each note, and where it stands."""
    if isinstance(node, Scalar):
        text = " ".join(node.value.split())
        if found := _DAY_FIRST.fullmatch(text) or _WORDS_FIRST.fullmatch(text):
            yield found["day"], found["note"], node.span
    elif isinstance(node, Mapping):
        for key, value in node.entries.values():
            is_note = isinstance(value, Scalar) and not value.is_null
            words = " ".join(value.value.split()) if isinstance(value, Scalar) and is_note else ""
            end = value.span
            yield (
                key.value if words else "",
                words,
                replace(key.span, end_line=end.end_line, end_column=end.end_column),
            )


def _mapping(values: dict[str, str], span: Span) -> Mapping:
    entries = {name: (Scalar(value=name, span=span), Scalar(value=text, span=span)) for name, text in values.items()}
    return Mapping(entries=dict(entries), span=span)
