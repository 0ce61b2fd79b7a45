"""References, citations, pictures and charts as nodes, with what the view of the page says about them."""

from collections import Counter
from collections.abc import Mapping, Sequence

from docutils import nodes

from ..facets import addresses
from ..facets.entries import mark_id
from ..facets.views import BriefPage, SourceView
from ..i18n import gettext_noop, translations
from ..reading.characters import replace_invisible
from ..reading.languages import language_mark, split_by_script
from ..reading.markdown.roles import CitationTarget, citation_targets
from .chart_words import describe_chart, tabulate_chart
from .nodes import ChartPicture, ChartTable, ChartTitle, CitationGroup, CitationMark, Picture

NOTES = {
    "attention": gettext_noop("Attention"),
    "caution": gettext_noop("Caution"),
    "danger": gettext_noop("Danger"),
    "error": gettext_noop("Error"),
    "hint": gettext_noop("Hint"),
    "important": gettext_noop("Important"),
    "note": gettext_noop("Note"),
    "seealso": gettext_noop("See also"),
    "tip": gettext_noop("Tip"),
    "warning": gettext_noop("Warning"),
}
"""The title of each kind of note."""
_NOT_SHOWN = gettext_noop("a document that is not in the archive")


def translate(text: str, page: BriefPage) -> nodes.Node:
    """Return a text of the interface in the language of the page."""
    translated = translations(page.frame_language).gettext(text)
    lang = language_mark(page.frame_language, page.brief.language)
    return nodes.inline("", translated, lang=lang) if lang else nodes.Text(translated)


def number_citations(document: nodes.document) -> None:
    """Give each citation mark an id: the number of its source, and how often the text has cited that before."""
    turns: Counter[int] = Counter()
    for mark in document.findall(CitationMark):
        number = int(mark.astext())
        mark["ids"] = [mark_id(number, turns[number])]
        turns[number] += 1


def resolve_text(text: str, page: BriefPage) -> list[nodes.Node]:
    """Return a text with its invisible characters shown, and the language of passages in other scripts marked."""
    visible = replace_invisible(text)
    pieces = [(visible, "")] if visible.isascii() else split_by_script(visible, page.brief.language)
    if not any(tag for _, tag in pieces):
        return [nodes.Text(visible)]
    return [nodes.inline("", part, lang=tag) if tag else nodes.Text(part) for part, tag in pieces]


def keep_with_word(before: nodes.Element) -> None:
    """Make the space before a citation non-breaking, so that no line starts with one."""
    if len(before) and isinstance(before[-1], nodes.Text) and before[-1].endswith(" "):
        before[-1] = nodes.Text(f"{before[-1].rstrip(' ')}\N{NO-BREAK SPACE}")


def resolve_reference(role: str, target: str, words: Sequence[nodes.Node], page: BriefPage) -> nodes.Node:
    """Return a role, or a link to a file or a brief; *words* are those that the author gave it instead of its title."""
    link = page.references.get(f"{role} {target}")
    if role in {"brief", "link"} and not (link and link.address):  # it may be held back, and the target its name
        words = words or [translate(_NOT_SHOWN, page)]
    if link is None:
        return nodes.inline("", "", *(words or [nodes.Text(target)]), classes=["unknown"])
    content = words or [nodes.inline("", link.text, **({"lang": link.lang} if link.lang else {}))]
    if not link.address:
        return nodes.inline("", "", *content)
    # A link within the page is only a fragment.
    uri = link.address if link.address.startswith("#") else addresses.relative_url(page.address, link.address)
    role = "link" if words else role
    return nodes.reference("", "", *content, refuri=uri, internal=True, role=role, classes=[f"to-{role}"])


def resolve_picture(target: str, alt: str, options: Mapping[str, str], page: BriefPage) -> nodes.Node:
    """Return a picture beside the brief, with the *options* `width` and `align`."""
    link = page.references.get(f"picture {target}")
    if link is None:
        return nodes.inline("", "", nodes.Text(alt) if alt else translate(_NOT_SHOWN, page), classes=["unknown"])
    return Picture(uri=addresses.relative_url(page.address, link.address), alt=alt, **options)


def resolve_chart(target: str, options: Mapping[str, str], page: BriefPage) -> list[nodes.Node]:
    """Return a chart from a file beside the brief, and the table of its values."""
    title, unit, name = options["title"], options.get("unit", ""), f"{options['kind']} {target}"
    if f"chart {target}" not in page.references or name not in page.charts:
        return [nodes.inline("", f"{title} ({target})", classes=["unknown"])]
    link, data, language = page.references[f"chart {target}"], page.charts[name], page.frame_language
    description = describe_chart(data, unit, language)
    picture = ChartPicture(data=data, title=title, unit=unit, description=description, language=language)
    picture += ChartTitle(title, "", *resolve_text(title, page), classes=["fig-title"])
    uri = addresses.relative_url(page.address, link.address)
    return [picture, ChartTable(table=tabulate_chart(data, unit, language), language=language, uri=uri)]


def resolve_citation(text: str, page: BriefPage, *, textual: bool) -> list[nodes.Node]:
    """Return `[1, 2]`, or `Author [1]` for a *textual* citation; each number is a link to its source."""
    targets = list(citation_targets(text))
    if textual:
        return [part for number, target in enumerate(targets) for part in _textual(target, page, first=not number)]
    return [_make_brackets(targets, page)]


def _textual(target: CitationTarget, page: BriefPage, *, first: bool) -> list[nodes.Node]:
    source = _find_source(target, page)
    name = source.short if source else ""
    before = ("" if first else ", ") + (f"{name}\N{NO-BREAK SPACE}" if name else "")
    return [nodes.Text(before), _make_brackets([target], page)]


def _make_brackets(targets: Sequence[CitationTarget], page: BriefPage) -> nodes.Node:
    """Return the contents of one pair of brackets; a single number, the commonest case, draws them itself."""
    has_notes = any(target.before or target.after for target in targets)
    if len(targets) == 1 and not has_notes and (source := _find_source(targets[0], page)):
        return _make_mark(source, page, alone=True)
    group = CitationGroup("", "[", classes=["citation"])
    for number, target in enumerate(targets):
        if number:
            group += nodes.Text("; " if has_notes else ", ")
        group.extend(_with_notes(target, page))
    group += nodes.Text("]")
    return group


def _with_notes(target: CitationTarget, page: BriefPage) -> list[nodes.Node]:
    source = _find_source(target, page)
    unknown = nodes.inline("", target.key or "?", classes=["unknown"])
    mark = _make_mark(source, page, alone=False) if source else unknown
    before = [nodes.Text(f"{target.before} ")] if target.before else []
    after = [nodes.Text(f", {target.after}")] if target.after else []
    return [*before, mark, *after]


def _find_source(target: CitationTarget, page: BriefPage) -> SourceView | None:
    number = page.citations.get(target.key)
    source = page.sources[number - 1] if number else None
    return source if source is not None and source.is_known else None


def _make_mark(source: SourceView, page: BriefPage, *, alone: bool) -> CitationMark:
    title = " – ".join(part for part in (source.publisher.text if source.publisher else "", source.title) if part)
    label = translations(page.frame_language).gettext("Source {number}: {title}")
    label = label.format(number=source.number, title=title)
    lang = language_mark(page.frame_language, page.brief.language)
    return CitationMark(str(source.number), refuri=f"#{source.anchor}", label=label, lang=lang, alone=alone)
