"""What pages show, as tables: places on a page, and what stands there.

A place is a selector, or a selector, ` @` and an attribute. What is wanted there is a list, of what all its elements
say; a text that one of them has in it; or a table of links, by their texts. Spaces count as one.
"""

import functools
from collections.abc import Mapping
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup

from .screens import wait

if TYPE_CHECKING:
    from selenium import webdriver

Wanted = str | list[str] | Mapping[str, str]
_SEEN = """
    const [selector, attribute] = arguments;
    const there = [...document.querySelectorAll(selector)];
    if (attribute) return there.map((one) => [one.getAttribute(attribute) ?? "", one.innerText]);
    return there.filter((one) => one.checkVisibility()).map((one) => [one.innerText, one.innerText]);
"""


def differences(page: BeautifulSoup, shows: Mapping[str, Wanted]) -> dict[str, list[str]]:
    """What a page shows otherwise than a table wants it, by place."""
    texts = {place: _in_soup(page, *_parts(place, wanted)) for place, wanted in shows.items()}
    return {place: texts[place] for place, wanted in shows.items() if not _fits(texts[place], wanted)}


def see(browser: "webdriver.Chrome", shows: Mapping[str, Wanted]) -> None:
    """Wait until the page in a browser shows what a table wants; what cannot be seen does not count."""
    for place, wanted in shows.items():
        partial = functools.partial(_in_browser, browser, *_parts(place, wanted))
        try:
            wait(browser, lambda _, seen=partial, wanted=wanted: _fits(seen(), wanted))
        except Exception as error:
            raise AssertionError(f"{place} shows {partial()}, and not {wanted}") from error


def _parts(place: str, wanted: Wanted) -> tuple[str, str, bool]:
    selector, _, attribute = place.partition(" @")
    links = isinstance(wanted, Mapping)
    return selector, "href" if links else attribute, links


def _fits(found: list[str], wanted: Wanted) -> bool:
    match wanted:
        case list():
            return found == wanted
        case Mapping():
            return {f"{text} → {address}" for text, address in wanted.items()} <= {*found}
        case _:
            return any(str(wanted) in text for text in found)


def _in_soup(page: BeautifulSoup, selector: str, attribute: str, links: bool) -> list[str]:
    texts = []
    for tag in page.select(selector):
        value = tag.get(attribute, "") if attribute else tag.get_text()
        texts.append(_said(" ".join(value) if isinstance(value, list) else value, tag.get_text(), links))
    return texts


def _in_browser(browser: "webdriver.Chrome", selector: str, attribute: str, links: bool) -> list[str]:
    if attribute in {"role", "name"}:
        elements = browser.find_elements("css selector", selector)
        return [element.aria_role if attribute == "role" else element.accessible_name for element in elements]
    return [_said(*pair, links) for pair in browser.execute_script(_SEEN, selector, attribute)]


def _said(value: str, text: str, links: bool) -> str:
    value = " ".join(value.split())
    return f"{' '.join(text.split())} → {value}" if links else value
