"""Texts as literals: Typst reads back what was written, and nothing of it is code or markup."""

import json

import typst
from hypothesis import example, given
from hypothesis import strategies as st

from briefarchive.printing.typst_code import array, string

NO_FONTS = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


def read_back(code: str) -> object:
    """What Typst takes *code* for."""
    main = f"#metadata({code})<said>".encode()
    return json.loads(typst.query(main, "<said>", field="value", one=True, font_paths=NO_FONTS))


@given(TEXTS | st.text(st.sampled_from('"\\#[]$@*_`/~<>{}u0a\n\r\t-= ')))
@example('"; panic()')
@example('\\"#read("/etc/passwd")')
@example("\\u{22}")
@example("\u2028\u2029\x85\r\n\x00\x7f")
def test_a_text_is_read_back_as_it_was(text: str) -> None:
    assert read_back(string(text)) == text


@given(st.lists(TEXTS, max_size=3))
def test_arrays_are_arrays_however_many_texts_there_are(texts: list[str]) -> None:
    assert read_back(array(map(string, texts))) == texts
