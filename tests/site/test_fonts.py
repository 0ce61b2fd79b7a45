"""The fonts of the site: small, under names of their own, and the same each time."""

import io
import re

import pytest
from fontTools.ttLib import TTFont

from briefarchive.site.fonts import FOLDER, SiteFonts, site_fonts
from briefarchive.storage.files import digest
from make_fonts import CUTS, RANGES, make

from .building import BuiltSite


@pytest.fixture(scope="module")
def made() -> SiteFonts:
    return site_fonts({})


def _opened(site_fonts: SiteFonts) -> dict[str, TTFont]:
    return {name: TTFont(io.BytesIO(data)) for name, data in site_fonts.files.items() if name.endswith(".woff2")}


def test_each_cut_has_a_file_for_each_range_and_those_for_latin_letters_are_small(made: SiteFonts) -> None:
    wanted = {f"fonts/{cut.name}-{part}" for cut in CUTS for part in RANGES}
    assert {name.rsplit(".", 2)[0] for name in made.files if name.endswith(".woff2")} == wanted
    assert sum(len(data) for name, data in made.files.items() if "-latin." in name) <= 120_000


def test_no_font_has_the_reserved_name_and_each_keeps_its_licence(made: SiteFonts) -> None:
    for name, font in _opened(made).items():
        texts = {name.nameID: str(name) for name in font["name"].names}
        assert not any("Source" in texts.get(number, "") for number in (1, 2, 3, 4, 6, 16)), name
        assert "Adobe" in texts[0]
        assert "Open Font License" in texts[13]
    for licence in ("fonts/OFL-source-serif-4.txt", "fonts/OFL-source-sans-3.txt"):
        assert b"SIL OPEN FONT LICENSE" in made.files[licence]


def test_no_character_is_in_two_files_of_a_cut(made: SiteFonts) -> None:
    for cut in CUTS:
        pattern = rf"fonts/{cut.name}-(?:{'|'.join(RANGES)})\."
        files = [font for name, font in _opened(made).items() if re.match(pattern, name)]
        characters = [character for font in files for character in font.getBestCmap()]
        assert len(characters) == len(set(characters))
        assert {ord(letter) for letter in "aéőжλ–’≥"} <= set(characters)


def test_the_style_sheet_names_each_file_and_what_is_in_it(made: SiteFonts) -> None:
    rules = dict(re.findall(r"url\((.+?)\).*?unicode-range:(.+?)\}", made.stylesheet))
    assert set(rules) == set(_opened(made))
    assert all(digest(made.files[name])[:8] in name for name in rules)
    greek = next(rules[name] for name in rules if "brief-serif-greek" in name)
    assert "U+3A3-3CE" in greek
    assert '--font-text:"Brief Serif","Brief Serif Georgia","Brief Serif Times";' in made.stylesheet
    assert made.preloaded == tuple(name for name in rules if "brief-serif-latin." in name)


def test_a_fallback_takes_as_much_room_as_the_font_that_is_to_come(made: SiteFonts) -> None:
    """`size-adjust` scales all measures, so the overrides are those of our font, divided by it."""
    measures = r"size-adjust:(.+?)%;ascent-override:(.+?)%;descent-override:(.+?)%"
    for cut, file in (("Brief Serif", "brief-serif-latin."), ("Brief Sans", "brief-sans-latin.")):
        font = next(font for name, font in _opened(made).items() if file in name)
        described = re.findall(rf'"{cut} \w+";src:local.*?{measures}', made.stylesheet)
        assert described
        for size, ascent, descent in described:
            scale = float(size) / 100
            assert float(ascent) * scale == pytest.approx(font["hhea"].ascent / 10, abs=0.1)
            assert float(descent) * scale == pytest.approx(-font["hhea"].descent / 10, abs=0.1)


def test_a_font_that_is_made_anew_has_the_same_bytes() -> None:
    data, _ = make(next(cut for cut in CUTS if cut.family == "Brief Display"), "greek")
    assert data == (FOLDER / "brief-display-greek.woff2").read_bytes()


def test_every_page_fetches_the_text_font_early_and_finds_all_of_them(site: BuiltSite, made: SiteFonts) -> None:
    link = site.page("countries/index.html").select_one("link[rel=preload]")
    assert link
    assert (site.outdir / "countries" / str(link["href"])).resolve().is_file()
    assert link["as"] == "font"
    for name, data in made.files.items():
        assert (site.outdir / "_static" / name).read_bytes() == data
