"""Converts a tree of HTML to blocks, in reading order."""

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin

from briefarchive.reading.addresses import shows_other_host, split_address
from briefarchive.reading.languages import HAN
from briefarchive.reading.markdown.text import heading_id

from ..document import BROKEN, Block, BlockKind, Hint
from ..inline.escaping import escape_line, read_plain_words
from ..text.breadcrumbs import BREADCRUMBS, breadcrumb_steps, topics_of_breadcrumbs
from ..text.dates.printed import read_date
from ..text.kinds import Kind, facts_of, is_sentence, stops_as_text
from ..text.lines.joining import elements_of
from ..text.lines.splitting import columns, split
from ..text.page_furniture import is_sources_heading
from ..text.titles import is_series, names_series
from ..words import phrases
from .inline import InlineText, Run, render, safe_address
from .notes import Notes
from .page_regions import (
    FOOT,
    is_breadcrumb_trail,
    is_running_text,
    kind_by_address,
    leads_to_related,
    read_linked_line,
    reason_outside,
)
from .parsing import BLOCKS, SILENT, Tree, is_hidden, readable_words
from .pictures import Pictures
from .tables import is_data_table, text_of_table

# What stands outside the article and may still be its date, its byline or its sources.
ELSEWHERE = "outside the article"
# Elements within a line that may be a skip link or words for screen readers alone.
_LINES = frozenset({"a", "span"})
# So many elements behind one of these show whether it begins a sentence; these signs stand between buttons.
_NEAR, _BETWEEN = 10, " \t\r\n|•·/\u00a0"
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_STRONG = frozenset({"b", "strong"})
_EMPHASIS = frozenset({"em", "i", "cite", "dfn", "var"})
_CODE = frozenset({"code", "kbd", "samp", "tt"})
_CAPTIONS = frozenset({"wp-caption-text", "caption", "figcaption", "image-caption"})
_FRAMES = frozenset({"wp-caption", "figure", "image-caption-wrapper", "thumb"})
# A list of so many links to pages of the site, which are so much of it and as long as titles, is none of sources.
_LEAST_PAGES, _LINKED, _LONGEST_ENTRY = 2, 0.7, 15
BESIDE = "beside the article"
# A paragraph that was wrapped by hand is longer than one of its lines.
_WIDEST_LINE = 80
# A term and what it means, as one line, are no longer.
_LONGEST_DEFINITION = 300
# “as planned²” and “said.²”, but neither “km²” nor “10²”
_NUMBERS = re.compile(r"\d{1,2}(?:\s?[,，、;–-]\s?\d{1,2})*")
_IN_WORD = re.compile(r"[^\W_\u3400-\u9fff]")
_BEFORE = re.compile(
    r"(?:[^\W\d_]{4}|[\u3400-\u9fff]|[^\W\d_][”“\"»’'」』》)）]|[.,;:!?。，；：！？][”“\"»’'」』》)）]?)$"
)
# “Posted on ”, before a date in the next element: words with a space at an end make one line with those beside them.
# So does a sign between them in an element of its own.
_SPACED = re.compile(r"\S[^\S\n]+$|^[^\S\n]+\S|^\s*[|•·–—/]\s*$")
# Deeper elements give their words only.
_DEEPEST = 150
_DEEPEST_HEADING = 6


@dataclass(slots=True)
class _List:
    """An open list: its marker, whether an item has begun and has not shown its marker yet, and whether one has."""

    ordered: bool
    number: int = 0
    fresh: bool = False
    used: bool = False

    @property
    def marker(self) -> str:
        return f"{self.number}. " if self.ordered else "- "


@dataclass(slots=True)
class _Quotation:
    """An open quotation, and whether any of it was written."""

    used: bool = False


def words_apart(notes: Notes) -> Callable[[Tree], bool]:
    """Return a test for elements whose words count separately: marks of notes, and what is beside the text."""
    return lambda element: (
        notes.stands_apart(element)
        or bool(reason_outside(element))
        or bool(_raised_numbers(element))
        or _is_beside_date(element)
    )


