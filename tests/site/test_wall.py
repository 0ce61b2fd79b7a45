"""The second wall takes out what is not on its lists, whatever made it, and says so."""

from collections.abc import Callable

import pytest
from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes
from sphinx_design.icons import get_octicon

from briefarchive.site import wall
from briefarchive.site.nodes import Picture


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[nodes.document, list[str]]]:
    """Puts nodes into a document and holds it to the lists; gives the document and what was reported."""

    def hold(*made: nodes.Node) -> tuple[nodes.document, list[str]]:
        told: list[str] = []
        monkeypatch.setattr(wall._LOGGER, "warning", lambda message, what, **_: told.append(what))
        document = new_document("archive/2014/a.md")
        document.settings.env = None
        document += nodes.paragraph("", "", *made) if made and isinstance(made[0], nodes.Inline) else made
        wall.Wall(document).apply()
        return document, told

    return hold


@pytest.mark.parametrize(
    "node",
    [
        nodes.raw("", "<script>x</script>", format="html"),
        nodes.raw("", get_octicon("chevron-right", height="1.5em"), format="latex"),
        nodes.comment("", "hidden"),
        nodes.system_message("", nodes.paragraph("", "told"), level=2),
        nodes.target("", "", refuri="javascript:x"),
        nodes.substitution_definition("", "x", names=["x"]),
        addnodes.only(expr="html"),
        addnodes.toctree(),
        addnodes.download_reference("", "", reftarget="/etc/hostname"),
        nodes.image(uri="https://example.org/a.png"),
        Picture(uri="https://example.org/a.png", alt=""),
        Picture(uri="//example.org/a.png", alt=""),
        Picture(uri="/etc/a.png", alt=""),
        Picture(uri="data:image/svg+xml,x", alt=""),
        nodes.math("", "x"),
        nodes.meta(content="0; url=x"),
        nodes.docinfo(),
    ],
    ids=lambda node: node.tagname,
)
def test_other_kinds_of_node_are_taken_out(node: nodes.Element, held: Callable[..., object]) -> None:
    document, told = held(node)  # type: ignore[misc]
    assert not list(document.findall(type(node)))
    assert len(told) >= 1
    assert "<script>" not in document.astext()


@pytest.mark.parametrize(
    ("node", "attribute"),
    [
        (nodes.reference("", "a", refuri="javascript:x"), "refuri"),
        (nodes.reference("", "a", refuri="//example.org"), "refuri"),
        (nodes.reference("", "a", refuri="../../etc/../x:y"), "refuri"),
        (nodes.reference("", "a", refuri="#a", target="_blank"), "target"),
        (nodes.reference("", "a", refuri="https://example.org", rel="opener"), "rel"),
        (nodes.inline("", "a", onclick="x"), "onclick"),
        (nodes.inline("", "a", style="color: red"), "style"),
        (nodes.inline("", "a", lang='en"><b'), "lang"),
        (nodes.inline("", "a", ids=["search-input"]), "ids"),
        (nodes.inline("", "a", ids=["__proto__"]), "ids"),
        (nodes.inline("", "a", names=["a"]), "names"),
        (nodes.inline("", "a", classes=["site-header"]), "classes"),
        (nodes.inline("", "a", classes=["unknown", "bd-header"]), "classes"),
        (nodes.footnote_reference("", "1", name="a", refid="search-input"), "refid"),
        (Picture(uri="../a.png", alt="", width="expression(1)"), "width"),
        (Picture(uri="../a.png", alt="", align="x y"), "align"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_other_attributes_classes_ids_and_addresses_are_taken_out(
    node: nodes.Element, attribute: str, held: Callable[..., object]
) -> None:
    document, told = held(node)  # type: ignore[misc]
    # A link that has lost its address is its text.
    for kept in document.findall(type(node)):
        assert not kept.get(attribute) or kept[attribute] == ["unknown"]
    assert told == [f'the attribute "{attribute}" of {node.tagname}']
    assert document.astext() == node.astext()


def test_what_is_on_the_lists_stays(held: Callable[..., object]) -> None:
    document, told = held(  # type: ignore[misc]
        nodes.reference("", "a", refuri="https://example.org/", rel="noopener", classes=["external"]),
        nodes.raw("", get_octicon("chevron-right", height="1.5em"), format="html"),
        nodes.inline("", "中", lang="zh-Hans"),
        Picture(uri="../../archive/2014/a.png", alt="A", width="50%", align="center"),
    )
    assert told == []
    assert len(list(document.findall(nodes.Element))) == 6
