"""Words by which texts in many languages are recognized, in tables with a file for each kind of word.

A file has phrases by language, or groups of them. In a group, `*` at the end of a word stands for its endings:
`elaborad* por` is “elaborado por” and “elaboradas por”. `wordlist` reads the files without groups.
"""

import functools
import re
from collections import defaultdict
from collections.abc import Iterable
from importlib import resources
from typing import Any

import yaml

_ENDING = r"[^\W\d_]{0,6}"


@functools.cache
def phrases(kind: str, *groups: str) -> tuple[str, ...]:
    """Return the phrases of some groups of a file in all languages, each once, the longest first."""
    table = read_table(kind)
    unique_phrases = {phrase for group in groups for group_phrases in table[group].values() for phrase in group_phrases}
    return tuple(sorted(unique_phrases, key=lambda phrase: (-len(phrase), phrase)))


def phrases_by_language(kind: str, group: str) -> dict[str, tuple[str, ...]]:
    """Return the phrases of a group by language."""
    return {language: tuple(values) for language, values in read_table(kind)[group].items()}


@functools.cache
def make_pattern(kind: str, *groups: str) -> str:
    """Return a pattern for all phrases of some groups, to be used with `re.IGNORECASE`."""
    return make_alternatives(phrases(kind, *groups))


def make_alternatives(some: Iterable[str]) -> str:
    """Return a pattern for any of *some* phrases.

    Those that begin alike are tried together, since none of them begins at most places of a text.
    """
    rests: dict[str, list[str]] = defaultdict(list)
    for phrase in some:
        rests[phrase[0]].append(make_phrase_pattern(phrase[1:]))
    return "|".join(f"{make_phrase_pattern(first)}(?:{'|'.join(same)})" for first, same in rests.items())


def make_phrase_pattern(phrase: str) -> str:
    """Return a pattern for *phrase*, whatever its spaces and apostrophes."""
    pattern = re.escape(phrase.replace("’", "'")).replace(r"\*", _ENDING)
    return pattern.replace("'", "['’]").replace(r"\ ", r"\s+")


@functools.cache
def read_table(kind: str) -> Any:
    """Return the contents of a file; every scalar is a string, since “on” and “no” are words."""
    text = resources.files(__package__).joinpath(f"{kind}.yaml").read_text("utf-8")
    return yaml.load(text, yaml.CBaseLoader)  # noqa: S506 — it makes only strings