def _raised_numbers(element: Tree) -> str:
    """Return raised numbers after a word or sentence, in brackets as for sources; empty for a power."""
    text = " ".join("".join(element.itertext()).split()) if element.tag == "sup" else ""
    if not _NUMBERS.fullmatch(text) or element.find(".//a") is not None or _IN_WORD.match(element.tail or ""):
        return ""
    # Cells, captions and code are written by their words alone.
    if any(
        ancestor.tag == "pre" or _is_figure(ancestor) or (ancestor.tag == "table" and is_data_table(ancestor))
        for ancestor in element.iterancestors()
    ):
        return ""
    above, beside = element.getparent(), element.getprevious()
    before = (above.text if beside is None else beside.tail or "".join(beside.itertext())) if above is not None else ""
    goes_on = beside is not None and not beside.tail and bool(_raised_numbers(beside))
    return f"[{text}]" if goes_on or _BEFORE.search(before or "") else ""


@dataclass(slots=True)
class BlockWriter:
    """Writes the blocks of a tree.

    Attributes:
        article: The element with the text; everything else is marked as outside.
        base: The address to which links are relative; empty if unknown.
        host: The host of the site; empty if unknown.
        title: The title that the page gives itself.
        lost_links: Addresses of links that a brief cannot have.
        embedded: Lines and addresses of frames, such as maps and films.
        filed: The categories and tags that the page links to, each with the words before them.
    """

    article: Tree
    notes: Notes
    pictures: Pictures
    base: str = ""
    host: str = ""
    title: str = ""
    blocks: list[Block] = field(default_factory=list)
    lost_links: list[str] = field(default_factory=list)
    filed: list[tuple[str, Hint]] = field(default_factory=list)
    embedded: list[tuple[int, str]] = field(default_factory=list)
    _runs: list[Run] = field(default_factory=list)
    _waiting: list[Tree] = field(default_factory=list)
    _nesting: list[_List | _Quotation] = field(default_factory=list)
    _outside: list[str] = field(default_factory=list)
    _line: int = 0
    _broken: bool = False
    _joined: set[Tree] = field(default_factory=set)
    _around: set[Tree] = field(default_factory=set)
    _lists_amid: frozenset[Tree] | None = None
    _related: list[int] = field(default_factory=list)

    def write(self, body: Tree) -> list[Block]:
        """Return the blocks of *body*, each with its place."""
        self._outside.append("" if body is self.article else ELSEWHERE)
        self._around = {self.article, *self.article.iterancestors()}
        self._children(body, Run(), 0)
        self._flush()
        sentences = (place for place, block in enumerate(self.blocks) if not block.outside and is_sentence(block.text))
        last = max(sentences, default=-1)
        for place in (place for place in self._related if place > last):
            self.blocks[place] = replace(self.blocks[place], outside=BESIDE)
        return [replace(block, place=place) for place, block in enumerate(_with_levels(self.blocks))]

    # Elements.

    def _element(self, element: Tree, style: Run, depth: int) -> None:
        tag = element.tag
        if tag in ("iframe", "embed", "object"):
            self._embedded(element)
        if not isinstance(tag, str) or tag in SILENT:
            return
        if element is self.article:
            self._write_region(element, style, depth, "")
        elif depth > _DEEPEST:
            self._append_words(element, readable_words(element, words_apart(self.notes)), style)
        elif (tag in BLOCKS or self._stands_alone(element)) and (reason := self._reason_outside(element)):
            self._write_region(element, style, depth, reason)
        elif self.notes.is_mark(element):
            self._mark(element, style)
        elif tag == "sup" and (numbers := _raised_numbers(element)):
            self._append_words(element, numbers, style)
        elif tag in BLOCKS:
            self._block(element, style, depth)
        else:
            apart = " " if is_hidden(element) or (tag in _LINES and reason_outside(element)) else ""
            is_cell = _is_beside_date(element)
            self._append_words(element, " | " if is_cell and element.getprevious() is not None else apart, style)
            self._children(element, self._style_of(element, style), depth)
            self._append_words(element, " | " if is_cell and element.getnext() is not None else apart, style)

    def _embedded(self, element: Tree) -> None:
        """Note the address of a frame, which a brief cannot have."""
        names = ("data-src", "src", "data")
        address = next((candidate for candidate in (element.get(name, "").strip() for name in names) if candidate), "")
        if address and not self._outside[-1] and not address.startswith(("about:", "javascript:", "data:")):
            self.embedded.append((element.sourceline or 0, " ".join(address.split())[:2_000]))

    def _stands_alone(self, element: Tree) -> bool:
        """Return whether an inline element is all of its line, so that removing it tears no sentence."""
        if element.tag not in _LINES or any(run.note or run.text.strip(_BETWEEN) for run in self._runs):
            return False
        for node in (element, *itertools.islice(element.itersiblings(), _NEAR)):
            if node is not element and node.tag in BLOCKS:
                return True
            # Links side by side are a menu, unless words stand between or behind them.
            is_read = node is not element and isinstance(node.tag, str) and node.tag not in {"a", *SILENT}
            if is_read and not reason_outside(node) and "".join(node.itertext()).strip():
                return False
            if node.tail and node.tail.strip(_BETWEEN):
                return False
        return True

    def _reason_outside(self, element: Tree) -> str:
        """Return why *element* is not of the text; a foot outside the article may still have its byline or sources."""
        outside = self._outside[-1]
        if element in self._around:
            # Some programs put the whole page into a form, or a text into a widget.
            return ""
        reason = reason_outside(element)
        if outside not in ("", ELSEWHERE):
            return outside if reason else ""
        if element.tag == "article" and outside == ELSEWHERE:
            return "another article of the page"
        return "" if outside and element.tag == "footer" else reason

    def _write_region(self, element: Tree, style: Run, depth: int, reason: str) -> None:
        self._flush()
        if is_breadcrumb_trail(element):
            steps = [text for text in element.itertext() if text.strip()]
            titles = [self.title, *(heading.text_content() for heading in self.article.iter("h1", "h2"))]
            steps = breadcrumb_steps(" ".join("".join(steps).split())) or steps
            self.filed += [
                ("category", Hint(value=topic, where=BREADCRUMBS)) for topic in topics_of_breadcrumbs(steps, titles)
            ]
        self._outside.append(reason)
        self._block(element, style, depth)
        self._flush()
        self._outside.pop()

    def _children(self, element: Tree, style: Run, depth: int) -> None:
        self._append_words(element, element.text, style)
        for child in element:
            self._element(child, style, depth + 1)
            self._append_words(child, child.tail, style)

    def _append_words(self, element: Tree, text: str | None, style: Run) -> None:
        if text:
            if not self._runs:
                self._line = element.sourceline or 0
            self._runs.append(replace(style, text=text))

    def _style_of(self, element: Tree, style: Run) -> Run:
        tag = element.tag
        if tag in _STRONG:
            return replace(style, strong=True)
        if tag in _EMPHASIS:
            return replace(style, emphasis=True)
        if tag in _CODE:
            return replace(style, code=True)
        if tag == "a" and element.get("href"):
            source = element.get("data-file") or element.get("href", "")
            file = self.pictures.document(source, element.sourceline or 0) or self.pictures.page(source.strip())
            address = self._address(element.get("href", ""), file)
            if address and not self._outside[-1] and shows_other_host("".join(element.itertext()), address):
                self.lost_links.append(address[:200])
            rel = element.get("rel", "").lower().split()
            site = self._on_site(element.get("href", "").strip())
            filed = next((kind for kind in ("category", "tag") if kind in rel), "") or kind_by_address(site)
            return replace(style, href=address or file, file=file, site=site, filed=filed)
        return style

    def _address(self, href: str, file: str) -> str:
        href = href.strip()
        if href.startswith("#"):
            return ""
        try:
            absolute = urljoin(self.base, href) if self.base else href
        except ValueError:
            absolute = ""
        address = safe_address(absolute)
        if not address and not file and not self._outside[-1]:
            self.lost_links.append(href[:200])
        return address

    def _on_site(self, href: str) -> str:
        """Return *href* if it leads to another page of the site or runs a script of this one; else empty."""
        parts = split_address(href)
        if href.startswith(("#", "//")) or (parts is not None and parts.scheme in ("mailto", "ftp")):
            return ""
        if parts is None or not parts.netloc:
            return href
        return href if parts.netloc == self.host else ""

    def _mark(self, element: Tree, style: Run) -> None:
        label = self.notes.label(element)
        self.notes.mark_words(element, self._outside[-1])
        if not self._outside[-1]:
            self._runs.append(replace(style, text="", href="", note=label))

    def _block(self, element: Tree, style: Run, depth: int) -> None:
        match element.tag:
            case "br" if any(above.tag in _HEADINGS and _is_one_title(above) for above in element.iterancestors()):
                self._append_words(element, " ", style)
            case "br":
                self._flush(broken=True)
            case "img":
                self._waiting.append(element)
                # A picture parts the words around it.
                self._append_words(element, " ", style)
            case _:
                self._flush()
                if label := self.notes.definition(element):
                    self._note(element, label)
                else:
                    self._write_by_tag(element, style, depth)
                self._flush()

    def _write_by_tag(self, element: Tree, style: Run, depth: int) -> None:
        tag = element.tag
        if tag in _HEADINGS:
            self._children(element, style, depth)
            self._flush(heading=_HEADINGS[tag])
        elif tag in _LISTS:
            self._list(element, style, depth)
        elif tag == "li":
            self._item(element, style, depth)
        elif tag == "blockquote":
            self._write_container(_Quotation(), element, style, depth)
        elif tag == "table" and is_data_table(element):
            self._table(element)
        elif _is_figure(element):
            self._figure(element, style, depth)
        elif tag == "pre":
            self._preformatted(element)
        elif tag == "dt" and (definition := _short_definition(element)) is not None:
            self._children(element, style, depth)
            self._append_words(element, ": ", style)
            self._children(definition, style, depth)
            self._flush()
            self._joined.add(definition)
        elif element not in self._joined:
            self._children(element, replace(style, strong=True) if tag == "dt" else style, depth)

    def _list(self, element: Tree, style: Run, depth: int) -> None:
        if self._outside[-1] in ("", ELSEWHERE) and self._lists_own_pages(element) and not self._is_of_text(element):
            # “Related reading”
            self._write_region(element, style, depth, BESIDE)
            return
        start = element.get("start", "1")
        number = int(start) if start.isascii() and start.isdecimal() and len(start) < 6 else 1
        self._nesting.append(_List(ordered=element.tag == "ol", number=number - 1))
        self._children(element, style, depth)
        self._flush()
        self._nesting.pop()

    def _lists_own_pages(self, element: Tree) -> bool:
        """Return whether each item of a list is little more than a link to another page of the site."""
        items = [child for child in element if child.tag == "li"]
        links = [item.findall(".//a") for item in items]
        if len(items) < _LEAST_PAGES or any(len(item_links) != 1 for item_links in links):
            return False
        linked = sum(len(item_links[0].text_content().strip()) for item_links in links)
        length = sum(len(" ".join(item.text_content().split())) for item in items)
        own = all(self._on_site(item_links[0].get("href", "").strip()) for item_links in links)
        signs = sum(len(HAN.findall(item_links[0].text_content())) for item_links in links)
        return own and linked >= _LINKED * length and linked + signs > _LONGEST_ENTRY * len(items)

    def _is_of_text(self, element: Tree) -> bool:
        """Return whether the text goes on below a list of links, or a line above calls these its sources."""
        self._flush()
        above = self.blocks[-1].text.casefold().strip(" :：.") if self.blocks else ""
        return above in phrases("headings", "sources") or element in self._lists_amid_text()

    def _lists_amid_text(self) -> frozenset[Tree]:
        """Return the lists of the article that a paragraph of it follows."""
        if self._lists_amid is None:
            lists = [
                element
                for element in self.article.iter("ul", "ol", "p")
                if element.tag != "p" or is_running_text(element)
            ]
            last = max((place for place, element in enumerate(lists) if element.tag == "p"), default=0)
            self._lists_amid = frozenset(element for element in lists[:last] if element.tag != "p")
        return self._lists_amid

    def _item(self, element: Tree, style: Run, depth: int) -> None:
        owner = self._nesting[-1] if self._nesting else None
        if not isinstance(owner, _List):
            self._write_container(_List(ordered=False), element, style, depth)
            return
        owner.number += 1
        owner.fresh = True
        self._children(element, style, depth)
        self._flush()
        owner.fresh = False

    def _write_container(self, container: _List | _Quotation, element: Tree, style: Run, depth: int) -> None:
        if isinstance(container, _List):
            container.fresh = True
        self._nesting.append(container)
        self._children(element, style, depth)
        self._flush()
        self._nesting.pop()

    def _note(self, element: Tree, label: str) -> None:
        """Write a note; it belongs to its mark, wherever the page shows it."""
        for child in list(element.iter()):
            if self.notes.is_return(child):
                self.notes.mark_words(child, "")
                if self.notes.opens_note(child, element):
                    child.tail = (child.tail or "").lstrip(" .:)]")
                child.text = ""
                for inner in list(child):
                    inner.drop_tree()
        line = render(self._inline(element))
        if line.text:
            self._outside.append("")
            self._add(line, BlockKind.NOTE, element, f"[^{label}]: ")
            self._outside.pop()

    def _table(self, element: Tree) -> None:
        table, rows = text_of_table(element, lambda cell: render(self._inline(cell)))
        if table.text:
            self._add(table, BlockKind.TABLE, element, "")
            self.blocks[-1] = replace(self.blocks[-1], rows=rows)

    def _inline(self, element: Tree) -> Iterator[Run]:
        """Yield the runs of an element whose blocks become one line."""
        outer_runs, self._runs = self._runs, []
        self._write_inline(element, Run(), 0)
        inline_runs, self._runs = self._runs, outer_runs
        return iter(inline_runs)

    def _write_inline(self, element: Tree, style: Run, depth: int) -> None:
        if depth > _DEEPEST:
            self._append_words(element, readable_words(element, words_apart(self.notes)), style)
            return
        self._append_words(element, element.text, style)
        for child in element:
            if isinstance(child.tag, str) and child.tag not in SILENT:
                if child.tag in BLOCKS:
                    self._append_words(child, " " + (child.get("alt", "") if child.tag == "img" else ""), style)
                if self.notes.is_mark(child):
                    self._mark(child, style)
                else:
                    self._write_inline(child, self._style_of(child, style), depth + 1)
                if child.tag in BLOCKS:
                    self._append_words(child, " ", style)
            self._append_words(child, child.tail, style)

    def _figure(self, element: Tree, style: Run, depth: int) -> None:
        """Write a picture with its caption; anything else in the figure is written as usual."""
        image = element.find(".//img")
        caption = next(
            (inner for inner in element.iter() if inner.tag == "figcaption" or _CAPTIONS & _classes(inner)), None
        )
        inside = caption is not None and image in caption.iter()
        if image is None or caption is element or inside or len(element.findall(".//img")) > 1:
            self._children(element, style, depth)
            return
        if _has_words_besides(element, caption):
            self._children(element, style, depth)
            return
        self._picture(image, render(self._inline(caption)) if caption is not None else None)

    def _preformatted(self, element: Tree) -> None:
        """Write a text that was wrapped by hand as its paragraphs, and anything else, such as code, line by line."""
        text = readable_words(element, words_apart(self.notes))
        lines = list(split(text))
        paragraphs = [paragraph.text for paragraph in elements_of(lines, [facts_of(line.text) for line in lines])]
        is_text = any(columns(words) > _WIDEST_LINE and stops_as_text(words) for words in paragraphs)
        for words in paragraphs if is_text else text.splitlines():
            self._append_words(element, words, Run())
            self._flush(broken=not is_text)

    # Blocks.

    def _flush(self, *, broken: bool = False, heading: int = 0) -> None:
        """End the current block; *broken* if a line of the same paragraph follows."""
        runs, self._runs = self._runs, []
        if not heading and (first := _heading_run(runs)):
            self._paragraph(render(runs[:first]))
            self._broken = True
            runs = runs[first:]
        line = render(runs) if any(run.note or run.text.strip() for run in runs) else None
        outside = self._outside[-1]
        is_near = line is not None and outside in ("", ELSEWHERE, FOOT)
        reason, filed = read_linked_line(runs) if is_near else ("", [])
        self.filed += [
            ("tag" if topic.is_tag else "category", Hint(value=topic.value, where=topic.label)) for topic in filed
        ]
        if line is not None and reason:
            self.blocks.append(Block(text=line.text, line=self._line, links=line.links, outside=outside or reason))
        elif line is not None and (line.text or line.markup):
            if is_near and leads_to_related(runs):
                self._related.append(len(self.blocks))
            if heading:
                self._add(line, BlockKind.HEADING, None, "", level=heading)
            else:
                self._paragraph(line)
            self._broken = broken
        else:
            # Nothing stood between two ends of lines: they part paragraphs.
            self._broken = False
        waiting, self._waiting = self._waiting, []
        for image in waiting:
            self._picture(image, None)
            self._broken = False

    def _paragraph(self, line: InlineText) -> None:
        owner = next((nested for nested in reversed(self._nesting) if isinstance(nested, _List)), None)
        fresh = owner is not None and owner.fresh
        quotations = [nested for nested in self._nesting if isinstance(nested, _Quotation)]
        kind = BlockKind.ITEM if fresh else BlockKind.QUOTATION if quotations else BlockKind.PARAGRAPH
        first_prefix = "".join(_prefix(nested, last=nested is owner and fresh) for nested in self._nesting)
        next_prefix = "".join(_prefix(nested, last=False) for nested in self._nesting)
        glue = "\n\n"
        if self._broken:
            glue = BROKEN
        elif fresh and owner is not None and (owner.used or self._list_depth() > 1):
            glue = "\n"
        elif quotations and quotations[-1].used and not fresh:
            glue = f"\n{next_prefix.rstrip()}\n"
        self._add(line, kind, None, first_prefix if fresh else next_prefix, level=self._list_depth(), glue=glue)
        for quotation in quotations:
            quotation.used = True
        if owner is not None:
            owner.fresh, owner.used = False, owner.used or fresh

    def _list_depth(self) -> int:
        return sum(isinstance(nested, _List) for nested in self._nesting)

    def _add(
        self,
        line: InlineText,
        kind: BlockKind,
        element: Tree | None,
        prefix: str,
        *,
        level: int = 0,
        glue: str = "\n\n",
    ) -> None:
        outside = self._outside[-1]
        place = self._line if element is None else element.sourceline or 0
        block = Block(text=line.text, line=place, kind=kind, level=level, outside=outside)
        if outside in ("", ELSEWHERE):
            markup = line.markup
            if not markup and (prefix or glue != "\n\n"):
                markup = escape_line(line.text)
            block = replace(block, markup=f"{prefix}{markup}" if markup else "", glue=glue)
            block = replace(block, links=line.links)
        if not outside:
            # Links that show another address are among the lost ones already.
            honest_links = (link for link in line.links if not shows_other_host(link.text, link.address))
            self.lost_links += [link.address[:200] for link in honest_links if link.address not in line.markup]
        self.blocks.append(block)

    def _picture(self, image: Tree, caption: InlineText | None) -> None:
        alternative = " ".join(image.get("alt", "").split())
        line = image.sourceline or 0
        if self._outside[-1]:
            text = " ".join(filter(None, (alternative, caption.text if caption else "")))
            if any(map(str.isalnum, text)):  # “-” stands for a bullet
                self.blocks.append(Block(text=text, line=line, outside=self._outside[-1]))
            return
        block = self.pictures.figure(image, alternative, caption, line)
        if block is not None:
            self.blocks.append(block)


