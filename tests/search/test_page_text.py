"""The text of a brief, passage by passage, as its page shows it."""

import pytest

from briefarchive.search.page_text import passages


def text(body: str) -> list[str]:
    page = f'<html><body><h1>Not this</h1><div class="text">{body}</div><section class="sources">Nor this</section>'
    return passages(page.encode())


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("<p>One\ntwo</p><p>three</p>", ["One two", "three"]),
        ("<h2>Part<a class='headerlink' href='#'>#</a></h2><p>Text</p>", ["Part", "Text"]),
        (
            "<p>It opened <span class='citation'>[<a class='mark'>1</a>, <a class='mark'>2</a>]</span>. Then</p>",
            ["It opened. Then"],
        ),
        ("<p>Reuters [<a class='mark' href='#'>3</a>] says</p>", ["Reuters [] says"]),
        ("<p>A <a href='x'><span>link</span></a> and <em>more</em></p>", ["A link and more"]),
        ("<ul><li>one<ul><li>two</li></ul>three</li></ul>", ["one", "two", "three"]),
        ("<table><tr><th>a</th><td>b</td></tr></table>", ["a", "b"]),
        ("<p>line<br>break</p>", ["line break"]),
        ("<script>alert(1)</script><style>p{}</style><p>x</p><!-- no -->", ["x"]),
        ("<p>&lt;script&gt; &amp;amp; “quotes”</p>", ["<script> &amp; “quotes”"]),
        ("<p>中国<b>与</b>巴西</p>", ["中国与巴西"]),
        ("loose<p>text</p>tail", ["loose", "text", "tail"]),
        ("", []),
    ],
)
def test_passages_are_what_a_reader_sees(body: str, wanted: list[str]) -> None:
    assert text(body) == wanted


def test_a_page_without_a_text_has_no_passages() -> None:
    assert passages(b"<html><body><p>A page</p></body></html>") == []


def test_deep_quotations_are_read() -> None:
    deep = "<blockquote>" * 1000 + "<p>here</p>" + "</blockquote>" * 1000
    assert [one for one in text(deep) if one] == ["here"]
