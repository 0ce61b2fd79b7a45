"""Resolves names: finds the vocabulary term with a given name, or suggests the most similar known name.

Terms are found by id, label in any language, synonym and former name; otherwise a hint asks “did you mean …?”.
"""

import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pycountry
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from ..model import Country, Person, Publisher, Topic, Vocabulary
from ..model.names import normalize_name
from .vocabularies.countries import OTHER_NAMES, foreign_names

# Fuzzy search compares a name with every known one, and an archive can have thousands of unknown names.
_MAX_SEARCHES = 50
_MAX_SHOWN = 3
_MAX_CANDIDATES = 20
# Between the two scores, both names must be single words with the same first letter.
_SIMILAR, _VERY_SIMILAR = 0.71, 0.79
_CODE_LENGTH = 3
"""Length of a three-letter country code."""

_NUMBER = re.compile(r"\d+")
_SEPARATORS = re.compile(r"(?i:\s*[,;，；、/&+–—]\s*|(?:^|\s+)(?:and|und|et|y|e|и|-)\s+|[和与與及])(?![^(（]*[)）])")
_MAX_SEPARATORS = 3
"""Separators within one name at most, as in “Saint Helena, Ascension and Tristan da Cunha”."""

ROLES = {"countries": "country", "topics": "topic", "people": "person"}
"""The role that refers to a term of each vocabulary, which is also the word for it in messages."""


class Nearest:
    """Suggests *known* names that are similar to an unknown one; each is given with how to write it."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._given = names
        self._searched: dict[str, str | None] = {}

    @functools.cached_property
    def _known(self) -> Mapping[str, str]:
        """What to write by name; several terms can share one, such as “Congo”."""
        texts_by_name: dict[str, str] = {}
        for original_name, text in self._given:
            for name in {fold(original_name): None, fold(original_name).removeprefix("the "): None}:
                before = texts_by_name.setdefault(name, text)
                if text not in before and before.count(" or ") < _MAX_SHOWN - 1:
                    texts_by_name[name] = f"{before} or {text}"
        return texts_by_name

    def hint(self, name: str) -> str | None:
        """Ask for the nearest names: equal but for case, or with the same words, or similar."""
        folded = fold(name)
        if text := self._known.get(folded):
            return f"did you mean {text}?"
        return self._hint_by_words(folded) or self._hint_by_similarity(folded)

    def exact(self, name: str) -> str:
        """Return what to write for a name that differs in case alone; empty if there is none, or several."""
        _, *text = self._known.get(fold(name), "").split('"')
        return text[0] if len(text) == 2 else ""

    def _hint_by_words(self, folded: str) -> str | None:
        sets = [self._by_word.get(word, {}) for word in _split_words(folded)]
        first = min(sets, key=len, default={})
        if not 0 < len(first) <= _MAX_SHOWN:
            return None
        shared = [text for text in first if all(text in texts for texts in sets)]
        return f"did you mean {' or '.join(shared)}?" if shared else None

    def _hint_by_similarity(self, folded: str) -> str | None:
        if folded not in self._searched and len(self._searched) < _MAX_SEARCHES:
            like = self._find_similar(folded) if len(folded) > _CODE_LENGTH else None
            # A name that is one final letter shorter: BR for "BRZ".
            self._searched[folded] = like or (self._known.get(folded[:-1]) if folded[-1:].isalpha() else None)
        text = self._searched.get(folded)
        return f"did you mean {text}?" if text else None

    def _find_similar(self, folded: str) -> str | None:
        """Find the name that differs in a letter or two, but not in a number."""
        like = process.extract(
            folded, self._known.keys(), scorer=OSA.normalized_similarity, limit=_MAX_CANDIDATES, score_cutoff=_SIMILAR
        )
        numbers = _NUMBER.findall(folded)
        return next(
            (
                self._known[name]
                for name, likeness, _ in like
                if _NUMBER.findall(name) == numbers
                and (likeness >= _VERY_SIMILAR or (name[0] == folded[0] and name.isalpha() and folded.isalpha()))
            ),
            None,
        )

    @functools.cached_property
    def _by_word(self) -> Mapping[str, Mapping[str, None]]:
        """Index what to write by the words in each name."""
        texts_by_word: dict[str, dict[str, None]] = {}
        for name, text in self._known.items():
            for word in _split_words(name):
                texts_by_word.setdefault(word, {})[text] = None
        return texts_by_word


def term_names(terms: Iterable[Country | Topic | Person | Publisher]) -> Iterator[tuple[str, str]]:
    """Yield ids, names in every language and synonyms of terms; of countries former, official and foreign names too."""
    for term in terms:
        if isinstance(term, Person | Publisher):
            id_, label, names = str(term.id), term.name, [term.name, *getattr(term, "aliases", ())]
        else:
            id_, label = term.code if isinstance(term, Country) else term.id, term.label()
            names = [*term.labels.values(), *term.synonyms]
        if isinstance(term, Country):
            iso = pycountry.countries.get(alpha_2=term.code)
            official = (iso.alpha_3, iso.name, getattr(iso, "official_name", iso.name)) if iso else ()
            names += [*term.former_names, *official, *OTHER_NAMES.get(id_, ()), *foreign_names().get(term.code, ())]
        for name in (id_, *names):
            yield name, f'"{id_}" ({label})'


def find_closest(name: str, names: Iterable[str], least: float = 70) -> str:
    """Return the known name that is most similar to *name*, at least by *least* percent; empty if there is none."""
    closest = process.extractOne(name, sorted(names), scorer=fuzz.ratio, score_cutoff=least)
    return closest[0] if closest else ""


def quote_names(names: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Return names that are written as they are, in quotation marks."""
    return ((name, f'"{name}"') for name in names)