def _is_beside_date(element: Tree) -> bool:
    """Return whether an element and a date are all of a line, which only a style sets apart."""
    parent = element.getparent()
    if element.tag not in ("span", "time") or parent is None or parent.tag != "div" or not 2 <= len(parent) <= _NEAR:
        return False
    loose = any(text and text.strip() for text in (parent.text, *(child.tail for child in parent)))
    texts = ["".join(child.itertext()) for child in parent]
    return not loose and not any(map(_SPACED.search, texts)) and any(read_date(text.strip()) for text in texts)


def _short_definition(term: Tree) -> Tree | None:
    """Return the definition of a *term* in a list, if it is the only line and both are short."""
    definition: Tree | None = term.getnext()
    if (
        definition is None
        or definition.tag != "dd"
        or ((after := definition.getnext()) is not None and after.tag == "dd")
    ):
        return None
    parts = [element for element in (*term.iterdescendants(), *definition.iterdescendants()) if element.tag in BLOCKS]
    length = len("".join((*term.itertext(), *definition.itertext())))
    if parts or length > _LONGEST_DEFINITION or "".join(term.itertext()).rstrip().endswith((":", "：")):
        return None
    return definition


def _is_figure(element: Tree) -> bool:
    framed = element.tag == "figure" or bool(_FRAMES & _classes(element))
    return framed and element.find(".//img") is not None


