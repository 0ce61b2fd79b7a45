"""Maps the categories and tags of an old site to the topics and countries of the archive.

The mapping is a file with a line per category or tag, each with a list of topic ids and country codes. A run appends
the names that it meets and the file lacks; if the vocabulary knows a name, its line is filled in.
"""

import functools
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from babel import Locale
from babel.localedata import locale_identifiers

from briefarchive.diagnostics import Diagnostic, Span
from briefarchive.model import CountryCode, Vocabulary
from briefarchive.model.slugs import ascii_id, remove_accents
from briefarchive.reading import decoding
from briefarchive.reading.front_matter.yaml import Mapping as YamlMapping
from briefarchive.reading.front_matter.yaml import Node, Scalar, Sequence, read_yaml
from briefarchive.reading.nearest import TermSearch, UnknownTermError, fold
from briefarchive.reading.vocabularies.countries import foreign_names
from briefarchive.search.segmentation import simplify
from briefarchive.storage import files

from .document import Hint
from .ids import make_unique, short_digest
from .languages import guess_language
from .legacy import LegacyBrief
from .rules import MappingUnfit, TermUnmapped, TopicMade
from .suggesting.gazetteer import NameKind, get_gazetteer
from .suggesting.phrases import Suggestion
from .text.breadcrumbs import BREADCRUMBS
from .text.titles import names_series
from .words import make_pattern, read_table
from .words.wordlist import wordlist

_MAX_BYTES = 2_000_000
_SEPARATOR = re.compile(rf"\s*[,，、;；&・]\s*|\s+(?:{make_pattern('bylines', 'and')})\s+", re.IGNORECASE)
# Articles and prepositions before a name: “the Sudan”, “da Rússia”
_ARTICLE = re.compile(r"^(?:[^\W\d_]{1,3}\s+|[dl]['’])+", re.IGNORECASE)
_PLAIN_SIGNS = str.maketrans("’ʼ-", "'' ")
_MAX_NAME_LENGTH, _MAX_NAMES = 200, 5_000
# The keywords of a web page are meant for search engines; nobody has filed the page under them.
_FOR_SEARCH_ENGINES = frozenset({"meta keywords", "meta news_keywords"})
_LABELS_OF_COUNTRIES = tuple(read_table("countries")["labels"])
_GROUPS = frozenset({"EU", "EZ", "UN"})
# A section or tag of at least this many texts becomes a topic; what nearly all texts have does not.
_SEVERAL, _FEW, _MANY, _NEARLY_ALL = 2, 5, 10, 0.8
# So many tags become topics at most: of more, nobody has chosen them from a list.
_MOST_TOPICS_OF_TAGS = 60
# At most this many tags and new topics are named in a diagnostic; the mapping file lists all of them.
_MAX_SHOWN_TAGS, _MAX_SHOWN_TOPICS = 8, 30
_HEAD = """\
# The categories and tags of the old site, and the topics and countries that stand for them in the archive.
# Write ids of topics and codes of countries in the brackets, as in  "Energy policy": [natural-gas, RU]
# Empty brackets mean none. A name without brackets is not decided yet.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedTerm:
    """The topics and countries for which a name stands."""

    topics: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the topics, then the codes of the countries."""
        return (*self.topics, *self.countries)


@dataclass(frozen=True, slots=True, kw_only=True)
class TermMapping:
    """Names of categories and tags, with the topics and countries for which they stand.

    Attributes:
        text: The text of the file; empty if there is no file yet.
        digest: The digest of its bytes.
        terms: The entries by folded name; None if a name is undecided.
        new_topics: The labels, by id and language, of topics that are missing from the vocabulary: categories, and tags
            of several texts.
    """

    text: str = ""
    digest: str = ""
    terms: Mapping[str, MappedTerm | None] = field(default_factory=dict)
    new_topics: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def countries(self, brief: LegacyBrief) -> tuple[Suggestion, ...]:
        """Return the countries for which the categories and tags of *brief* stand."""
        return _remove_repeats(
            Suggestion(value=code, because=because)
            for mapped, because in self._find_terms(brief)
            for code in mapped.countries
        )  # fmt: skip

    def topics(self, brief: LegacyBrief) -> tuple[Suggestion, ...]:
        """Return the topics for which the categories and tags of *brief* stand."""
        return _remove_repeats(
            Suggestion(value=topic, because=because)
            for mapped, because in self._find_terms(brief)
            for topic in mapped.topics
        )

    def _find_terms(self, brief: LegacyBrief) -> Iterator[tuple[MappedTerm, str]]:
        for _, hint in _list_terms(brief):
            if mapped := self.terms.get(fold(hint.value)):
                yield mapped, f'{hint.where} "{hint.value}"'


NO_MAPPING = TermMapping()


