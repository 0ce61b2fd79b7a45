r"""References for LaTeX: for classic BibTeX (1988), and for biblatex and biber.

For biblatex, entries are as in the archive, with fields that biber ignores (`archiveurl`). Fields that would be wrong
elsewhere are left out: `crossref` and the like, since inherited fields have been filled in and the parents may be
missing; `file`, which names local files; and addresses other than http and https. The type is the entry's own. If that
is `@online` or `@misc` and the publisher says more (`facets.appearance`), it becomes `@article` with `entrysubtype`,
`@report` or `@inreference`, and the publisher's name moves to the field for it there.

The styles for classic BibTeX (`plain`, `abbrv`, `IEEEtran`, `acm`) know eleven of our fields. The address is in `url`,
where Zotero, JabRef and R look for it and which styles such as `plainnat` print. Everything else without a field is in
`note`, in words: translators, the translated and the romanized title, the day of access, the archived copy, and a date
that is more than one day. Titles have two pairs of braces, because these styles change titles to lower case and “China”
must not become “china”. A brief's page shows its own reference in this form.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..bibtex.names import format_names
from ..bibtex.schema import BIBLATEX_TYPES, is_verbatim
from ..bibtex.writing import escape, format_entry, format_raw_entry, format_value, safe_key
from ..facets.addresses import web_link
from ..facets.appearance import (
    Imprint,
    SourceDate,
    csl_kind,
    describe_imprint,
    describe_type,
    find_source_date,
    is_kind_from_publisher,
    list_translators,
    name_kind,
)
from ..facets.wording import format_list, list_remarks
from ..model import Name, Source
from ..model.lines import one_line
from .format import ReferenceFormat

_SUBTYPES = {"article-newspaper": "newspaper", "article-magazine": "magazine"}
# Fields for the publisher's name in any entry, and the field in entries of these types.
_NAMES = frozenset(("publisher", "organization", "institution", "school", "howpublished", "titleaddon"))
_PUBLISHER_FIELDS = {"article": "journaltitle", "report": "institution", "inreference": "booktitle"}
_NAMES_OF_OTHERS = "crossref xref xdata entryset related relatedtype relatedstring relatedoptions ids"
# These control biblatex or contain LaTeX commands, which would run in other people's documents.
_COMMANDS = frozenset(("execute", "options", "verba", "verbb", "verbc"))
_POINTERS = frozenset(_NAMES_OF_OTHERS.split())
_FILES = frozenset(("file", "pdf", "urlraw"))
_PLAIN_VERBATIM = frozenset(("doi", "eprint"))
_CONTAINER = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"}
_PUBLISHER = {"techreport": "institution", "phdthesis": "school", "mastersthesis": "school"}
_COPIED_FIELDS = ("series", "volume", "number", "edition", "isbn", "issn", "abstract")
_NO_BRACES = str.maketrans("", "", "{}")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _entry_type(source: Source) -> str:
    """Return the type of an entry: its own if biblatex has it and it is specific enough, else an equivalent."""
    if source.type in BIBLATEX_TYPES and not is_kind_from_publisher(source):
        return source.type
    return name_kind(source, "biblatex", default="misc")


def _adapt_fields(source: Source, fields: Mapping[str, str]) -> dict[str, str]:
    """Adapt the fields of an entry whose type follows its publisher, whose name moves to the usual field."""
    field = _PUBLISHER_FIELDS.get(_entry_type(source), "") if is_kind_from_publisher(source) else ""
    if not field:
        return dict(fields)
    if subtype := _SUBTYPES.get(csl_kind(source)):
        fields = {"entrysubtype": subtype, **fields}
    old = next((name for name, text in fields.items() if text == source.publisher_name and name in _NAMES), "")
    new_names = {old: field} if old and field not in fields else {}
    return {new_names.get(name, name): text for name, text in fields.items()}


def _fields(source: Source) -> dict[str, str]:
    fields = {name: text for name, text in source.fields.items() if name not in _POINTERS | _FILES | _COMMANDS}
    fields = {name: text for name, text in fields.items() if not (name in _PLAIN_VERBATIM and set("\\{}") & set(text))}
    addresses = {name for name in fields if is_verbatim(name) and name not in _PLAIN_VERBATIM}
    links = {name: web_link(fields[name]) for name in addresses}
    if source.url and "url" not in fields:
        links["url"] = web_link(source.url)  # it was in `howpublished` or `note`
    return _adapt_fields(source, {name: text for name, text in (fields | links | {"doi": source.doi}).items() if text})


def bibtex_entry(source: Source) -> str:
    """Return the entry of one source."""
    kind = _classical_type(source)
    imprint = describe_imprint(source)
    date = find_source_date(source)
    # `@misc` prints the publisher nowhere else.
    makers = dict.fromkeys((imprint.container, imprint.publisher)) if kind == "misc" else ()
    fields = {
        "title": f"{{{escape(one_line(source.title))}}}",
        "author": _names("author", source.authors),
        "editor": _names("editor", source.editors),
        **_imprint(kind, imprint),
        "type": format_value("type", describe_type(source)),
        **{name: format_value(name, source.fields[name]) for name in _COPIED_FIELDS if name in source.fields},
        "address": format_value("address", source.fields.get("address") or source.fields.get("location", "")),
        # Styles that look for hyphens would take a dash for a single page.
        "pages": format_value("pages", source.fields.get("pages", "")).replace("–", "--"),
        "doi": format_value("doi", source.doi),
        "howpublished": ", ".join(escape(one_line(name)) for name in makers if name),
        "url": format_value("url", web_link(source.url)),
        "year": _year(date),
        "language": escape(one_line(source.language)),
        "note": " ".join(_sentences(source, date)),
    }
    values = {name: f"{{{value}}}" for name, value in fields.items() if value}
    # Not aligned: a site has each entry in a dozen files, a tenth of which would be spaces.
    return format_raw_entry(safe_key(source.key), kind, values | _month(date), name_width=1)


def _classical_type(source: Source) -> str:
    kind = name_kind(source, "BibTeX", default="misc")
    master = source.type == "mastersthesis" or "master" in describe_type(source).casefold()
    return "mastersthesis" if kind == "phdthesis" and master else kind


def _names(field_name: str, names: Iterable[Name]) -> str:
    """Format a list of names without the braces in them, which would be structure."""
    parts = ("family", "given", "suffix", "literal")
    texts: Iterator[dict[str, Any]] = (
        {part: one_line(getattr(name, part).translate(_NO_BRACES)) for part in parts} for name in names
    )
    clean_names = [Name(**text) for text in texts]
    return format_value(field_name, format_names([name for name in clean_names if str(name)]))


def _imprint(kind: str, imprint: Imprint) -> dict[str, str]:
    container, publisher = _CONTAINER.get(kind, ""), _PUBLISHER.get(kind, "publisher")
    if container:
        return {container: escape(one_line(imprint.container)), publisher: escape(one_line(imprint.publisher))}
    return {publisher: escape(one_line(imprint.publisher or imprint.container))}


def _url(address: str) -> str:
    r"""Return `\url` with an address; a link has no brace, backslash or space that could end it."""
    link = web_link(address)
    return rf"\url{{{link}}}" if link else ""


def _year(date: SourceDate) -> str:
    """Return a year or years, or “n.d.”, in place of which author–year styles would print `????`."""
    if date.start is None:
        return escape(one_line(date.text)) or "n.d."
    last = f"--{date.end.year:04}" if date.end and date.end.year != date.start.year else ""
    return f"{'c. ' if date.circa else ''}{date.start.year:04}{last}"


def _month(date: SourceDate) -> dict[str, str]:
    """Return the month as a macro, which styles localize, with the day, for which BibTeX has no field."""
    if date.start is None or not date.start.month:
        return {}
    month = _MONTHS[date.start.month - 1]
    return {"month": f"{month} # {{~{date.start.day}}}" if date.start.day else month}


def _sentences(source: Source, date: SourceDate) -> Iterator[str]:
    copy, accessed, archived = _url(source.archive_url), source.accessed, source.archive_date
    translators = escape(one_line(format_list(map(str, list_translators(source)))))
    for text in (
        translators and f"Translated by {translators}",
        source.translated_title and f"Translated title: {escape(one_line(source.translated_title))}",
        source.romanized_title and f"Romanized title: {escape(one_line(source.romanized_title))}",
        "" if date.is_plain or date.start is None else f"Dated {escape(one_line(date.text))}",
        *(escape(one_line(remark)) for remark in list_remarks(source)),
        escape(one_line(source.note)),
        f"Accessed {accessed}" if accessed else "",
        f"Archived{f' {archived}' if archived else ''} at {copy}" if copy else "",
    ):
        if text:
            yield text if text[-1] in ".!?。！？" else f"{text}."


BIBLATEX = ReferenceFormat(
    name="biblatex",
    label="biblatex",
    media_type="application/x-bibtex",
    suffix=".biblatex.bib",
    audience="LaTeX with biber",
    contents="Briefs, and sources as they are in `bib/`",
    reference=lambda source: format_entry(safe_key(source.key), _entry_type(source), _fields(source)),
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
