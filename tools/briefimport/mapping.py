"""What the categories and tags of an old site are in the archive: topics and countries, as a person has decided.

The file has a line for each name, with a list of ids of topics and codes of countries. A run adds the names that it
meets and that the file has not; where the vocabulary knows the name, the line is filled in.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from briefarchive.diagnostics import Diagnostic, Span
from briefarchive.model import Vocabulary
from briefarchive.reading import decoding
from briefarchive.reading.front_matter.yaml import Mapping as YamlMapping
from briefarchive.reading.front_matter.yaml import Node, Scalar, Sequence, read_yaml
from briefarchive.reading.nearest import folded
from briefarchive.reading.vocabularies.term_search import UnknownTermError, search_countries, search_topics
from briefarchive.storage import files

from .document import Hint
from .faults import MappingUnfit, TermUnmapped
from .legacy import LegacyBrief
from .phrases import Suggestion

_LIMIT = 2_000_000
_LONGEST, _MOST = 200, 5_000
# Where people sorted each text by hand; the keywords of a web page are for search engines.
_SORTED = frozenset({"wxr", "table"})
# What WordPress says of a post that nobody has sorted.
_UNSORTED = frozenset({"uncategorized", "uncategorised"})
_HEAD = """\
# The categories and tags of the old site, and the topics and countries that stand for them in the archive.
# Write ids of topics and codes of countries into the brackets, as in  "Energy policy": [natural-gas, RU]
# Empty brackets mean none. A name without brackets is not decided yet.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """The topics and countries that a name stands for."""

    topics: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """Both, topics first."""
        return (*self.topics, *self.countries)


@dataclass(frozen=True, slots=True, kw_only=True)
class TermMapping:
    """Names of categories and tags with what they stand for.

    Attributes:
        text: The file; empty if there is none yet.
        digest: That of its bytes.
        terms: By folded name; None for one that nobody has decided.
    """

    text: str = ""
    digest: str = ""
    terms: Mapping[str, Mapped | None] = field(default_factory=dict)

    def countries(self, brief: LegacyBrief) -> tuple[Suggestion, ...]:
        """The countries for which the categories and tags of *brief* stand."""
        return _once(
            Suggestion(value=code, because=because)
            for mapped, because in self._of(brief)
            for code in mapped.countries
        )  # fmt: skip

    def topics(self, brief: LegacyBrief) -> tuple[Suggestion, ...]:
        """The topics for which the categories and tags of *brief* stand."""
        return _once(
            Suggestion(value=topic, because=because) for mapped, because in self._of(brief) for topic in mapped.topics
        )

    def _of(self, brief: LegacyBrief) -> Iterator[tuple[Mapped, str]]:
        for kind, hint in _sorting(brief):
            if mapped := self.terms.get(folded(hint.value)):
                yield mapped, f'the {kind} "{hint.value}"'


NO_MAPPING = TermMapping()


def read_mapping(file: Path, shown: str, vocabulary: Vocabulary) -> TermMapping | tuple[Diagnostic, ...]:
    """The mapping in *file*, an empty one if there is none yet, or its faults.

    Args:
        file: Where it is.
        shown: Its name in diagnostics.
        vocabulary: Whose topics and countries it may name.
    """
    if not file.exists():
        return NO_MAPPING
    data = decoding.read(shown, file, _LIMIT)
    if isinstance(data, Diagnostic):
        return (data,)
    if isinstance(text := decoding.decode(shown, data), Diagnostic):
        return (text,)
    digest = files.digest(data)
    node, faults = read_yaml(shown, text)
    if faults:
        return tuple(faults)
    if node is None:
        return TermMapping(text=text, digest=digest)
    if not isinstance(node, YamlMapping):
        span = Span(path=shown)
        return (MappingUnfit.at(span, "the file is no list of names", hint='write lines such as "Energy": [RU]'),)
    terms: dict[str, Mapped | None] = {}
    found: list[Diagnostic] = []
    for name, (_, value) in node.entries.items():
        mapped = _mapped(name, value, vocabulary)
        if isinstance(mapped, Diagnostic):
            found.append(mapped)
        else:
            terms[folded(name)] = mapped
    return tuple(found) or TermMapping(text=text, digest=digest, terms=terms)