def read_mapping(file: Path, path: str, vocabulary: Vocabulary) -> TermMapping | tuple[Diagnostic, ...]:
    """Read the mapping from *file*; return its diagnostics if it is invalid, and an empty mapping if there is no file.

    Args:
        file: The path of the file.
        path: The name of the file in diagnostics.
        vocabulary: The topics and countries that the file may name.
    """
    if not file.exists():
        return NO_MAPPING
    data = decoding.read(path, file, _MAX_BYTES)
    if isinstance(data, Diagnostic):
        return (data,)
    if isinstance(text := decoding.decode(path, data), Diagnostic):
        return (text,)
    digest = files.digest(data)
    node, faults = read_yaml(path, text)
    if faults:
        return tuple(faults)
    if node is None:
        return TermMapping(text=text, digest=digest)
    if not isinstance(node, YamlMapping):
        span = Span(path=path)
        return (MappingUnfit.flag(span, "the file is not a list of names", hint='write lines such as "Energy": [RU]'),)
    terms: dict[str, MappedTerm | None] = {}
    diagnostics: list[Diagnostic] = []
    for name, (_, value) in node.entries.items():
        mapped = _read_entry(name, value, vocabulary)
        if isinstance(mapped, Diagnostic):
            diagnostics.append(mapped)
        else:
            terms[fold(name)] = mapped
    return tuple(diagnostics) or TermMapping(text=text, digest=digest, terms=terms)


def complete_mapping(
    mapping: TermMapping, briefs: Iterable[LegacyBrief], vocabulary: Vocabulary, language: str = "en"
) -> tuple[TermMapping, tuple[Diagnostic, ...]]:
    """Add the names that occur in *briefs* to *mapping*, and report those that are undecided.

    Each undecided category has its own diagnostic, but all tags share one, since there may be thousands.
    An undecided category, or a tag that several briefs have, becomes a topic with a label in *language*
    (`_FoundTerms.find_topical`); `report_new_topics` reports it when the briefs are known.
    """
    found_terms = _FoundTerms.collect(briefs)
    topics, countries = TermSearch(vocabulary, "topics"), TermSearch(vocabulary, "countries")
    groups: set[str] = set()

    def suggest(key: str, name: str) -> MappedTerm | None:
        if name in wordlist("unsorted") or names_series(name):
            return MappedTerm()
        try:
            return MappedTerm(topics=(str(topics.find(name)),))
        except UnknownTermError:
            codes = _find_country_codes(name, countries, vocabulary, found_terms.languages[key] or language)
        # What is filed under the European Union deals with it, and names no country.
        is_topic = key not in found_terms.of_countries and any(
            code in _GROUPS or vocabulary.countries[CountryCode(code)].members for code in codes
        )
        if is_topic:
            groups.add(key)
            return None
        return MappedTerm(countries=codes) if codes else None

    new = {key: suggest(key, name) for key, (_, name) in found_terms.kinds.items() if mapping.terms.get(key) is None}
    new_keys = [key for key in new if key not in mapping.terms]
    lines = [_format_line(*found_terms.kinds[key], found_terms.counts[key], new[key]) for key in new_keys]
    text = (mapping.text or _HEAD) + ("" if mapping.text in ("", mapping.text.rstrip("\n") + "\n") else "\n")
    text = text + "".join(lines) if lines else mapping.text
    terms = {**mapping.terms, **new}
    topical = found_terms.find_topical(terms)
    new_topics: dict[str, dict[str, str]] = {}
    diagnostics: list[Diagnostic] = []
    for key, (kind, name) in found_terms.kinds.items():
        if key in topical:
            id_ = make_unique(
                ascii_id(name) or f"topic-{short_digest(name)}", vocabulary.topics.keys() | new_topics.keys()
            )
            new_topics[id_] = {language: name, found_terms.languages[key] or language: name}
            terms[key] = MappedTerm(topics=(id_,))
        elif terms[key] is None and kind == "country":
            diagnostics.append(_report_unknown_country(name, found_terms.counts[key]))
        elif terms[key] is None and kind != "tag":
            diagnostics.append(_report_unmapped(f'the {kind} "{name}" of {_count_texts(found_terms.counts[key])} has'))
    found_tags = ((key, name) for key, (kind, name) in found_terms.kinds.items() if kind == "tag")
    if tags := [name for key, name in found_tags if terms[key] is None and key not in groups]:
        quoted_names = ", ".join(f'"{name}"' for name in tags[:_MAX_SHOWN_TAGS])
        ending = ", …" if len(tags) > _MAX_SHOWN_TAGS else ""
        diagnostics.append(
            _report_unmapped(
                f"{len(tags):,} tags ({quoted_names}{ending}) have" if tags[1:] else f"the tag {quoted_names} has"
            )
        )
    return replace(mapping, text=text, terms=terms, new_topics=new_topics), tuple(diagnostics)


