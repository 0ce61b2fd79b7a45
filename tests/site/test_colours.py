"""An accent of an archive's own can be read everywhere, or is refused."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sphinx.errors import ConfigError

from briefarchive.site.colours import GROUND, LEAST_CONTRAST, accent_rules, contrast, read_accent

COLOURS = st.from_regex("#[0-9a-f]{6}", fullmatch=True)


def _properties(rules: str) -> tuple[dict[str, str], dict[str, str]]:
    """The colours for light and for dark paper."""
    colours = re.findall(r"--([\w-]+):light-dark\((#\w+),(#\w+)\);", rules)
    return {name: light for name, light, _ in colours}, {name: dark for name, _, dark in colours}


def test_contrast_is_that_of_wcag_and_no_accent_leaves_the_style_sheet_alone() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert read_accent("") is None


def test_a_colour_that_cannot_be_read_is_refused_with_one_that_can() -> None:
    with pytest.raises(ConfigError, match=r"#ff6600 has a contrast of 2\.5 .* needs 4\.5\. #\w{6} is near") as error:
        read_accent("#ff6600")
    proposed = re.findall(r"#\w{6}", str(error.value))[-1]
    assert read_accent(proposed)


@pytest.mark.parametrize("value", ["blue", "#12345", {"dark": "#9cc3e6"}, {"light": "#1f4e79", "grey": "#777777"}, 3])
def test_what_is_no_colour_is_refused(value: object) -> None:
    with pytest.raises(ConfigError, match="briefs_accent"):
        read_accent(value)


@settings(max_examples=20)
@given(COLOURS)
def test_text_in_and_on_all_colours_that_follow_from_an_accent_can_be_read(colour: str) -> None:
    try:
        accent = read_accent(colour)
    except ConfigError:
        return
    assert accent
    light, dark = _properties(accent_rules(accent))
    for scheme, colours, on_high in (("light", light, "#fff8f0"), ("dark", dark, "#22090e")):
        texts = {"s-1": colours["on-lo"], "s-2": colours["on-lo"], "s-3": "#ffffff", "s-4": on_high, "s-5": on_high}
        pairs = [(colours[name], text) for name, text in {**texts, "fill": "#fff8f0"}.items()]
        pairs += [(colours["claret"], GROUND[scheme]), (colours["claret"], colours["claret-wash"])]
        assert all(contrast(*pair) >= LEAST_CONTRAST for pair in pairs), (scheme, colours)
