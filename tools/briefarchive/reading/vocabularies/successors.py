"""Terms of a vocabulary that another one replaces, with every successor known."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Protocol, TypeVar

from ...diagnostics import Diagnostic, Span
from ...model import Vocabulary
from ..nearest import Nearest, plain
from .rules import UnknownSuccessor

_NOWHERE = Span(path="archive/vocabulary")


class Term(Protocol):
    """What all terms have that another one can replace."""

    @property
    def replaced_by(self) -> str | None:
        """The id of the other one."""

    @property
    def span(self) -> Span | None:
        """Where it stands."""


K = TypeVar("K", bound=str)
T = TypeVar("T", bound=Term)


def with_known_successors(vocabulary: Vocabulary, found: list[Diagnostic]) -> Vocabulary:
    """The vocabulary in which each `replaced_by` is the last of its chain, and none that is wrong is left."""
    return replace(
        vocabulary,
        countries=_settled(vocabulary, "countries", vocabulary.countries, found),
        topics=_settled(vocabulary, "topics", vocabulary.topics, found),
        people=_settled(vocabulary, "people", vocabulary.people, found),
    )


def _settled(vocabulary: Vocabulary, name: str, terms: Mapping[K, T], found: list[Diagnostic]) -> dict[K, T]:
    settled = dict(terms)
    following: dict[str, str | None] = {id_: term.replaced_by for id_, term in terms.items()}
    for id_, term in terms.items():
        if term.replaced_by is None:
            continue
        last = _last(id_, following)
        if last is None and not vocabulary.may_have(name, term.replaced_by):
            message = f'"{term.replaced_by}", which replaces "{id_}", is not in the vocabulary'
            hint = Nearest(plain(terms)).hint(term.replaced_by)
            found.append(UnknownSuccessor.at(term.span or _NOWHERE, message, hint=hint))
        elif last == id_:
            message = f'"{id_}" is replaced by itself'
            found.append(UnknownSuccessor.at(term.span or _NOWHERE, message, hint='delete its "replaced_by"'))
        settled[id_] = replace(term, replaced_by=last if last != id_ else None)  # type: ignore[type-var]
    return settled


def _last(id_: str, following: Mapping[str, str | None]) -> str | None:
    """The end of a chain of replacements; *id_* itself if it runs in a circle, None if it leads out of the file."""
    seen: set[str] = set()
    at = id_
    while (after := following.get(at)) is not None:
        if at in seen:
            return id_
        seen.add(at)
        at = after
    return at if at in following else None
