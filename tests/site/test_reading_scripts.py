"""The scripts for reading in a real browser: cards, keys, appearance, permanent links; and what is there without."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.actions.pointer_input import PointerInput
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from ..screens import wait
from .building import BuiltSite

HARBOUR = "archive/2014/2014-05-02-harbour.html"
MARK = ".prose a.ref"


@pytest.fixture(scope="module")
def address(site: BuiltSite, serve: Callable[[Path], str]) -> str:
    """Where the site is served."""
    return serve(site.outdir)


@pytest.fixture
def page(browser: webdriver.Chrome, address: str) -> Iterator[webdriver.Chrome]:
    """The browser on a brief, on a wide screen; it is as it was afterwards."""
    size = {"width": 1280, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    still = {"features": [{"name": "prefers-reduced-motion", "value": "reduce"}]}  # nothing moves while it is clicked
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", still)
    browser.get(f"{address}/{HARBOUR}")
    browser.execute_script("localStorage.clear()")
    browser.get(f"{address}/{HARBOUR}")
    ActionChains(browser).move_by_offset(1, 1).perform()
    yield browser
    browser.execute_script("localStorage.clear()")
    ActionBuilder(browser).clear_actions()
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def _find(page: webdriver.Chrome, selector: str) -> WebElement:
    return page.find_element(By.CSS_SELECTOR, selector)


def _is_open(page: webdriver.Chrome) -> bool:
    return bool(page.execute_script("return document.querySelector('.card').matches(':popover-open')"))


def _wait_for_card(page: webdriver.Chrome, *, pinned: bool = False) -> WebElement:
    wait(page, lambda _: _is_open(page))
    if pinned:
        wait(page, lambda _: "pinned" in _find(page, ".card").get_attribute("class"))
    return _find(page, ".card")


def _wait_until_closed(page: webdriver.Chrome) -> None:
    wait(page, lambda _: not _is_open(page))


def _has_focus(page: webdriver.Chrome, element: WebElement) -> bool:
    return bool(page.execute_script("return document.activeElement === arguments[0]", element))


def _press(page: webdriver.Chrome, *keys: str) -> None:
    ActionChains(page).send_keys(*keys).perform()


def _focus_by_keyboard(page: webdriver.Chrome, element: WebElement) -> None:
    """Come to an element with the tab key, from the one before it."""
    page.execute_script(
        "const all = [...document.querySelectorAll('a[href], button, summary')].filter((one) => one.offsetParent);"
        "all[all.indexOf(arguments[0]) - 1].focus({preventScroll: true});",
        element,
    )
    _press(page, Keys.TAB)
    assert _has_focus(page, element)


def test_the_pointer_shows_the_source_of_a_mark_and_hides_it_when_it_leaves_both(page: webdriver.Chrome) -> None:
    mark = _find(page, MARK)
    assert mark.accessible_name.startswith("Source 1: ")
    ActionChains(page).move_to_element(mark).perform()
    card = _wait_for_card(page)
    assert "Gǎngkǒu kāifàng" in card.text
    assert "Close" not in card.text
    assert card.find_elements(By.CSS_SELECTOR, "[id]") == []
    assert _has_focus(page, _find(page, "body"))
    ActionChains(page).move_to_element(card).pause(0.6).perform()
    assert _is_open(page)
    ActionChains(page).move_to_element(_find(page, "h1")).perform()
    _wait_until_closed(page)


def test_the_keyboard_shows_a_card_enter_pins_it_and_escape_gives_the_focus_back(page: webdriver.Chrome) -> None:
    mark = _find(page, MARK)
    _focus_by_keyboard(page, mark)
    _wait_for_card(page)
    _press(page, Keys.ESCAPE)
    _wait_until_closed(page)
    assert _has_focus(page, mark)
    _press(page, Keys.ENTER)
    card = _wait_for_card(page, pinned=True)
    assert card.aria_role == "dialog"
    assert card.accessible_name == mark.accessible_name
    assert mark.get_attribute("aria-expanded") == "true"
    assert page.execute_script("return document.querySelector('.card').contains(document.activeElement)")
    _press(page, Keys.ESCAPE)
    _wait_until_closed(page)
    assert _has_focus(page, mark)
    assert mark.get_attribute("aria-expanded") is None
    assert page.current_url.endswith(HARBOUR)


def test_a_click_pins_a_card_which_stays_until_it_is_closed(page: webdriver.Chrome) -> None:
    mark = _find(page, MARK)
    mark.click()
    card = _wait_for_card(page, pinned=True)
    ActionChains(page).move_to_element(_find(page, "h1")).pause(0.5).perform()
    assert _is_open(page)
    card.find_element(By.CSS_SELECTOR, ".c-bar button").click()
    _wait_until_closed(page)
    assert _has_focus(page, mark)
    for element in (_find(page, "h1"), mark):  # a click elsewhere closes it, and a second one on the mark
        page.execute_script("arguments[0].scrollIntoView({block: 'center'})", mark)
        mark.click()
        _wait_for_card(page, pinned=True)
        page.execute_script("arguments[0].scrollIntoView({block: 'center'})", mark)
        element.click()
        _wait_until_closed(page)


def test_a_card_that_is_shown_is_pinned_by_a_click_on_it_and_leads_to_the_list(page: webdriver.Chrome) -> None:
    ActionChains(page).move_to_element(_find(page, MARK)).perform()
    _wait_for_card(page).find_element(By.CSS_SELECTOR, ".rom").click()
    card = _wait_for_card(page, pinned=True)
    card.find_element(By.LINK_TEXT, "In the list of sources").click()
    _wait_until_closed(page)
    assert page.current_url.endswith("#_source-1")


def test_a_note_beside_the_text_opens_the_card_of_its_source(page: webdriver.Chrome) -> None:
    note = next(one for one in page.find_elements(By.CSS_SELECTOR, ".sn") if "Example Daily" in one.text)
    note.click()
    assert "A harbour opens & <closes>" in _wait_for_card(page, pinned=True).text


def test_a_link_to_a_brief_shows_its_head_and_a_click_goes_there(page: webdriver.Chrome) -> None:
    link = _find(page, ".prose a.to-brief")
    ActionChains(page).move_to_element(link).perform()
    assert "The first brief" in _wait_for_card(page).text
    link.click()
    wait(page, lambda _: page.current_url.endswith("archive/2013/2013-12-31-first.html"))


def test_a_tap_pins_the_cards_of_marks_and_of_links_as_a_sheet(
    browser: webdriver.Chrome, page: webdriver.Chrome
) -> None:
    size = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    browser.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": True})
    try:
        page.refresh()
        for selector in (MARK, ".prose a.to-brief"):
            target = _find(page, selector)
            page.execute_script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", target)
            _tap(page, target)
            card = _wait_for_card(page, pinned=True)
            assert (card.rect["x"], card.rect["width"]) == (0, 390)
            assert page.current_url.endswith(HARBOUR)
            card.find_element(By.CSS_SELECTOR, ".c-bar button").click()
            _wait_until_closed(page)
    finally:
        browser.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": False})


def _tap(page: webdriver.Chrome, element: WebElement) -> None:
    actions = ActionBuilder(page, mouse=PointerInput("touch", "finger"))
    actions.pointer_action.move_to(element).pointer_down().pointer_up()
    actions.perform()


def test_keys_lead_to_the_search_and_through_the_sections(page: webdriver.Chrome) -> None:
    _press(page, "n")
    wait(page, lambda _: page.execute_script("return scrollY") > 0)
    _press(page, "/")
    field = page.switch_to.active_element
    assert (field.tag_name, field.get_attribute("name")) == ("input", "q")
    field.send_keys("t?n/")
    assert field.get_attribute("value") == "t?n/"
    assert page.execute_script("return document.documentElement.dataset.theme") is None


def test_the_keys_are_told_and_escape_goes_back(page: webdriver.Chrome) -> None:
    mark = _find(page, MARK)
    _focus_by_keyboard(page, mark)
    _press(page, "?")
    panel = wait(page, lambda _: page.find_elements(By.CLASS_NAME, "panel"))[0]
    assert (panel.aria_role, panel.accessible_name) == ("dialog", "Keys")
    assert [one.text for one in panel.find_elements(By.TAG_NAME, "kbd")][:1] == ["/"]
    _press(page, Keys.ESCAPE)
    wait(page, lambda _: not page.find_elements(By.CLASS_NAME, "panel"))
    assert _has_focus(page, mark)


def test_the_appearance_is_changed_by_button_and_key_and_is_kept(page: webdriver.Chrome, address: str) -> None:
    def shown() -> tuple[str, str]:
        button = _find(page, "[data-appearance]")
        return page.execute_script("return document.documentElement.dataset.theme"), button.get_attribute(
            "aria-pressed"
        )

    assert _find(page, "[data-appearance]").accessible_name == "Dark appearance"
    _find(page, "[data-appearance]").click()
    assert shown() == ("dark", "true")
    page.get(f"{address}/countries/index.html")
    assert shown() == ("dark", "true")
    _press(page, "t")
    assert shown() == ("light", "false")


@pytest.fixture
def clipboard(page: webdriver.Chrome, address: str) -> Callable[[], str]:
    """What is in the clipboard."""
    grant = {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"], "origin": address}
    page.execute_cdp_cmd("Browser.grantPermissions", grant)
    return lambda: str(page.execute_async_script("navigator.clipboard.readText().then(arguments[0])"))


def _wait_for_toast(page: webdriver.Chrome) -> None:
    wait(page, lambda _: [one.text for one in page.find_elements(By.CLASS_NAME, "toast")] == ["Copied"])
    assert _find(page, ".toast").aria_role == "status"
    page.execute_script("document.querySelector('.toast').remove()")


def test_the_number_of_a_paragraph_is_its_address_and_copies_it(
    page: webdriver.Chrome, address: str, clipboard: Callable[[], str]
) -> None:
    _find(page, "#_p2 a.pn").click()
    _wait_for_toast(page)
    assert page.current_url == clipboard() == f"{address}/{HARBOUR}#_p2"


def test_each_citation_can_be_copied(page: webdriver.Chrome, clipboard: Callable[[], str]) -> None:
    rows = page.find_elements(By.CSS_SELECTOR, ".cite-row:has([data-copy])")
    assert len(rows) == 5
    for row in rows:
        button = row.find_element(By.CSS_SELECTOR, "[data-copy]")
        assert button.accessible_name == f"Copy {row.find_element(By.TAG_NAME, 'dt').text}"
        button.click()
        _wait_for_toast(page)
        text = row.find_element(By.CLASS_NAME, "citation-text").get_property("textContent")
        assert clipboard() == text.strip()


def test_without_a_clipboard_a_citation_is_selected_and_copied(page: webdriver.Chrome) -> None:
    page.execute_script(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined});"
        "document.addEventListener('copy', () => { window.copied = document.activeElement.value; });"
    )
    button = _find(page, ".cites [data-copy]")
    button.click()
    _wait_for_toast(page)
    assert page.execute_script("return window.copied") == _find(page, ".citation-text").text
    assert _has_focus(page, button)


def test_the_contents_tell_where_the_reader_is(page: webdriver.Chrome) -> None:
    page.execute_script("document.getElementById('_cite').scrollIntoView({behavior: 'instant'})")
    current = ".toc a[aria-current=true]"
    wait(page, lambda _: page.find_elements(By.CSS_SELECTOR, current))
    assert len(page.find_elements(By.CSS_SELECTOR, current)) == 1


def test_without_script_all_is_there_and_marks_are_links(page: webdriver.Chrome, address: str) -> None:
    page.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        page.get(f"{address}/{HARBOUR}")
        assert page.find_elements(By.CLASS_NAME, "card") == []
        assert [
            one for one in page.find_elements(By.CSS_SELECTOR, "button:not([type=submit])") if one.is_displayed()
        ] == []
        assert _find(page, "#_sources").is_displayed()
        assert _find(page, ".toc").rect["height"] > 0
        _find(page, MARK).click()
        assert page.current_url.endswith("#_source-1")
        _find(page, ".prose a.to-brief").click()
        assert page.current_url.endswith("archive/2013/2013-12-31-first.html")
    finally:
        page.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
        page.get(f"{address}/{HARBOUR}")
