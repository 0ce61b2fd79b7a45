"""Which countries a text names again and again."""

import pytest

from briefarchive.reading.vocabularies.countries import countries_named_often


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Russia " * 5, ("RU",)),
        ("Russia " * 4, ()),
        ("Russia, Russian Federation. " * 3, ("RU",)),
        ("South Korea and North Korea. " * 5, ("KP", "KR")),
        ("Papua New Guinea. " * 5, ("PG",)),
        ("Guinea-Bissau. " * 5, ("GW",)),
        ("South China Sea. " * 5, ()),
        ("China Daily and China. " * 5, ("CN",)),
        ("Sino-Russian talks, russia. " * 5, ()),
        ("Georgia and Jordan. " * 9, ()),
        ("Hong Kong. " * 5, ("HK",)),
        ("Russia's and Russia’s. " * 3, ("RU",)),
        ("Nigeria. " * 5, ("NG",)),
        ("俄罗斯" * 5, ("RU",)),
        ("印度尼西亚" * 5, ("ID",)),
        ("印度洋" * 5, ()),
    ],
)
def test_countries_are_counted_by_whole_names(text: str, codes: tuple[str, ...]) -> None:
    assert countries_named_often(text) == codes
