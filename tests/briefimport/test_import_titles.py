"""Titles of briefs whose text has none: found in what was handed over, and never made up."""

from typing import Any

from briefimport.document import Block, Hint, Hints
from briefimport.legacy import LegacyBrief
from briefimport.titles import find_title, site_names, strip_site, title_from_slug

from ..cases import by_cases

TEXT = "China and Russia have signed thirty-eight agreements in Moscow, and more will follow."


def brief(
    *titles: str, title: str = "", origin: str = "12.html", address: str = "", copies: tuple[LegacyBrief, ...] = ()
) -> LegacyBrief:
    hints = Hints(
        titles=tuple(Hint(value=value, where="HTML title") for value in titles),
        addresses=(Hint(value=address, where="meta og:url"),) if address else (),
    )
    return LegacyBrief(
        origin=origin, sha256="0", text=TEXT, title=title, body=(Block(text=TEXT),), hints=hints, copies=copies
    )


def told(hint: Hint | None) -> tuple[str, str] | None:
    return (hint.value, hint.where) if hint else None


@by_cases
def test_title_is_found_where_somebody_wrote_it(said: dict[str, Any], expected: tuple[str, str] | None) -> None:
    copies = tuple(brief(origin=origin) for origin in said.pop("copies", ()))
    assert told(find_title(brief(*said.pop("titles", ()), copies=copies, **said))) == expected


@by_cases
def test_name_of_the_site_is_what_the_pages_share(titles: list[str], expected: set[str]) -> None:
    assert site_names(brief(title) for title in titles) == expected


@by_cases
def test_title_is_what_the_site_does_not_say(title: str, expected: str) -> None:
    assert strip_site(title, frozenset({"Foundation"})) == expected


@by_cases
def test_slug_is_a_title_if_it_has_words_enough(slug: str, expected: str) -> None:
    assert title_from_slug(slug) == expected
