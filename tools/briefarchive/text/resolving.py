"""The resolver, which replaces references, citations and pictures by what the view of the page says about them."""

from collections import Counter
from collections.abc import Mapping, Sequence

from docutils import nodes

from ..facets import addresses
from ..facets.entries import mark_id
from ..facets.views import BriefPage, SourceView
from ..i18n import gettext_noop, translations
from ..reading.characters import INVISIBLE, replace_invisible
from ..reading.languages import language_mark, split_by_script
from ..reading.markdown.roles import CitationTarget, citation_targets
from .chart_words import describe_chart, tabulate_chart
from .nodes import (
    ArchiveChart,
    ArchivePicture,
    ArchiveReference,
    ChartPicture,
    ChartTable,
    CitationGroup,
    CitationMark,
    CitationReference,
    Picture,
    SeeAlso,
)


def resolve_references(document: nodes.document, page: BriefPage) -> None:
    """Resolve everything that a text refers to, from the view of its page."""
    _name_admonitions(document, page)
    _Resolver(page).resolve_children(document)


_ADMONITIONS: Mapping[type[nodes.Element], str] = {
    nodes.attention: gettext_noop("Attention"),
    nodes.caution: gettext_noop("Caution"),
    nodes.danger: gettext_noop("Danger"),
    nodes.error: gettext_noop("Error"),
    nodes.hint: gettext_noop("Hint"),
    nodes.important: gettext_noop("Important"),
    nodes.note: gettext_noop("Note"),
    nodes.tip: gettext_noop("Tip"),
    nodes.warning: gettext_noop("Warning"),
    SeeAlso: gettext_noop("See also"),
}
"""The title of each kind of admonition."""


def _name_admonitions(document: nodes.document, page: BriefPage) -> None:
    """Give admonitions their titles in the language of the page; Sphinx would use that of the site."""
    text, lang = translations(page.frame_language).gettext, language_mark(page.frame_language, page.brief.language)
    for node in [element for element in document.findall(nodes.Element) if type(element) in _ADMONITIONS]:
        name = text(_ADMONITIONS[type(node)])
        title = nodes.title("", "", nodes.inline("", name, lang=lang) if lang else nodes.Text(name))
        kind = type(node).__name__.lower()
        node.replace_self(nodes.admonition("", title, *node.children, classes=[kind, *node["classes"]]))


class _Resolver:
    """A single pass through a document in the order of its text, which rebuilds each list of children once."""

    def __init__(self, page: BriefPage) -> None:
        self._page = page
        self._turns: Counter[int] = Counter()

    def resolve_children(self, parent: nodes.Element) -> None:
        """Resolve the children of an element."""
        resolved: list[nodes.Node] = []
        for child in parent.children:
            match child:
                case nodes.Text():
                    resolved += self._text(child, parent)
                case CitationReference():
                    _keep_with_word(resolved)
                    resolved += _resolve_citation(child, self._page, self._turns)
                case nodes.Element():
                    self.resolve_children(child)
                    resolved.append(self._element(child))
        parent.children = resolved
        for node in resolved:
            if node.parent is not parent:
                parent.setup_child(node)

    def _element(self, node: nodes.Element) -> nodes.Node:
        match node:
            case ArchiveReference():
                return _resolve_reference(node, self._page)
            case ArchivePicture():
                return _resolve_picture(node, self._page)
            case nodes.figure() if node.children and isinstance(chart := node[0], ArchiveChart):
                _draw_chart(node, chart, self._page)
        return node

    def _text(self, text: nodes.Text, parent: nodes.Element) -> list[nodes.Node]:
        """Show invisible characters in a text, and mark the language of passages in other scripts."""
        visible = nodes.Text(replace_invisible(text)) if INVISIBLE.search(text) else text
        literal = isinstance(parent, nodes.literal | nodes.literal_block)
        if visible.isascii() or literal or parent.get("lang"):
            return [visible]
        pieces = split_by_script(visible, self._page.brief.language)
        if not any(tag for _, tag in pieces):
            return [visible]
        return [nodes.inline("", part, lang=tag) if tag else nodes.Text(part) for part, tag in pieces]


def _keep_with_word(before: list[nodes.Node]) -> None:
    """Make the space before a citation non-breaking, so that no line starts with one."""
    if before and isinstance(before[-1], nodes.Text) and before[-1].endswith(" "):
        before[-1] = nodes.Text(f"{before[-1].rstrip(' ')}\N{NO-BREAK SPACE}")


