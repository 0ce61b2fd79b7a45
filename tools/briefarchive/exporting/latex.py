"""References for LaTeX: for BibTeX as it was in 1988, and for biblatex and biber.

The page of a brief shows its own reference in the form of the first (`classical`). For biblatex, entries
are as the archive keeps them: every field stays, also those that biber only passes over (`translatedtitle`,
`archiveurl`). What is left out would be wrong in another place: what an entry inherits has been filled in, so
`crossref` and its like would name entries that are not there; `file` names files of another machine; and an address
that is none of http or https is no link.

The type is the entry's own. Where that is `@online` or `@misc` and the publisher says more (`facets.appearance`), it is
`@article` with `entrysubtype`, `@report` or `@inreference`, and the publisher's name stands in the field that biblatex
has for it there.
"""

from collections.abc import Mapping

from ..bibtex.schema import BIBLATEX_TYPES, is_verbatim
from ..bibtex.writing import format_entry, safe_key
from ..facets.addresses import web_link
from ..facets.appearance import csl_kind, follows_publisher, written_kind
from ..model import Source
from .classical import bibtex_entry
from .format import ReferenceFormat

_SUBTYPES = {"article-newspaper": "newspaper", "article-magazine": "magazine"}
# Where a publisher is named in an entry of any type, and where in one of these.
_NAMES = frozenset(("publisher", "organization", "institution", "school", "howpublished", "titleaddon"))
_NAMED_IN = {"article": "journaltitle", "report": "institution", "inreference": "booktitle"}
_NAMES_OF_OTHERS = "crossref xref xdata entryset related relatedtype relatedstring relatedoptions ids"
# These steer biblatex or hold commands for LaTeX, in the document of whoever takes the entry.
_COMMANDS = frozenset(("execute", "options", "verba", "verbb", "verbc"))
_POINTERS = frozenset(_NAMES_OF_OTHERS.split())
_FILES = frozenset(("file", "pdf", "urlraw"))
_PLAIN_VERBATIM = frozenset(("doi", "eprint"))


def biblatex_entry(source: Source) -> str:
    """The entry of one source."""
    return format_entry(safe_key(source.key), _entry_type(source), _fields(source))


def _entry_type(source: Source) -> str:
    """Its own type where biblatex has it and it says enough; JabRef's and Zotero's others by what they mean."""
    if source.type in BIBLATEX_TYPES and not follows_publisher(source):
        return source.type
    return written_kind(source, "biblatex", default="misc")


def _typed(source: Source, fields: Mapping[str, str]) -> dict[str, str]:
    """The fields of an entry whose type follows its publisher: that is named where biblatex looks for it."""
    wanted = _NAMED_IN.get(_entry_type(source), "") if follows_publisher(source) else ""
    if not wanted:
        return dict(fields)
    if subtype := _SUBTYPES.get(csl_kind(source)):
        fields = {"entrysubtype": subtype, **fields}
    named = next((name for name, text in fields.items() if text == source.publisher_name and name in _NAMES), "")
    moved = {named: wanted} if named and wanted not in fields else {}
    return {moved.get(name, name): text for name, text in fields.items()}


def _fields(source: Source) -> dict[str, str]:
    kept = {name: text for name, text in source.fields.items() if name not in _POINTERS | _FILES | _COMMANDS}
    kept = {name: text for name, text in kept.items() if not (name in _PLAIN_VERBATIM and set("\\{}") & set(text))}
    addresses = {name for name in kept if is_verbatim(name) and name not in _PLAIN_VERBATIM}
    links = {name: web_link(kept[name]) for name in addresses}
    if source.url and "url" not in kept:
        links["url"] = web_link(source.url)  # it stood in `howpublished` or `note`
    return _typed(source, {name: text for name, text in (kept | links).items() if text})


BIBLATEX = ReferenceFormat(
    name="biblatex",
    label="biblatex",
    media_type="application/x-bibtex",
    suffix=".biblatex.bib",
    audience="LaTeX with biber",
    contents="Briefs, and sources as they are in `bib/`",
    reference=biblatex_entry,
)

BIBTEX = ReferenceFormat(
    name="bibtex",
    label="BibTeX",
    media_type="application/x-bibtex",
    suffix=".bib",
    audience="LaTeX with BibTeX",
    contents="Briefs and sources, with what BibTeX does not know in `note`",
    reference=bibtex_entry,
    of_pages=True,
)
