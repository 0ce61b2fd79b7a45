"""Which fonts there are, their order for a language, and what none of them can show: Typst itself is asked."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import typst
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefarchive.printing import fonts

from ..cases import by_cases

MAIN = b"""
#let job = json(bytes(sys.inputs.job))
#set document(title: "Test", date: datetime(year: 2014, month: 10, day: 17))
#set text(font: job.fonts, lang: "en", weight: job.weight, style: job.style)
#job.text
"""

Prints = Callable[..., bool]


@pytest.fixture(scope="module")
def prints() -> Prints:
    """Whether Typst has a glyph for all of a text; PDF/A forbids to print a box in its place."""
    families = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(one) for one in fonts.font_folders()]
    )
    compiler = typst.Compiler(font_paths=families)

    def compiles(text: str, *, language: str = "en", weight: str = "regular", style: str = "normal") -> bool:
        job = {"fonts": fonts.list_families("serif", language), "text": text, "weight": weight, "style": style}
        try:
            compiler.compile(input=MAIN, format="pdf", sys_inputs={"job": json.dumps(job)}, pdf_standards=["a-2a"])
        except typst.TypstError as error:
            if not re.search("could not be displayed|codepoint", error.message):
                raise
            return False
        return True

    return compiles


CASES = yaml.safe_load((Path(__file__).parent / "cases/fonts.yaml").read_text("utf-8"))
SCRIPTS = CASES["every_script_of_the_archive_is_printed"]["text"]
# Thai, Tibetan, Devanagari, Hebrew, emoji, a private character, a lost one, controls, and a mark that PDF/A forbids.
NOT_PRINTED = "ไท\u0e31བོद\u093fא😀🇨\ue000\ufffd\x01\x7f\ufeff\u1680\ufff9\ufffc\U0001f9ff"
NEVER_DRAWN = (
    "\u200b\u200c\u200d\u200e\u2060\u2066\u00ad\u034f\ufe0e\ufe0f\U000e0100\U000e0020\u180b\t\n\u2028\u205f\u3000"
)


@by_cases
def test_every_script_of_the_archive_is_printed(text: str, prints: Prints) -> None:
    assert fonts.find_missing(text) == ()
    assert prints(text)


@pytest.mark.parametrize("character", NOT_PRINTED, ids=ascii)
def test_a_character_that_no_font_has_is_told(character: str, prints: Prints) -> None:
    assert fonts.find_missing(f"a{character}b") == (character,)
    assert not prints(f"a{character}b")


@pytest.mark.parametrize("character", NEVER_DRAWN, ids=ascii)
def test_what_is_never_drawn_is_never_missing(character: str, prints: Prints) -> None:
    assert fonts.find_missing(f"a{character}b") == ()
    assert prints(f"a{character}b")


# Typst has no letter for these line ends beside a tab or a soft hyphen, and reading leaves none. It drops U+FEFF alone.
_MARKS = ["Cs", "Mn", "Mc", "Me"]
_LETTERS = st.characters(max_codepoint=0x2FFFF, exclude_categories=_MARKS, exclude_characters="\v\f\r\x85\ufeff")


@given(st.text(_LETTERS, min_size=1, max_size=3))
def test_typst_agrees_on_any_text(prints: Prints, text: str) -> None:
    assert prints(text, weight="bold", style="italic") is not bool(fonts.find_missing(text))


@given(
    st.text(
        st.sampled_from("aeonrKЖωب中한") | st.characters(max_codepoint=0x6FF, categories=["Mn"]), min_size=2, max_size=4
    )
)
def test_typst_prints_any_letter_with_accents_of_which_none_is_missing(prints: Prints, text: str) -> None:
    assert fonts.find_missing(text) or prints(text, weight="bold", style="italic")


@pytest.mark.parametrize(("weight", "style"), [("bold", "normal"), ("regular", "italic"), ("bold", "italic")])
def test_every_script_is_printed_in_bold_and_italic_too(weight: str, style: str, prints: Prints) -> None:
    assert prints(" ".join(SCRIPTS), weight=weight, style=style)


@pytest.mark.parametrize(
    ("letter", "accent", "printed"),
    [("a", "\u0325", True), ("a", "\u0346", False), ("e", "\u032d", False), ("Ж", "\u0317", False)],
)
def test_an_accent_needs_a_font_that_has_it_with_its_letter(
    letter: str, accent: str, printed: bool, prints: Prints
) -> None:
    assert fonts.find_missing(letter + accent) == (() if printed else (accent,))
    assert prints(letter + accent) is printed


def test_the_families_are_those_that_typst_finds() -> None:
    folders = [str(folder) for folder in fonts.font_folders()]
    families = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders).families()
    named = {
        family if isinstance(family, str) else family["name"]
        for language in ("en", "zh", "ar")
        for kind in fonts.KINDS
        for family in fonts.list_families(kind, language)
    }
    assert named == set(families)


@by_cases
def test_the_first_families_fit_the_script_and_the_region_of_a_language(language: str, first: list[str]) -> None:
    serif, sans = (fonts.list_families(kind, language) for kind in ("serif", "sans"))
    assert [one if isinstance(one, str) else f"{one['name']}, {one['covers']}" for one in serif[: len(first)]] == first
    # Amiri has no letters without serifs.
    own, *others = (one.replace("Source Serif 4", "Source Sans 3").replace("Noto Serif", "Noto Sans") for one in first)
    assert [one if isinstance(one, str) else f"{one['name']}, {one['covers']}" for one in sans[: len(first)]] == [
        own,
        *others,
    ]
