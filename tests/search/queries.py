"""Queries with what they must find and must not: one file of cases for each subject."""

from dataclasses import dataclass
from pathlib import Path

import yaml

CASES = Path(__file__).parent / "cases" / "queries"
_DATE = len("2014-10-17-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A query; briefs are named by their ids without the date.

    Attributes:
        forbidden: What may not be found; None for everything but *match*.
        first: What must stand first, if it matters.
    """

    query: str
    match: frozenset[str]
    forbidden: frozenset[str] | None
    first: str


def cases() -> list[Case]:
    """All cases of all files."""
    rows = [row for file in sorted(CASES.glob("*.yaml")) for row in yaml.safe_load(file.read_text("utf-8"))]
    return [
        Case(
            query=row["query"],
            match=frozenset(row["match"]),
            forbidden=frozenset(row["not"]) if "not" in row else None,
            first=row.get("first", ""),
        )
        for row in rows
    ]


def faults(case: Case, answer: dict) -> str:
    """What is wrong with an answer, in words; empty if nothing is."""
    found = [result["id"][_DATE:] for result in answer["results"]]
    missing = case.match - set(found)
    wrong = set(found) - case.match if case.forbidden is None else set(found) & case.forbidden
    told = [f"does not find {sorted(missing)}"] if missing else []
    told += [f"finds {sorted(wrong)}"] if wrong else []
    told += [f"has {found[:1]} first"] if case.first and found[:1] != [case.first] else []
    told += ["counts otherwise"] if answer["total"] != len(found) else []
    return f"{case.query!r} {', '.join(told)}" if told else ""
