"""What a brief may not do: show files from elsewhere, smuggle options, or stop the build of the others."""

from pathlib import Path

import pytest

from .building import BuiltSite, build

SECRET = "the secret of another folder"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c6390b389020001"
    "3000b5645195430000000049454e44ae426082"
)

PDF = Path(__file__).parents[1] / "checking/cases/F113/valid/files/archive/2014/terms.pdf"

TEXTS = {
    "climbing-picture": "![p](../../../secret.png)",
    "climbing-figure": "```{figure} ../../../../../../../../etc/hostname\n```",
    "absolute-picture": "![p](/etc/hostname) ![q](/secret.png)",
    "remote-picture": "![p](https://example.org/p.png)\n\n```{image} http://example.org/p.png\n```",
    "linked-picture": "![p](linked.png)",
    "other-folder": "![p](../2015/other.png)",
    "climbing-link": "[a](../../../secret.txt) [b](../../secret.txt) [c](/secret.txt) [d](../../docs/conf.py)",
    "encoded-link": "[a](..%2f..%2f..%2fsecret.txt) [b](%2e%2e/%2e%2e/secret.txt)",
    "myst-link": "[a](<project:#x>) [b](path:../../secret.txt) [c](inv:#x) [d](#no-such-place) [e](missing)",
    "yaml-options": "```{figure} own.png\n---\ntarget: javascript:alert(1)\nname: main\nclass: x\n---\nCaption.\n```",
    "quoted-option": '```{figure} own.png\n:"target": javascript:alert(2)\n\nCaption.\n```',
    "card-link": "```{card} Card\n---\nlink: javascript:alert(3)\nlink-type: url\n---\nText.\n```",
    "card-option": "```{card} Card\n:link: javascript:alert(4)\n:class-card: sd-x\nText.\n```",
    "bad-values": "```{figure} own.png\n:width: expression(1)\n:align: middle\n:alt: A port\n\nCaption.\n```",
    "deep-marks": "*" * 3000 + "a" + "*" * 3000,
    "deep-notes": "".join(f"{':' * n}{{note}}\n" for n in range(60, 2, -1)) + "Text\n",
    "deep-quotes": "> " * 500 + "text",
    "lonely": "```{grid-item}\nText.\n```\n\n```{tab-item} T\nText.\n```\n\n```{admonition}\n```\n\n```{figure}\n```",
    "strange-children": ":::::{tab-set}\nText.\n:::::\n\n:::::{grid} 2\nText.\n:::::",
}

# What these hold is plain text, and stands on the page as such.
SHOWN_AS_TEXT = {"deep-quotes", "quoted-option", "card-link"}


