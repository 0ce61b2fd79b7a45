"""Scenes in a browser, as lists of steps: what a reader does on the pages of a site, and what is seen there.

A step is one verb with what it is about: an address, a selector, keys, or a table of both. A key is one letter or the
name of one, as `ENTER`. What is to be seen, `tests/pages.py` tells; it is waited for.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.actions.pointer_input import PointerInput
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select

from .pages import see
from .screens import complaints, faults_of_accessibility, requested, wait

Step = Mapping[str, Any]
Chrome = webdriver.Chrome


def play(browser: Chrome, address: str, steps: Iterable[Step]) -> None:
    """Take each step, on the site at an address."""
    number, verb = 0, ""
    for logged in (complaints, requested):
        logged(browser)  # what was said and asked for before does not count
    try:
        for number, step in enumerate(steps, 1):  # noqa: B007
            for verb, what in step.items():
                VERBS[verb](browser, address, what)
    except Exception as error:
        error.add_note(f"in step {number}: {verb}")
        raise
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        _touch(browser, address, False)
        _scripts(browser, address, True)


def _find(browser: Chrome, selector: str) -> WebElement:
    """The first element that can be seen, once there is one."""
    return wait(browser, lambda page: _visible(page, selector))[0]


def _visible(browser: Chrome, selector: str) -> list[WebElement]:
    return [element for element in browser.find_elements(By.CSS_SELECTOR, selector) if element.is_displayed()]


def _open(browser: Chrome, address: str, path: str) -> None:
    if browser.current_url.partition("#")[0] == f"{address}/{path}".partition("#")[0]:
        browser.get("about:blank")  # since the same page would only be scrolled
    browser.get(f"{address}/{path}")


def _press(browser: Chrome, _address: str, keys: str | list[str]) -> None:
    for key in [keys] if isinstance(keys, str) else keys:
        ActionChains(browser).send_keys(getattr(Keys, key, key)).perform()


def _press_on(browser: Chrome, _address: str, keys: Mapping[str, str]) -> None:
    for selector, key in keys.items():
        _find(browser, selector).send_keys(getattr(Keys, key, key))


def _press_button(browser: Chrome, _address: str, text: str) -> None:
    """Press the button that says so, of an opened panel or else of the page, once there is one."""
    path = ".panel button, body:not(:has(.panel)) main button"
    named = wait(browser, lambda page: [one for one in page.find_elements(By.CSS_SELECTOR, path) if one.text == text])
    named[0].click()


def _write(browser: Chrome, _address: str, texts: Mapping[str, str]) -> None:
    """Write into a field, in the place of what it has."""
    for selector, text in texts.items():
        field = _find(browser, selector)
        field.clear()
        field.send_keys(text)


def _reach(browser: Chrome, _address: str, selector: str) -> None:
    """Come to an element by the tab key, from the one before it."""
    browser.execute_script(
        "const all = [...document.querySelectorAll('a[href], button, summary')].filter((one) => one.offsetParent);"
        "all[all.indexOf(arguments[0]) - 1].focus({preventScroll: true});",
        _find(browser, selector),
    )
    ActionChains(browser).send_keys(Keys.TAB).perform()


def _hover(browser: Chrome, _address: str, selector: str) -> None:
    ActionChains(browser).move_to_element(_find(browser, selector)).pause(0.1).perform()


def _tap(browser: Chrome, _address: str, selector: str) -> None:
    target = _find(browser, selector)
    browser.execute_script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", target)
    actions = ActionBuilder(browser, mouse=PointerInput("touch", "finger"))
    actions.pointer_action.move_to(target).pointer_down().pointer_up()
    actions.perform()


def _choose(browser: Chrome, _address: str, options: Mapping[str, str]) -> None:
    for selector, text in options.items():
        Select(_find(browser, selector)).select_by_visible_text(text)


def _focus(browser: Chrome, _address: str, selector: str) -> None:
    """See that the first element that is so has the focus."""
    script = "return document.activeElement === document.querySelector(arguments[0])"
    wait(browser, lambda page: page.execute_script(script, selector))


def _url(browser: Chrome, address: str, path: str) -> None:
    wait(browser, lambda page: page.current_url == f"{address}/{path}")


def _holds(browser: Chrome, _address: str, expression: str) -> None:
    wait(browser, lambda page: page.execute_script(f"return ({expression})"))


def _copied(browser: Chrome, address: str, text: str) -> None:
    """See that a text is in the clipboard, in which `§` stands for the address of the site."""
    grant = {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"], "origin": address}
    browser.execute_cdp_cmd("Browser.grantPermissions", grant)
    assert browser.execute_async_script("navigator.clipboard.readText().then(arguments[0])") == text.replace(
        "§", address
    )


def _screen(browser: Chrome, _address: str, width: int) -> None:
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


def _touch(browser: Chrome, _address: str, on: bool) -> None:
    browser.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": on})


def _scripts(browser: Chrome, _address: str, on: bool) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not on})


def _quiet(browser: Chrome, address: str, _: bool) -> None:
    """See that nothing was said in the console, and nobody else asked."""
    assert complaints(browser) == []
    addresses = [url for url in requested(browser) if not url.startswith((f"{address}/", "data:", "blob:"))]
    assert [url for url in addresses if url != "about:blank"] == []


def _accessible(browser: Chrome, _address: str, _: bool) -> None:
    assert faults_of_accessibility(browser) == []


VERBS: Mapping[str, Callable[[Chrome, str, Any], object]] = {
    "open": _open,
    "back": lambda browser, _, __: browser.back(),
    "forward": lambda browser, _, __: browser.forward(),
    "press": _press,
    "press on": _press_on,
    "press button": _press_button,
    "write": _write,
    "reach": _reach,
    "click": lambda browser, _, selector: _find(browser, selector).click(),
    "hover": _hover,
    "tap": _tap,
    "choose": _choose,
    "see": lambda browser, _, shows: see(browser, shows),
    "focus": _focus,
    "url": _url,
    "run": lambda browser, _, script: browser.execute_script(script),
    "holds": _holds,
    "copied": _copied,
    "screen": _screen,
    "touch": _touch,
    "scripts": _scripts,
    "quiet": _quiet,
    "accessible": _accessible,
}