def _resolve_reference(node: ArchiveReference, page: BriefPage) -> nodes.Node:
    link = page.references.get(f"{node['role']} {node['target']}")
    children = list(node.children) if node["own"] else []
    if link is None:
        return nodes.inline("", "", *(children or [nodes.Text(node["target"])]), classes=["unknown"])
    content = children or [nodes.inline("", link.text, **({"lang": link.lang} if link.lang else {}))]
    if not link.address:
        return nodes.inline("", "", *content)
    # A link within the page is only a fragment.
    uri = link.address if link.address.startswith("#") else addresses.relative_url(page.address, link.address)
    role = "link" if node["own"] else node["role"]
    return nodes.reference("", "", *content, refuri=uri, internal=True, role=role, classes=[f"to-{role}"])


def _resolve_picture(node: ArchivePicture, page: BriefPage) -> nodes.Node:
    link = page.references.get(f"picture {node['target']}")
    if link is None:
        return nodes.inline("", f"{node['alt']} ({node['target']})".strip(), classes=["unknown"])
    settings = {name: node[name] for name in ("width", "align") if name in node}
    return Picture(uri=addresses.relative_url(page.address, link.address), alt=node["alt"], **settings)


def _draw_chart(figure: nodes.figure, node: ArchiveChart, page: BriefPage) -> None:
    """Put a chart before the caption of its figure, and the table of its values after it."""
    link, data = page.references.get(f"chart {node['target']}"), page.charts.get(f"{node['kind']} {node['target']}")
    if link is None or data is None:
        figure.replace(node, nodes.inline("", f"{node['title']} ({node['target']})", classes=["unknown"]))
        return
    language, unit = page.frame_language, node["unit"]
    picture = ChartPicture(
        data=data, title=node["title"], unit=unit, description=describe_chart(data, unit, language), language=language
    )
    picture += node.children
    figure.replace(node, picture)
    figure += ChartTable(
        table=tabulate_chart(data, unit, language),
        language=language,
        uri=addresses.relative_url(page.address, link.address),
    )


def _resolve_citation(node: CitationReference, page: BriefPage, turns: Counter[int]) -> list[nodes.Node]:
    """Return `[1, 2]`, or `Author [1]` for a textual citation; each number is a link to its source."""
    targets = list(citation_targets(node["target"]))
    if node["textual"]:
        return [
            part for number, target in enumerate(targets) for part in _textual(target, page, turns, first=not number)
        ]
    return [_make_brackets(targets, page, turns)]


def _textual(target: CitationTarget, page: BriefPage, turns: Counter[int], *, first: bool) -> list[nodes.Node]:
    source = _find_source(target, page)
    name = source.short if source else ""
    before = ("" if first else ", ") + (f"{name}\N{NO-BREAK SPACE}" if name else "")
    return [nodes.Text(before), _make_brackets([target], page, turns)]


def _make_brackets(targets: Sequence[CitationTarget], page: BriefPage, turns: Counter[int]) -> nodes.Node:
    """Return the contents of one pair of brackets; a single number, the commonest case, draws them itself."""
    has_notes = any(target.before or target.after for target in targets)
    if len(targets) == 1 and not has_notes and (source := _find_source(targets[0], page)):
        return _make_mark(source, page, turns, alone=True)
    group = CitationGroup("", "[", classes=["citation"])
    for number, target in enumerate(targets):
        if number:
            group += nodes.Text("; " if has_notes else ", ")
        group.extend(_with_notes(target, page, turns))
    group += nodes.Text("]")
    return group


def _with_notes(target: CitationTarget, page: BriefPage, turns: Counter[int]) -> list[nodes.Node]:
    source = _find_source(target, page)
    unknown = nodes.inline("", target.key or "?", classes=["unknown"])
    mark = _make_mark(source, page, turns, alone=False) if source else unknown
    before = [nodes.Text(f"{target.before} ")] if target.before else []
    after = [nodes.Text(f", {target.after}")] if target.after else []
    return [*before, mark, *after]


def _find_source(target: CitationTarget, page: BriefPage) -> SourceView | None:
    number = page.citations.get(target.key)
    source = page.sources[number - 1] if number else None
    return source if source is not None and source.is_known else None


def _make_mark(source: SourceView, page: BriefPage, turns: Counter[int], *, alone: bool) -> CitationMark:
    mark = mark_id(source.number, turns[source.number])
    turns[source.number] += 1
    title = " – ".join(part for part in (source.publisher.text if source.publisher else "", source.title) if part)
    label = translations(page.frame_language).gettext("Source {number}: {title}")
    label = label.format(number=source.number, title=title)
    lang = language_mark(page.frame_language, page.brief.language)
    return CitationMark(str(source.number), refuri=f"#{source.anchor}", ids=[mark], label=label, lang=lang, alone=alone)
