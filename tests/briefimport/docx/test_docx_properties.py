"""What holds for every Word file, whatever is in it."""

from pathlib import Path

import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from briefimport.document import LegacyDocument
from briefimport.interpreting import interpret

from ..html.pages import TEXT
from ..reading import composed, read_bytes
from .test_docx_runs import paragraph, with_text

_DRAWN = yaml.safe_load((Path(__file__).parent / "cases" / "docx_properties.yaml").read_text("utf-8"))
_SIGNS, _PROPERTIES = st.sampled_from(_DRAWN["signs"]), st.sampled_from(_DRAWN["properties"])
_LOOKS = st.sampled_from(["", "<w:b/>", "<w:i/>", "<w:vanish/>", '<w:b w:val="false"/>', "<w:strike/>"])


def _escaped(text: str) -> str:
    kept = "".join(char for char in text if char in "\t\n" or (ord(char) > 31 and ord(char) not in (0xFFFE, 0xFFFF)))
    return kept.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


_RUNS = st.builds(lambda text, look: f"<w:r><w:rPr>{look}</w:rPr><w:t>{_escaped(text)}</w:t></w:r>", TEXT, _LOOKS)
_SIGN_RUNS = _SIGNS.map(lambda sign: f"<w:r>{sign}</w:r>")
_PARAGRAPHS = st.builds(
    lambda runs, properties: f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>",
    st.lists(_RUNS | _SIGN_RUNS, max_size=5),
    _PROPERTIES,
)


def _wrapped(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda name, parts: f"<w:{name}>{''.join(parts)}</w:{name}>",
        st.sampled_from(_DRAWN["wrappers"]),
        st.lists(children, max_size=3),
    )


_BODIES = st.lists(st.recursive(_PARAGRAPHS | _RUNS, _wrapped, max_leaves=20), min_size=1, max_size=5).map("".join)
_FIRST = paragraph("The ferry line opened again.")


@given(_BODIES)
@example(
    '<w:ins><w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    "<w:r><w:t>Sources:</w:t></w:r><w:r><w:t>[x](y)</w:t></w:r></w:ins>"
)
def test_every_word_of_a_word_file_is_accounted_for(body: str) -> None:
    (document,) = read_bytes(with_text(_FIRST + body), "drawn.docx")
    assert isinstance(document, LegacyDocument), document
    composed(interpret(document))
