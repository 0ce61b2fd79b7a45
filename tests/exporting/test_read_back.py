"""References as four other programs read them, whatever their authors wrote."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given

from briefarchive.bibtex.names import format_names
from briefarchive.model import Name, Source
from briefarchive.reading.fields import KINDS

from .readers import Told, by_bibtexparser, by_citeproc, by_pybtex, by_rispy, expected
from .samples import HOSTILE, make_source, sources, words, written_in

READERS = [
    ("ris", by_rispy),
    ("csl-json", by_citeproc),
    ("bibtex", by_pybtex),
    ("biblatex", by_bibtexparser),
]
Reader = Callable[[str], dict[str, Told]]


@pytest.mark.parametrize(("form", "read"), READERS)
@given(source=sources(words, ("", *KINDS)))
def test_authors_title_date_type_and_address_read_back_the_same(form: str, read: Reader, source: Source) -> None:
    whole = replace(source, fields={**source.fields, "author": format_names(source.authors)})

    assert read(written_in(form, [whole])) == {source.key: expected(source, form)}


@pytest.mark.parametrize(("form", "read"), READERS)
@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("kind", ["newspaper", "government", ""])
def test_no_text_makes_a_record_of_its_own_or_changes_another_field(
    form: str, read: Reader, text: str, kind: str
) -> None:
    address = "https://example.org/a"
    fields = {"title": text, "publisher": text, "note": text, "agency": text, "keywords": text, "url": address}
    source = make_source(
        "a-key",
        title=text,
        note=text,
        publisher_name=text,
        publisher_kind=kind,
        agencies=(text,),
        authors=(Name(literal=text or "x"),),
        url=address,
        fields=fields,
    )
    entries = read(written_in(form, [source, replace(source, key="b-key")]))

    assert list(entries) == ["a-key", "b-key"]
    assert {(entry.type, entry.url) for entry in entries.values()} == {(expected(source, form).type, address)}
