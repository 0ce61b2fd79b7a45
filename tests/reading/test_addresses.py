"""Which addresses a link may have, judged as a browser reads them."""

import pytest

from briefarchive.reading.addresses import allowed_address, shown_elsewhere


@pytest.mark.parametrize(
    "address",
    [
        "https://www.example.org/a?b=1&c=(d)#e",
        "http://example.org",
        "HTTPS://EXAMPLE.ORG/",
        "https://пример.example/путь",
        "mailto:someone@example.org?subject=A%20word",
        "2014-05-21-power-of-siberia.md#the-price",
        "#the-price",
        "map.png",
        "https://example.org/@somebody",
        "https://web.archive.org/web/2014/http://example.org/",
    ],
)
def test_ordinary_addresses_may_be_there(address: str) -> None:
    assert allowed_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "java\tscript:x",
        " javascript:x",
        "javascript&colon;x",
        "java&#10;script:alert(1)",
        "\x01javascript:alert(1)",
        "&#x6a;avascript:alert(1)",
        "java%0ascript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "blob:https://example.org/1",
        "file:///etc/hostname",
        "ftp://example.org/",
        "view-source:https://example.org/",
        "project:#a",
        "inv:#a",
        "path:../a",
        "//example.org/a",
        "\\\\example.org\\a",
        "/\\example.org",
        "https://example.org@evil.example/",
        "https://user:word@example.org/",
        "https:example.org",
        "https:/example.org",
        "https:///a@example.org/",
        "http://[",
        "http://a\u2100b.example/",
        "http://",
    ],
)
def test_others_may_not(address: str) -> None:
    assert not allowed_address(address)


@pytest.mark.parametrize(
    ("text", "address", "elsewhere"),
    [
        ("https://a.example/x", "https://a.example/y", False),
        ("a.example/x", "https://www.a.example/x", False),
        ("a.example/x", "https://news.a.example/x", False),
        ("https://a.example", "https://a.example.evil.example/", True),
        ("www.a.example", "https://evil.example/", True),
        ("HTTPS:// A.example", "https://evil.example/", True),
        ("a.example", "https://evil.example/", False),
        ("a.example/", "https://evil.example/", True),
        ("a\u00ad.example/x", "https://evil.example/", True),
        ("a\u3002example/x", "https://evil.example/", True),
        ("Decree No.5/2014", "https://evil.example/", False),
        ("21.5/22.5", "https://evil.example/", False),
        ("https://пример.example", "https://xn--e1afmkfd.example/", False),
        ("A report", "https://evil.example/", False),
        ("p.m. in", "https://evil.example/", False),
        ("and/or", "https://evil.example/", False),
    ],
)
def test_a_text_that_is_an_address_leads_to_its_own_host(text: str, address: str, elsewhere: bool) -> None:
    assert shown_elsewhere(text, address) is elsewhere
