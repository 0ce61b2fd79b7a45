"""Snippets of VS Code for Markdown files: the head of a new brief, and each term by its id and by its name."""

from collections.abc import Iterable
from typing import Any

from ...model import Vocabulary
from .terms import terms

_ROLES = {"countries": "country", "topics": "topic", "people": "person"}
# The day in the file's name, which is the brief's.
_DAY = "${TM_FILENAME_BASE/^([0-9]{4}-[0-9]{2}-[0-9]{2}).*$/$1/}"


def snippets(vocabulary: Vocabulary) -> dict[str, Any]:
    """The content of a file of snippets."""
    known = {name: terms(vocabulary, name) or {} for name in _ROLES}
    head = _snippet(["brief"], _head(known["topics"], known["people"]), "The head of a new brief")
    return {
        "A new brief": head,
        **{
            f"{role} {term}": _snippet(list(dict.fromkeys([term, label])), [term], f"{label} ({role})")
            for name, role in _ROLES.items()
            for term, label in known[name].items()
        },
    }


def _head(topics: Iterable[str], people: Iterable[str]) -> list[str]:
    return [
        "---",
        "title: ${1:What happened}",
        f"date: {_DAY}",
        "countries: [$2]",
        f"topics: [{_choice(3, topics)}]",
        f"compilers: [{_choice(4, people)}]",
        "summary: >-",
        "  ${5:In one or two sentences}",
        "status: draft",
        "---",
        "",
        "$0",
    ]


def _choice(number: int, ids: Iterable[str]) -> str:
    """A place where one of the *ids* is chosen; they have no sign that would have to be escaped."""
    listed = ",".join(ids)
    return f"${{{number}|{listed}|}}" if listed else f"${number}"


def _snippet(prefix: list[str], body: list[str], description: str) -> dict[str, Any]:
    return {"scope": "markdown", "prefix": prefix, "body": body, "description": description}