def report_new_topics(mapping: TermMapping, briefs: Mapping[str, int]) -> Iterator[Diagnostic]:
    """Report the categories and tags that become topics; *briefs* has the number of briefs by topic."""
    new_topics = [
        f'"{next(iter(labels.values()))}" ({id_}, {_count_texts(briefs[id_])})'
        for id_, labels in mapping.new_topics.items()
        if briefs.get(id_)
    ]
    if new_topics:
        subject = (
            f"{len(new_topics):,} names of categories or tags become new topics"
            if new_topics[1:]
            else "the name of a category or tag becomes a new topic"
        )
        ending = ", …" if len(new_topics) > _MAX_SHOWN_TOPICS else ""
        yield TopicMade.flag(
            Span(path="archive/vocabulary/topics.yaml"),
            f"{subject}: {', '.join(new_topics[:_MAX_SHOWN_TOPICS])}{ending}",
            hint="look at their labels there after the import; to have other topics or none, write them into the file"
            " that --mapping names, or into the plan, and import then",
        )


def _find_country_codes(name: str, countries: TermSearch, vocabulary: Vocabulary, language: str) -> tuple[str, ...]:
    """Return the country of the vocabulary that *name* means, or those that it lists."""
    if len(name) > 2 and not name.isupper() and fold(name) in _abbreviations():
        # “Eau” is water.
        return ()
    try:
        return (str(countries.find(name)),)
    except UnknownTermError:
        return _find_named_countries(name, vocabulary, language)


def _find_named_countries(name: str, vocabulary: Vocabulary, language: str) -> tuple[str, ...]:
    """Return the countries that *name* lists, in any language and case; nothing if it says anything else."""
    codes = []
    # “Bosnia and Herzegovina” is one country.
    for part in [name] if _fold_signs(name) in _cldr_countries() else _SEPARATOR.split(name.strip()):
        bare_part = _ARTICLE.sub("", part)
        code = next(filter(None, (_cldr_countries().get(_fold_signs(form), "") for form in (part, bare_part))), "")
        if not code:
            # “da Rússia”, “Российской Федерации”: recognized by the stem.
            names = get_gazetteer(vocabulary, language)
            hits = [
                hit
                for hit in names.phrases.find(bare_part)
                if hit.text == bare_part and names.kind(hit) is NameKind.NAME
            ]
            code = hits[0].value if hits else ""
        if code not in vocabulary.countries:
            return ()
        codes.append(code)
    return tuple(codes)


@functools.cache
def _abbreviations() -> frozenset[str]:
    return frozenset(fold(name) for names in foreign_names().values() for name in names if name.isupper())


def _fold_signs(name: str) -> str:
    """Return *name* without case, accents, hyphens and variants of characters: “Côte d’Ivoire”, “祕魯” and “秘鲁”."""
    return simplify(remove_accents(fold(name).translate(_PLAIN_SIGNS)))


@functools.cache
def _cldr_countries() -> Mapping[str, str]:
    """Return country codes by name without case and accents in every language of CLDR, with other common names.

    A name that two countries share is left out.
    """
    codes: dict[str, set[str]] = defaultdict(set)
    # Of the variants of a language, these have names of their own.
    for language in (tag for tag in locale_identifiers() if "_" not in tag or tag in {"zh_Hant", "pt_PT"}):
        for code, name in Locale.parse(language).territories.items():
            codes[_fold_signs(str(name))].add(code)
    for country, names in foreign_names().items():
        for name in names:
            codes[_fold_signs(name)].add(country)
    return {name: next(iter(candidates)) for name, candidates in codes.items() if len(candidates) == 1}


