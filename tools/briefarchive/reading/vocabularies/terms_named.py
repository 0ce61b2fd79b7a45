"""Hints that write a list of the front matter anew, with the ids of the vocabulary in place of names."""

import functools
import re
from dataclasses import replace

from ...diagnostics import Diagnostic
from ...model import CountryCode, PersonId, TopicId, Vocabulary
from ...model.slugs import slug
from .term_search import TermSearch, UnknownTermError, search_countries, search_people, search_topics

_LIST = re.compile(r'write "(?P<field>countries|topics|compilers|authors|editors|translators): \[(?P<names>[^"\]]*)\]"')


class TermNamer:
    """Puts the ids of a vocabulary into hints."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._search = functools.cache(self._make_search)

    def name_terms(self, one: Diagnostic) -> Diagnostic:
        """The same diagnostic; a hint with names of countries, topics or people has their ids, if there are any."""
        match = _LIST.fullmatch(one.hint or "")
        if match is None:
            return one
        field = match["field"]
        ids = {name: self._id_of(field, name) for name in match["names"].split(", ")}
        hint = f'write "{field}: [{", ".join(id_ or name for name, id_ in ids.items())}]"'
        new = [name for name, id_ in ids.items() if not id_ and slug(name)]
        if new and field not in {"countries", "topics"}:
            written = ", ".join(id_ or slug(name) or name for name, id_ in ids.items())
            entries = " and ".join(f'"{slug(name)}: {{name: {name}}}"' for name in new)
            hint = f'write "{field}: [{written}]", and add {entries} to people.yaml'
        return replace(one, hint=hint)

    def _id_of(self, field: str, name: str) -> str:
        try:
            return self._search(field).find(name)
        except UnknownTermError:
            return ""

    def _make_search(self, field: str) -> TermSearch[CountryCode] | TermSearch[TopicId] | TermSearch[PersonId]:
        match field:
            case "countries":
                return search_countries(self._vocabulary)
            case "topics":
                return search_topics(self._vocabulary)
        return search_people(self._vocabulary)