def completed(
    mapping: TermMapping, briefs: Iterable[LegacyBrief], vocabulary: Vocabulary
) -> tuple[TermMapping, tuple[Diagnostic, ...]]:
    """*mapping* with the names that *briefs* have, and one diagnostic for each that nobody has decided."""
    counts: Counter[str] = Counter()
    kinds: dict[str, tuple[str, str]] = {}
    for brief in (copy for united in briefs for copy in (united, *united.copies)):
        if brief.reader in _SORTED:
            for kind, hint in _sorting(brief):
                key = folded(hint.value)
                if len(hint.value) <= _LONGEST and (key in kinds or len(kinds) < _MOST):
                    counts[key] += 1
                    kinds.setdefault(key, (kind, hint.value))
    topics, countries = search_topics(vocabulary), search_countries(vocabulary)

    def suggested(name: str) -> Mapped | None:
        if folded(name) in _UNSORTED:
            return Mapped()
        for terms, search in (("topics", topics), ("countries", countries)):
            try:
                return Mapped(**{terms: (str(search.find(name)),)})
            except UnknownTermError:
                continue
        return None

    new = {key: suggested(kinds[key][1]) for key in kinds if key not in mapping.terms}
    lines = [_line(*kinds[key], counts[key], new[key]) for key in new]
    text = (mapping.text or _HEAD) + ("" if mapping.text in ("", mapping.text.rstrip("\n") + "\n") else "\n")
    whole = replace(mapping, text=text + "".join(lines) if lines else mapping.text, terms={**mapping.terms, **new})
    return whole, tuple(_unmapped(*kinds[key], counts[key]) for key in kinds if whole.terms[key] is None)


def merged(mapped: tuple[Suggestion, ...], suggested: tuple[Suggestion, ...]) -> tuple[Suggestion, ...]:
    """What a person's sorting says, then what the text suggests."""
    return _once((*mapped, *suggested))


def _sorting(brief: LegacyBrief) -> Iterator[tuple[str, Hint]]:
    yield from (("category", hint) for hint in brief.hints.categories)
    yield from (("tag", hint) for hint in brief.hints.tags)


def _once(suggestions: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    first: dict[str, Suggestion] = {}
    for one in suggestions:
        first.setdefault(one.value, one)
    return tuple(first.values())


def _mapped(name: str, value: Node, vocabulary: Vocabulary) -> Mapped | Diagnostic | None:
    if isinstance(value, Scalar) and value.is_null:
        return None
    items = value.items if isinstance(value, Sequence) else (value,)
    topics: list[str] = []
    countries: list[str] = []
    for item in items:
        if not isinstance(item, Scalar):
            return MappingUnfit.at(value.span, f'"{name}" has more than a list', hint=f"write it as {_key(name)}: [RU]")
        if item.value in vocabulary.topics:
            topics.append(item.value)
        elif item.value in vocabulary.countries:
            countries.append(item.value)
        else:
            message = f'"{item.value}" is neither a topic nor a country of the vocabulary'
            return MappingUnfit.at(item.span, message, hint=_nearest(item.value, vocabulary))
    return Mapped(topics=tuple(topics), countries=tuple(countries))


def _nearest(name: str, vocabulary: Vocabulary) -> str:
    """What to write in place of a name that is no id."""
    for find in (search_topics(vocabulary).find, search_countries(vocabulary).find):
        try:
            return f"write {find(name)}"
        except UnknownTermError:
            continue
    return "write the id of a topic or the code of a country, or add the topic to the vocabulary first"


def _line(kind: str, name: str, count: int, mapped: Mapped | None) -> str:
    value = "" if mapped is None else f" [{', '.join(mapped.ids)}]"
    return f"{_key(name)}:{value}  # {kind}, {_texts(count)}\n"


def _unmapped(kind: str, name: str, count: int) -> Diagnostic:
    return TermUnmapped.at(
        Span(path="archive/vocabulary"),
        f'the {kind} "{name}" of {_texts(count)} has no topic or country',
        hint="with --mapping FILE, write them into its line of the file and import again",
    )


def _texts(count: int) -> str:
    return "1 text" if count == 1 else f"{count:,} texts"


def _key(name: str) -> str:
    """*name* as YAML; JSON's strings are some of YAML's."""
    return json.dumps(name, ensure_ascii=not name.isprintable())
