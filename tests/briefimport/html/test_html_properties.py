"""What holds for every page, whatever is in it."""

from hypothesis import example, given

from briefarchive.diagnostics import Diagnostic
from briefarchive.reading.tracking import remove_tracking
from briefimport.document import LegacyDocument
from briefimport.interpreting import interpret
from briefimport.text.page_furniture import is_furniture

from ..reading import composed, read_bytes
from .pages import PAGES


def read(data: bytes) -> LegacyDocument | Diagnostic:
    (document,) = read_bytes(data, "page.html")
    return document


_BEGINNING = "<html><body><p>May 4, 2015</p><p>The ferry line opened.</p>"


@given(PAGES)
@example(f'{_BEGINNING}Radio<a href="https://x.example/a">The ferry line opened again</a>')
@example(f'{_BEGINNING}来源<a href="https://x.example/a">渡轮航线开通</a>')
@example(f"{_BEGINNING}<pre><p>The ferry line opened again`0</p>`x`</pre>")
@example(f'{_BEGINNING}<ul><a href="https://x.example/a"><ul>The ferry line opened again</ul></a></ul>')
@example(f"{_BEGINNING}<dt></dt><dd>The ferry line opened againThe ferry line opened again</dd>")
def test_every_word_of_a_page_is_accounted_for_and_its_brief_can_be_read(page: str) -> None:
    document = read(page.encode())
    assert isinstance(document, LegacyDocument), document
    composed(interpret(document))


@given(PAGES)
def test_every_address_behind_words_of_a_page_is_accounted_for(page: str) -> None:
    document = read(page.encode())
    assert isinstance(document, LegacyDocument), document
    brief = interpret(document)
    sources = (f"{one.url} {one.archive_url} {one.printed_url} {one.note} {one.title}" for one in brief.sources)
    held = "\n".join((*(block.markup for block in brief.body), *sources, *(item.text for item in brief.set_aside)))
    buttons = (block for block in document.blocks if block.outside or is_furniture(block.text))
    ignored = {link.address for one in buttons for link in one.links} | {one.value for one in document.hints.addresses}
    linked = {link.address for block in document.blocks for link in block.links}
    assert not [address for address in linked - ignored if remove_tracking(address) not in held]
