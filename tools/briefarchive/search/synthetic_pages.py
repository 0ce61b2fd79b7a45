"""The pages that Pagefind reads in place of the site's: what it is to find, and nothing else.

To make them takes longer than all that Pagefind does with them, and an edit of one brief has a part of a thousand made
anew: so they are kept.
"""

from collections.abc import Iterator
from html import escape

import msgspec

from .characters import PASSAGE_END
from .documents import Document, SearchPassage, hidden_words
from .other_spellings import simplified
from .segmentation import segmented
from .tables import document_characters, document_words

_ENDS = {"text": PASSAGE_END, "source": PASSAGE_END * 2, "name": PASSAGE_END * 3}


class SyntheticPage(msgspec.Struct, frozen=True):
    """All that the index takes of one document.

    Attributes:
        address: Of the page to which it leads.
        html: What Pagefind reads.
        words: For the table of words, parted by spaces.
        characters: For the table of characters.
    """

    address: str
    html: str
    words: str
    characters: str


def synthetic_page(document: Document) -> SyntheticPage:
    """What the index takes of a document."""
    words = " ".join(document_words(document))
    return SyntheticPage(document.address, _html(document), words, document_characters(document))


def _html(document: Document) -> str:
    """The HTML of a document. Pagefind takes metadata, filters and what to sort by from attributes."""
    return "".join(
        (
            '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"></head><body data-pagefind-body>',
            *_attributes(document),
            *map(_passage, document.passages),
            "</body></html>",
        )
    )


def _attributes(document: Document) -> Iterator[str]:
    metadata = dict(document.metadata)
    title = metadata.get("title", "")
    forms = dict.fromkeys(map(segmented, (title, simplified(title))))
    if list(forms) != [title]:
        metadata["cut"] = f" {PASSAGE_END} ".join(forms)
    if hidden := hidden_words(document):
        metadata["hidden"] = hidden
    for name, value in metadata.items():
        yield _attribute("meta", name, value)
    for name, values in document.filters.items():
        yield from (_attribute("filter", name, value) for value in values)
    if date := metadata.get("date"):
        yield _attribute("sort", "date", date)


def _attribute(kind: str, name: str, value: str) -> str:
    return f'<i data-pagefind-{kind}="{name}[data-v]" data-v="{escape(" ".join(value.split()))}"></i>'


def _passage(passage: SearchPassage) -> str:
    weight = f' data-pagefind-weight="{passage.weight:g}"' if passage.weight != 1 else ""
    return f"<p{weight}>{escape(segmented(passage.text))} {_ENDS[passage.kind]}</p>\n"
