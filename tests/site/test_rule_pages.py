"""Each rule has a page with its manual and its cases."""

from pathlib import Path

from briefarchive.importing import RULES
from briefarchive.site.rule_pages import rule_pages

ROOT = Path(__file__).parents[2]
PAGES = {page.code: page for page in rule_pages(ROOT, RULES)}


def test_every_rule_has_a_page_at_its_code() -> None:
    assert {page.address for page in PAGES.values()} == {f"docs/reference/rules/{rule.code}.html" for rule in RULES}


def test_a_page_shows_a_broken_file_what_is_said_of_it_and_the_mended_one() -> None:
    example = next(one for one in PAGES["V201"].broken if one.name == "2014-10-17-name.md")
    assert "countries: [UK]" in example.text
    assert 'V201 error: unknown country code "UK"' in example.told
    assert "countries: [GB]" in example.mended


def test_a_page_shows_a_file_that_keeps_the_rule() -> None:
    assert PAGES["V201"].kept
    assert all(not example.told for example in PAGES["V201"].kept)


def test_no_example_holds_a_sign_that_turns_the_page_around() -> None:
    shown = [text for page in PAGES.values() for one in page.broken + page.kept for text in (one.text, one.told)]
    assert shown
    assert not any(sign in text for text in shown for sign in "\u202e\u2066\u200b\x1b")


def test_the_manual_is_html_and_shows_code_as_such() -> None:
    assert "<code>CN</code>" in PAGES["V201"].manual
    assert "<table>" in PAGES["C204"].manual


def test_an_archive_without_the_tests_has_pages_without_examples(tmp_path: Path) -> None:
    assert all(page.broken == page.kept == () for page in rule_pages(tmp_path, RULES))
