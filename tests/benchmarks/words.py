"""The words of `words.yaml`, which sample texts are made from."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

_WORDS: Mapping[str, Any] = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))

COUNTRIES: Sequence[str] = _WORDS["countries"]
UNION_MEMBERS: Sequence[str] = _WORDS["union"]
TOPICS: Mapping[str, Sequence[str]] = _WORDS["topics"]
"""Narrower topics by their broader one."""
PUBLISHERS: Sequence[str] = [
    f"{first} {last}" for first in _WORDS["publishers"]["first"] for last in _WORDS["publishers"]["last"]
]
SYLLABLES: Sequence[str] = _WORDS["places"]["syllables"]
ENDINGS: Sequence[str] = _WORDS["places"]["endings"]
TEXTS: Mapping[str, Mapping[str, Sequence[str]]] = {language: _WORDS[language] for language in ("en", "zh", "ru")}
"""For each language, templates of sentences and titles, and what fills their slots."""


def topic_label(topic: str) -> str:
    """A topic as readers see it."""
    return topic.replace("-", " ").capitalize()