def _has_words_besides(figure: Tree, caption: Tree | None) -> bool:
    """Return whether a figure has words besides its caption."""
    inside = set(caption.iter()) if caption is not None else set()
    texts = (element.text for element in figure.iter() if element not in inside)
    tails = (element.tail for element in figure.iterdescendants() if element is caption or element not in inside)
    return any(text and text.strip() for text in (*texts, *tails))


def _is_one_title(heading: Tree) -> bool:
    """Return whether the lines of a heading are one title: none of them is a byline, a date or a series."""
    lines = [" ".join(line.split()) for line in heading.itertext()]
    return all(facts_of(line).kind is Kind.TEXT and not (is_series(line) or names_series(line)) for line in lines)


def _heading_run(runs: list[Run]) -> int:
    """Return how many *runs* form a bold heading of sources with the first source in the same line; 0 if none."""
    strong = next((place for place, run in enumerate(runs) if run.text.strip() and not run.strong), 0)
    heading = "".join(run.text for run in runs[:strong]).strip()
    source_text = "".join(run.text for run in runs[strong:]).strip(" \t\n\r:：–—-")
    if not heading or not source_text or any(run.note for run in runs[:strong]) or not is_sources_heading(heading):
        return 0
    return 0 if source_text[0].islower() or is_sentence(source_text) else strong