def fold(name: str) -> str:
    """Fold case, compatibility forms and white space, so that spelling variants of a term compare equal."""
    return normalize_name(name).replace("_", "-")


def _split_words(name: str) -> set[str]:
    return {word for word in name.replace("-", " ").split() if len(word) > 2}


class UnknownTermError(Exception):
    """A name matches no term, or more than one; the message says which."""


class TermSearch(Nearest):
    """Finds the term of a vocabulary (`countries`, `topics` or `people`) with a name, or suggests the nearest."""

    def __init__(self, vocabulary: Vocabulary, name: str) -> None:
        self._name = name
        self._has_unread = name in vocabulary.unread
        self._terms: Mapping[str, Any] = getattr(vocabulary, name)
        super().__init__(term_names(self._terms.values()))

    @functools.cached_property
    def _ids(self) -> Mapping[str, str]:
        return {_fold_term(id_): id_ for id_ in self._terms}

    @functools.cached_property
    def _named(self) -> Mapping[str, dict[str, str]]:
        """The terms with each name, and how messages show them."""
        terms_by_name: dict[str, dict[str, str]] = {}
        for id_, term in self._terms.items():
            for name, text in term_names([term]):
                terms_by_name.setdefault(_fold_term(name), {})[id_] = text
        return terms_by_name

    def find(self, name: str) -> str:
        """Return the id of the term with this id or name; ids take precedence.

        Raises:
            UnknownTermError: There is no such term, or there are several.
        """
        terms = self._match(name)
        if len(terms) == 1:
            return next(iter(terms))
        if terms:
            raise UnknownTermError(f'"{name}" is the name of several: {", ".join(terms.values())}; give the id of one')
        raise UnknownTermError(self._explain_none(name))

    def exact(self, name: str) -> str:
        """Return the id of the term with this id or name, or of its successor; empty if there is none, or several."""
        terms = [*self._match(name)]
        return self._terms[terms[0]].replaced_by or terms[0] if len(terms) == 1 else ""

    def split(self, text: str) -> list[str]:
        """Split names with commas, “and” or the like between them; a known name may contain these too."""
        names = [*self._find_by_beginning(text)]
        rest = "" if names else text
        while rest := rest.strip():
            ends = [match.span() for match in itertools.islice(_SEPARATORS.finditer(rest), _MAX_SEPARATORS)]
            parts = [(rest, ""), *((rest[:start], rest[end:]) for start, end in reversed(ends))]
            name, rest = next((part for part in parts if self._match(part[0])), parts[-1])
            names += [name] if name else []
        # The signs for “and” are parts of words too: 共和国.
        return names if all(map(self._match, names)) or not re.search("[和与與及]", text) else [text]

    def _match(self, name: str) -> Mapping[str, str]:
        """Return the terms with this id, or else with this name, and how messages show them."""
        folded = _fold_term(name)
        if folded in self._ids:
            return {self._ids[folded]: ""}
        return self._named.get(folded, {})

    def _find_by_beginning(self, text: str) -> Iterable[str]:
        """Find the only topic with a name that begins with these words, such as “Belt and Road” of “… Initiative”."""
        if self._name != "topics" or " " not in text or self._match(text):
            return ()
        start = f"{_fold_term(text)} "
        ids = {id_ for name, terms in self._named.items() if name.startswith(start) for id_ in terms}
        return ids if len(ids) == 1 else ()

    def _explain_none(self, name: str) -> str:
        file = f"archive/vocabulary/{self._name}.yaml"
        is_country = self._name == "countries"  # most of them are in no file
        where = "give its name or its code of two letters" if is_country else f"look it up in {file}, or add it there"
        hint = self.hint(name) or where
        if self._has_unread:
            hint = f"something in {file} cannot be read (briefs check)"
        return f'there is no {ROLES[self._name]} "{name}"; {hint}'


def _fold_term(name: str) -> str:
    """Fold a name, with `&` as “and”, and without articles or a full stop at its end."""
    return re.sub(r"\bthe |\.$", "", fold(name.replace("&", " and ")))
