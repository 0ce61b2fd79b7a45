"""What a page says about itself in its elements."""

import pytest

from briefimport.document import LegacyDocument

from .conftest import Read


@pytest.mark.parametrize(
    ("line", "dates"),
    [
        ("{}", ["2015-05-04"]),
        ("<p>Posted on {} by Ada Example in <a href='/1'>Ports</a></p>", ["2015-05-04"]),
        ("<p>Before the crane of the northern port was repaired on {}, it had waited for a third owner.</p>", []),
    ],
)
def test_only_time_of_a_page_is_its_date_unless_a_sentence_says_it(read: Read, line: str, dates: list[str]) -> None:
    page = line.format('<time datetime="2015-05-04T10:00">May 4</time>')
    document = read(f"<body><h1>A ferry opens</h1>{page}<p>The ferry line opened.</p></body>")
    assert isinstance(document, LegacyDocument)
    assert [hint.value for hint in document.hints.dates] == dates


@pytest.mark.parametrize("said", ['class="entry-date updated"', 'class="updated"', 'itemprop="dateModified"'])
def test_time_of_a_change_is_not_the_date_of_the_page(read: Read, said: str) -> None:
    document = read(f'<body><h1>A ferry opens</h1><time {said} datetime="2019-01-02">2</time><p>It opened.</p></body>')
    assert isinstance(document, LegacyDocument)
    assert not document.hints.dates