def _prefix(nested: _List | _Quotation, *, last: bool) -> str:
    if isinstance(nested, _Quotation):
        return "> "
    # Pages indent with lists that have no item: in Markdown that would be code.
    return nested.marker if last else " " * len(nested.marker) * nested.used


def _classes(element: Tree) -> frozenset[str]:
    return frozenset(element.get("class", "").lower().split()) if isinstance(element.tag, str) else frozenset()


def _with_levels(blocks: list[Block]) -> Iterator[Block]:
    """Yield *blocks* with the heading levels of a brief: from 2 on, without gaps."""
    levels = sorted({block.level for block in blocks if block.kind is BlockKind.HEADING and not block.outside})
    deeper = [level for level in levels if level > 1]
    current_level = 1
    number, used_ids = 0, set[str]()
    for block in blocks:
        if block.kind is not BlockKind.HEADING or block.outside:
            yield block
            continue
        words = block.markup or escape_line(block.text)
        number += 1
        if (id_ := heading_id(block.text, number)) in used_ids:
            # A brief can have no two headings of one address: the second stands as a line of its own.
            strong = f"**{words}**"
            yield replace(block, markup=strong if read_plain_words(strong) == block.text else words)
            continue
        used_ids.add(id_)
        wanted = 2 + deeper.index(block.level) if block.level > 1 else 2
        current_level = min(wanted, current_level + 1, _DEEPEST_HEADING)
        yield replace(block, markup=f"{'#' * current_level} {words}")
