"""What a file says stays text in every part of a page."""

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from briefarchive.site.pages import _in_script

from .building import build

HOSTILE = (
    "</script><script>window.__pwned=1</script>",
    "<!--<script>",
    "]]> & \u2028 \u2029 \u0085 end",
    '" onload="x\' \\ \\u003c',
    "</title></head><body onload=x>",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_json_in_a_script_is_read_back_and_ends_nothing(text: str) -> None:
    shown = str(_in_script({"a": text, text: [1, None]}))
    assert json.loads(shown) == {"a": text, text: [1, None]}
    assert not set("<>&\u2028\u2029") & set(shown)
    page = BeautifulSoup(f'<script type="application/ld+json">{shown}</script><p>after</p>', "html.parser")
    assert json.loads(page.find("script").string) == {"a": text, text: [1, None]}
    assert [one.name for one in page.find_all(True)] == ["script", "p"]


def test_title_and_summary_are_text_wherever_they_stand(tmp_path: Path) -> None:
    text = HOSTILE[0]
    folder = tmp_path / "archive/2014"
    folder.mkdir(parents=True)
    head = f"title: {json.dumps(text)}\ndate: 2014-01-01\nsummary: {json.dumps(text)}\n"
    (folder / "2014-01-01-a.md").write_text(f"---\n{head}---\nText.\n")
    site = build(tmp_path)
    page = site.page("archive/2014/2014-01-01-a.html")
    shown = " ".join(text.split())
    assert page.title.get_text().startswith(shown)
    assert page.find("meta", attrs={"name": "description"})["content"] == shown
    assert page.h1.get_text() == shown
    assert json.loads(page.find("script", type="application/ld+json").string)["headline"] == shown
    assert [script.get("src", "").split("?")[0] for script in page.find_all("script")] == [
        "",
        "../../_static/appearance.js",
        "../../_static/reading/reading.js",
    ]
    assert f" (n.d.). {shown}." in page.find(class_="citation-text").get_text()
