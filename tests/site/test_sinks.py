"""What a file says stays text in every part of a page."""

import json

import pytest
from bs4 import BeautifulSoup

from briefarchive.site.pages import _script_json

HOSTILE = (
    "</script><script>window.__pwned=1</script>",
    "<!--<script>",
    "]]> & \u2028 \u2029 \u0085 end",
    '" onload="x\' \\ \\u003c',
    "</title></head><body onload=x>",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_json_in_a_script_is_read_back_and_ends_nothing(text: str) -> None:
    script = str(_script_json({"a": text, text: [1, None]}))
    assert json.loads(script) == {"a": text, text: [1, None]}
    assert not set("<>&\u2028\u2029") & set(script)
    page = BeautifulSoup(f'<script type="application/ld+json">{script}</script><p>after</p>', "html.parser")
    assert json.loads(page.find("script").string) == {"a": text, text: [1, None]}
    assert [tag.name for tag in page.find_all(True)] == ["script", "p"]