@dataclass(slots=True)
class _FoundTerms:
    """The categories and tags of texts by folded name: their kind, number of texts, and the language of one text."""

    kinds: dict[str, tuple[str, str]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    languages: dict[str, str] = field(default_factory=dict)
    of_countries: set[str] = field(default_factory=set)  # what a text names as countries or regions
    texts: int = 0
    filed: int = 0  # texts with any

    @classmethod
    def collect(cls, briefs: Iterable[LegacyBrief]) -> "_FoundTerms":
        found_terms = cls()
        for brief in briefs:
            found_terms.texts += 1
            terms: dict[str, tuple[str, str]] = {}
            for kind, hint in (term for copy in (brief, *brief.copies) for term in _list_terms(copy)):
                if len(hint.value) <= _MAX_NAME_LENGTH:
                    terms.setdefault(fold(hint.value), (kind, hint.value))
                    if kind == "country" or any(label in hint.where.casefold() for label in _LABELS_OF_COUNTRIES):
                        found_terms.of_countries.add(fold(hint.value))
            found_terms.filed += bool(terms)
            new = [key for key in terms if key not in found_terms.kinds][: _MAX_NAMES - len(found_terms.kinds)]
            found_terms.kinds.update((key, terms[key]) for key in new)
            found_terms.languages.update(dict.fromkeys(new, guess_language(brief) if new else ""))
            found_terms.counts.update(key for key in terms if key in found_terms.kinds)
        return found_terms

    def find_topical(self, terms: Mapping[str, MappedTerm | None]) -> set[str]:
        """Return the undecided names that become topics.

        These are all that several texts have, but tags only if there are few; and categories of a single text, unless
        the texts are filed by tags alone.
        """
        shared = {key for key in self.kinds if self._tells_apart(key, _SEVERAL)}
        undecided = {key for key, (kind, _) in self.kinds.items() if terms[key] is None and kind != "country"}
        tags = {key for key in shared & undecided if self.kinds[key][0] == "tag"}
        if len(tags) > _MOST_TOPICS_OF_TAGS:
            shared, tags = shared - tags, set()
        categories = {key for key, (kind, _) in self.kinds.items() if kind == "category"}
        are_filed = any((mapped := terms[key]) is None or mapped.topics for key in shared & categories)
        single = set() if tags and not are_filed else {key for key in categories if self._tells_apart(key, 1)}
        return undecided & (shared | single)

    def _tells_apart(self, key: str, fewest: int) -> bool:
        """Return whether at least *fewest* texts, but not nearly all, have the name *key*."""
        # Of a few texts, most may well have one topic.
        most = _NEARLY_ALL * self.texts if self.texts >= _MANY else self.filed
        return self.counts[key] >= fewest and (self.texts < _FEW or self.counts[key] < most)


def _list_terms(brief: LegacyBrief) -> Iterator[tuple[str, Hint]]:
    """Yield the countries, categories, tags, and sections of the site in which *brief* stands, each with its kind."""
    hints = brief.hints
    for kind, terms in (("country", hints.countries), ("category", hints.categories), ("tag", hints.tags)):
        for hint in terms:
            if hint.where not in _FOR_SEARCH_ENGINES:
                yield "section" if hint.where == BREADCRUMBS else kind, hint


def _remove_repeats(suggestions: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    first: dict[str, Suggestion] = {}
    for suggestion in suggestions:
        first.setdefault(suggestion.value, suggestion)
    return tuple(first.values())


def _read_entry(name: str, value: Node, vocabulary: Vocabulary) -> MappedTerm | Diagnostic | None:
    if isinstance(value, Scalar) and value.is_null:
        return None
    items = value.items if isinstance(value, Sequence) else (value,)
    topics: list[str] = []
    countries: list[str] = []
    for item in items:
        if not isinstance(item, Scalar):
            return MappingUnfit.flag(
                value.span, f'"{name}" has more than a list', hint=f"write it as {_quote_key(name)}: [RU]"
            )
        if item.value in vocabulary.topics:
            topics.append(item.value)
        elif item.value in vocabulary.countries:
            countries.append(item.value)
        else:
            message = f'"{item.value}" is neither a topic nor a country of the vocabulary'
            return MappingUnfit.flag(item.span, message, hint=_suggest_term(item.value, vocabulary))
    return MappedTerm(topics=tuple(topics), countries=tuple(countries))


def _suggest_term(name: str, vocabulary: Vocabulary) -> str:
    """Return a hint that suggests what to write instead of an unknown id."""
    for find in (TermSearch(vocabulary, name).find for name in ("topics", "countries")):
        try:
            return f"write {find(name)}"
        except UnknownTermError:
            continue
    return "write the id of a topic or the code of a country, or add the topic to the vocabulary first"


def _format_line(kind: str, name: str, count: int, mapped: MappedTerm | None) -> str:
    value = "" if mapped is None else f" [{', '.join(mapped.ids)}]"
    return f"{_quote_key(name)}:{value}  # {kind}, {_count_texts(count)}\n"


def _report_unmapped(subject: str) -> Diagnostic:
    return TermUnmapped.flag(
        Span(path="archive/vocabulary"),
        f"{subject} no topic or country",
        hint="write what they stand for in the file that --mapping names, and import again",
    )


def _report_unknown_country(name: str, count: int) -> Diagnostic:
    message = f'the column for countries has "{name}" in {_count_texts(count)}, which is no country'
    hint = "correct it there, or write what it stands for in the file that --mapping names, and import again"
    return TermUnmapped.flag(Span(path="archive/vocabulary"), message, hint=hint)


def _count_texts(count: int) -> str:
    return "1 text" if count == 1 else f"{count:,} texts"


def _quote_key(name: str) -> str:
    """Return *name* as a YAML key; every JSON string is valid YAML."""
    return json.dumps(name, ensure_ascii=not name.isprintable())