@pytest.fixture(scope="module")
def walls(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """A site of briefs that each try something, beside files that are none of their business."""
    outer = tmp_path_factory.mktemp("walls")
    root = outer / "a" / "root"
    folder = root / "archive" / "2014"
    folder.mkdir(parents=True)
    (root / "archive" / "2015").mkdir()
    for secret in (outer / "a" / "secret.txt", outer / "a" / "secret.png", root / "secret.txt", root / "secret.png"):
        secret.write_text(SECRET)
    (folder / "own.png").write_bytes(PNG)
    (folder / "terms.pdf").write_bytes(PDF.read_bytes())
    (root / "archive" / "2015" / "other.png").write_bytes(PNG)
    (folder / "linked.png").symlink_to(root / "secret.png")
    for name, text in {**TEXTS, "good": GOOD}.items():
        (folder / f"2014-01-01-{name}.md").write_text(f"---\ntitle: {name}\ndate: 2014-01-01\n---\n{text}\n", "utf-8")
    return build(root)


GOOD = """![The port](own.png) [terms](terms.pdf) [another](2014-01-01-lonely.md) [part](#a-part)

```{figure} own.png
:alt: The same port
:width: 50%

A caption.
```

## A part
"""


def test_a_brief_that_stops_nothing_is_built_with_all_others(walls: BuiltSite) -> None:
    built = {page.stem.removeprefix("2014-01-01-") for page in (walls.outdir / "archive/2014").glob("*.html")}
    assert built == {*TEXTS, "good"}


def test_no_file_from_elsewhere_is_in_the_site(walls: BuiltSite) -> None:
    for file in walls.outdir.rglob("*"):
        if file.is_file():
            assert SECRET.encode() not in file.read_bytes(), file
    assert not (walls.outdir / "_images").exists()
    assert not (walls.outdir / "_downloads").exists()
    assert not (walls.outdir / "archive/2014/linked.png").exists()


def test_no_page_has_an_address_that_runs_or_an_attribute_that_was_smuggled_in(walls: BuiltSite) -> None:
    for name in TEXTS:
        text = walls.page(f"archive/2014/2014-01-01-{name}.html").find("div", class_="text")
        for tag in text.find_all(True):
            assert not str(tag.get("href", "")).startswith(("javascript", "file", "//", "/")), name
            assert not str(tag.get("src", "")).startswith(("http", "/", "..")) or "own.png" in tag["src"], name
            assert tag.get("id") != "main", name
            assert "expression" not in str(tag.get("style", "")), name


def test_pictures_files_and_briefs_of_the_archive_are_shown_and_linked(walls: BuiltSite) -> None:
    text = walls.page("archive/2014/2014-01-01-good.html").find("div", class_="text")
    assert [image["src"] for image in text.find_all("img")] == ["../../archive/2014/own.png"] * 2
    assert [image["alt"] for image in text.find_all("img")] == ["The port", "The same port"]
    links = {link.get_text(): link["href"] for link in text.find_all("a")}
    assert links["terms"] == "../../archive/2014/terms.pdf"
    assert links["another"] == "../../archive/2014/2014-01-01-lonely.html"
    assert links["part"] == "#text-a-part"
    assert (walls.outdir / "archive/2014/own.png").read_bytes() == PNG
    assert (walls.outdir / "archive/2014/terms.pdf").exists()


def test_the_build_warns_of_nothing_that_the_check_does_not_report(walls: BuiltSite) -> None:
    for line in walls.warnings.splitlines():
        assert "[briefs." in line, line


@pytest.mark.parametrize("name", [name for name in TEXTS if name not in SHOWN_AS_TEXT])
def test_each_attempt_is_reported(walls: BuiltSite, name: str) -> None:
    assert f"2014-01-01-{name}.md:" in walls.warnings


def test_a_withdrawn_brief_keeps_its_pictures_and_what_is_no_longer_shown_leaves_the_site(tmp_path: Path) -> None:
    folder = tmp_path / "archive/2014"
    folder.mkdir(parents=True)
    (folder / "own.png").write_bytes(PNG)
    brief = folder / "2014-01-01-a.md"
    head = "---\ntitle: A\ndate: 2014-01-01\n"
    brief.write_text(f"{head}---\n![p](own.png)\n")
    site = build(tmp_path)
    assert (site.outdir / "archive/2014/own.png").exists()
    head += "status: withdrawn\nwithdrawal: {date: 2014-02-01, reason: Wrong.}\n"
    brief.write_text(f"{head}---\n![p](own.png)\n")
    build(tmp_path)
    assert (site.outdir / "archive/2014/own.png").exists()
    brief.write_text(f"{head}---\nText.\n")
    build(tmp_path)
    assert not (site.outdir / "archive/2014/own.png").exists()


ODD = {
    "skipped": "## A\n\n#### B\n\nText.",
    "deep-first": "### A\n\nText.",
    "footnotes": "One[^a] and two[^b].\n\n[^a]: A.\n\n[^a]: Again.\n\n[^unused]: Unused.",
    "rules": "***\n\nText.\n\n***\n\n***\n\n> ***\n\n- ***",
    "addresses": "[x](missing.md) [y](nothing) [z](#no) ![p](missing.png)",
    "code": "```nosuchlanguage\nx\n```\n\n```python\nif if if ¿\n```\n\n```{code-block} python\n:x: 99\nx\n```",
    "definitions": "[a][b]\n\n[b]: https://example.org/1\n[b]: https://example.org/2",
    "empty": "```{note}\n```\n\n```{image} own.png\nText.\n```\n\n```{figure} own.png\n- a list\n```",
    "caret": "```{card} A\nHead\n^^^\nText\n+++\nFoot\n```",
    "headings": "## A\n\n## A\n\n## A",
    "lists": "1. one\n3. three\n\n- a\n\n\n- b\n* c",
    "entities": "&lt;b&gt; &nbsp; &#x202e; \\<b>",
    "tables": "| a |\n|---|\n| {cite:p}`x` | y |\n\n| b | c |\n|:-:|--:|\n| 1 |",
    "nested": "::::{tab-set}\n:::{tab-item} One\nText.\n:::\n:::{tab-item} Two\n:selected:\nText.\n:::\n::::",
}


def test_odd_texts_are_judged_alike_by_the_check_and_the_build(tmp_path: Path) -> None:
    folder = tmp_path / "archive/2014"
    folder.mkdir(parents=True)
    for name, text in ODD.items():
        (folder / f"2014-01-01-{name}.md").write_text(f"---\ntitle: {name}\ndate: 2014-01-01\n---\n{text}\n", "utf-8")
    warnings = build(tmp_path).warnings.splitlines()
    assert [line for line in warnings if "[briefs." not in line] == []
