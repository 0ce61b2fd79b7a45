"""The page of results and the search boxes, as a reader uses them."""

import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from briefarchive.site.security_headers import headers

from ..cases import by_cases
from ..screens import complaints, faults_of_accessibility, requested, screen, wait


@pytest.fixture(scope="module")
def address(searched: Path, serve: Callable[[Path], str]) -> str:
    """Where the site is served."""
    return serve(searched)


def place(browser: webdriver.Chrome, name: str) -> WebElement:
    return browser.find_element(By.CSS_SELECTOR, f"[data-place={name}]")


def status(browser: webdriver.Chrome) -> str:
    return place(browser, "status").text


def titles(browser: webdriver.Chrome) -> list[str]:
    links = browser.find_elements(By.CSS_SELECTOR, "[data-place=results] .title > a:first-child")
    return [one.text for one in links]


def search(browser: webdriver.Chrome, address: str, query: str, count: str) -> None:
    """Open the page of results at *query*, and wait for what it says."""
    browser.get(f"{address}/search.html?{query}")
    wait(browser, lambda page: status(page).startswith(count))


def unfold_filters(browser: webdriver.Chrome) -> None:
    """On a narrow screen they are folded; the window of the tests is one."""
    browser.find_element(By.CSS_SELECTOR, ".filters summary").send_keys(Keys.ENTER)


def asked(browser: webdriver.Chrome) -> dict[str, list[str]]:
    return parse_qs(urlsplit(browser.current_url).query)


def test_results_come_as_one_types_and_stand_in_the_address(browser: webdriver.Chrome, address: str) -> None:
    browser.get(f"{address}/search.html")
    browser.switch_to.active_element.send_keys("currency swap")
    wait(browser, lambda page: status(page) == "1 result")
    assert titles(browser) == ["China and Russia agree on a currency swap"]
    assert asked(browser) == {"q": ["currency swap"]}
    told = place(browser, "told")
    assert (told.get_attribute("role"), told.get_property("textContent")) == ("status", "1 result")


def test_a_search_can_be_linked_and_gone_back_to(browser: webdriver.Chrome, address: str) -> None:
    search(browser, address, "q=PRC", "10 results")
    box = browser.find_element(By.ID, "_q")
    box.clear()
    box.send_keys("LNG", Keys.ENTER)
    wait(browser, lambda page: status(page) == "3 results")
    browser.back()
    wait(browser, lambda page: status(page) == "10 results")
    assert browser.find_element(By.ID, "_q").get_property("value") == "PRC"
    browser.forward()
    wait(browser, lambda page: status(page) == "3 results")


def test_filters_narrow_are_shown_and_can_be_taken_away(browser: webdriver.Chrome, address: str) -> None:
    search(browser, address, "q=PRC", "10 results")
    unfold_filters(browser)
    russia = wait(browser, lambda page: page.find_element(By.CSS_SELECTOR, '[data-filter="country:RU"]'))
    assert russia.accessible_name == "Russia 4"
    assert "The numbers count results." in place(browser, "filters").text
    russia.send_keys(Keys.SPACE)
    wait(browser, lambda page: status(page) == "4 results")
    assert asked(browser) == {"q": ["PRC"], "country": ["RU"]}
    assert browser.switch_to.active_element.get_attribute("data-filter") == "country:RU"
    chip = place(browser, "chosen").find_element(By.TAG_NAME, "button")
    assert chip.accessible_name == "Russia: take this filter away"
    chip.send_keys(Keys.ENTER)
    wait(browser, lambda page: status(page) == "10 results")
    assert asked(browser) == {"q": ["PRC"]}


def test_more_results_are_added_and_the_focus_goes_on(browser: webdriver.Chrome, address: str) -> None:
    search(browser, address, "q=year:2000-2100", "13 results")
    assert len(titles(browser)) == 10
    assert place(browser, "more").text == "Show 3 more"
    place(browser, "more").send_keys(Keys.ENTER)
    wait(browser, lambda page: len(titles(page)) == 13)
    assert browser.switch_to.active_element.text == titles(browser)[10]
    assert not place(browser, "more").is_displayed()


def test_the_page_of_a_country_stands_above_the_briefs(browser: webdriver.Chrome, address: str) -> None:
    search(browser, address, "q=俄羅斯", "4 results")
    named = place(browser, "named")
    assert named.text.split("\n") == ["Country", "Russia", "(俄羅斯)", "4 briefs filed under it"]
    assert named.location["y"] < place(browser, "results").location["y"]
    named.find_element(By.TAG_NAME, "a").click()
    assert browser.find_element(By.TAG_NAME, "h1").text == "Russia"


def test_a_result_tells_date_passage_reason_and_terms(browser: webdriver.Chrome, address: str) -> None:
    search(browser, address, "q=Burma", "1 result")
    lines = place(browser, "results").text.split("\n")
    assert lines == [
        *("Jul 1", "2012", "Myanmar changes its gas law", "A law on pipelines was passed."),
        *("Burma → Myanmar (Burma)", "Myanmar (Burma) Natural gas"),
    ]
    terms = browser.find_elements(By.CSS_SELECTOR, "[data-place=results] .terms a")
    links = [one.get_attribute("href").removeprefix(f"{address}/") for one in terms]
    assert links == ["countries/MM.html", "topics/natural-gas.html"]


def evidence(browser: webdriver.Chrome) -> list[object]:
    """Of each entry on the page: what it says of its sources, and how large its squares are, and who tells them."""
    return browser.execute_script("""
        const tellers = (strip) => [...new Set([...strip.querySelectorAll("path")].map((path) => path.classList[0]))];
        return [...document.querySelectorAll(".entry")].filter((entry) => entry.offsetParent).map((entry) => {
            const strip = entry.querySelector(".strip");
            if (!strip) return [];
            const { width, height } = strip.getBoundingClientRect();
            return [entry.querySelector(":scope > p").firstChild.textContent, width, height, ...tellers(strip)];
        });
    """)


def test_a_result_has_the_squares_and_the_button_that_it_has_in_a_list(browser: webdriver.Chrome, address: str) -> None:
    browser.get(f"{address}/topics/finance.html")
    listed = evidence(browser)
    search(browser, address, "q=topic:finance", f"{len(listed)} result")
    assert evidence(browser) == listed
    strip = browser.find_element(By.CSS_SELECTOR, "[data-place=results] .strip")
    assert strip.accessible_name == "2 sources: Press 2"
    button = browser.find_element(By.CSS_SELECTOR, "[data-place=results] .keep")
    assert button.accessible_name == f"Keep: {titles(browser)[0]}"
    assert button.get_attribute("data-keep") == "archive/2014/2014-10-17-swap.html"


@by_cases
def test_a_result_says_in_which_language_and_where_words_were_found(
    browser: webdriver.Chrome, address: str, query: str, count: str, selector: str, text: str
) -> None:
    search(browser, address, f"q={query}", count)
    shown = browser.find_elements(By.CSS_SELECTOR, f"[data-place=results] {selector}")
    assert text in [one.text for one in shown]
    links = [one.get_attribute("href") or "" for one in shown if one.tag_name == "a"]
    assert all(link.count("text=") > 1 for link in links)  # it leads to all of them


@pytest.mark.parametrize(
    ("query", "lang", "direction"), [("النفط", "ar", "rtl"), ("大豆", "zh", "ltr"), ("Цена", "ru", "ltr")]
)
def test_results_carry_their_language_and_direction(
    browser: webdriver.Chrome, address: str, query: str, lang: str, direction: str
) -> None:
    search(browser, address, f"q={query}", "1 result")
    for selector in (".title a", "div > p:not([class])"):
        one = browser.find_element(By.CSS_SELECTOR, f"[data-place=results] {selector}")
        assert (one.get_attribute("lang"), one.get_attribute("dir")) == (lang, direction)


@by_cases
def test_an_empty_answer_suggests(
    browser: webdriver.Chrome, address: str, query: str, told: str, suggested: str
) -> None:
    search(browser, address, f"q={query}", "Nothing was found.")
    assert status(browser) == told
    first = place(browser, "suggestions").find_element(By.TAG_NAME, "li")
    assert first.text == suggested
    assert place(browser, "nothing").is_displayed()
    first.find_element(By.TAG_NAME, "a").click()
    wait(browser, lambda page: status(page)[:1].isdigit())


def test_a_filter_is_completed_by_any_name(browser: webdriver.Chrome, address: str) -> None:
    browser.get(f"{address}/search.html")
    box = browser.find_element(By.ID, "_q")
    box.send_keys("country:俄罗")
    option = wait(browser, lambda page: page.find_element(By.CSS_SELECTOR, "[role=option]"))
    assert option.text.split("\n") == ["Russia – RU", "4"]
    assert box.get_attribute("aria-expanded") == "true"
    box.send_keys(Keys.ARROW_DOWN)
    assert box.get_attribute("aria-activedescendant") == option.get_attribute("id")
    box.send_keys(Keys.ENTER)
    assert box.get_property("value") == "country:RU "
    wait(browser, lambda page: status(page) == "4 results")
    assert not place(browser, "options").is_displayed()
    box.send_keys("topic:")
    wait(browser, lambda page: len(page.find_elements(By.CSS_SELECTOR, "[role=option]")) > 3)
    box.send_keys(Keys.ESCAPE)
    assert not place(browser, "options").is_displayed()


def test_results_are_reached_by_the_arrow(browser: webdriver.Chrome, address: str) -> None:
    search(browser, address, "q=swap", "1 result")
    browser.find_element(By.ID, "_q").send_keys(Keys.ARROW_DOWN)
    assert browser.switch_to.active_element.text.startswith("China and Russia")


@pytest.mark.parametrize("page", ["countries/RU.html", "archive/2014/2014-10-17-swap.html"])
def test_the_box_of_every_page_is_reached_by_a_slash_and_shows_results(
    browser: webdriver.Chrome, address: str, page: str
) -> None:
    browser.get(f"{address}/{page}")
    browser.find_element(By.TAG_NAME, "body").send_keys("/")
    box = browser.switch_to.active_element
    assert box.accessible_name == "Search the archive"
    box.send_keys("kilometres")
    quick = wait(browser, lambda one: one.find_element(By.CSS_SELECTOR, ".quick:not([hidden])"))
    assert quick.find_element(By.CSS_SELECTOR, "[role=status]").get_property("textContent") == "1 result"
    box.send_keys(Keys.ARROW_DOWN)
    assert browser.switch_to.active_element.text == "A high-speed railway to Kazan is discussed"
    browser.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert not quick.is_displayed()
    assert browser.switch_to.active_element == box
    box.send_keys(Keys.ENTER)
    wait(browser, lambda one: "search.html" in one.current_url and status(one) == "1 result")
    assert asked(browser) == {"q": ["kilometres"]}


@pytest.mark.parametrize(
    "query", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"><svg onload=alert(1)>', "onerror", "bold"]
)
def test_nothing_of_a_text_or_a_query_becomes_markup(browser: webdriver.Chrome, address: str, query: str) -> None:
    search(browser, address, "q=" + query.replace("<", "%3C").replace(">", "%3E").replace('"', "%22"), "")
    wait(browser, lambda page: status(page) not in {"", "Searching …"})
    main = browser.find_element(By.TAG_NAME, "main")
    unwanted = "script, img, .entry > div svg, .entry > div b, [onerror], [onload]"
    assert main.find_elements(By.CSS_SELECTOR, unwanted) == []
    if query in {"onerror", "<script>alert(1)</script>"}:
        assert titles(browser) == ["Signs: <script>alert(1)</script> & C++ (a|b)*"]


def test_pages_say_nothing_in_the_console_and_ask_nobody_else(browser: webdriver.Chrome, address: str) -> None:
    complaints(browser)
    requested(browser)
    search(browser, address, "q=PRC", "10 results")
    assert complaints(browser) == []
    urls = requested(browser)
    assert [url for url in urls if not url.startswith((f"{address}/", "data:image/svg+xml"))] == []


def test_the_search_works_where_the_server_sends_the_headers(
    browser: webdriver.Chrome, searched: Path, serve: Callable[..., str]
) -> None:
    address = serve(searched, headers())
    search(browser, address, "q=swap", "1 result")
    browser.get(f"{address}/index.html")
    refused = browser.execute_async_script(
        "const done = arguments[0];"
        "WebAssembly.compile(new Uint8Array([0,97,115,109,1,0,0,0])).then(() => done('runs'), (e) => done(e.name))"
    )
    assert refused == "CompileError", "pages themselves may not compile programs"


def test_without_a_script_the_page_leads_to_the_indices(browser: webdriver.Chrome, address: str) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.get(f"{address}/search.html?q=swap")
        notice = browser.find_element(By.CSS_SELECTOR, "noscript .notice")
        assert "needs JavaScript" in notice.text
        assert [link.text for link in notice.find_elements(By.TAG_NAME, "a")][:3] == ["Briefs", "Countries", "Topics"]
        assert not browser.find_element(By.CSS_SELECTOR, ".search-help").is_displayed()
        assert len(browser.find_elements(By.CSS_SELECTOR, "[data-place=ways] .entry")) == 5
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_a_site_without_an_index_says_what_to_do(
    browser: webdriver.Chrome, plain: Path, serve: Callable[[Path], str]
) -> None:
    browser.get(f"{serve(plain)}/search.html?q=swap")
    wait(browser, lambda page: "briefs build" in status(page))


def test_the_list_of_an_index_is_narrowed_in_place(browser: webdriver.Chrome, address: str) -> None:
    browser.get(f"{address}/countries/CN.html")
    requested(browser)
    box = wait(browser, lambda page: page.find_element(By.CSS_SELECTOR, ".narrow-list:not([hidden]) input"))

    def shown() -> list[str]:
        return [one.text for one in browser.find_elements(By.CSS_SELECTOR, ".briefs > li .title") if one.text]

    whole = shown()
    assert len(whole) == 9
    for text, wanted in (
        ("签署", ["中国与巴西签署大豆协议 in Chinese"]),
        ("currency -soy", ["China and Russia agree on a currency swap"]),
    ):
        box.clear()
        box.send_keys(text)
        wait(browser, lambda _, wanted=wanted: shown() == wanted)
    assert browser.find_element(By.CSS_SELECTOR, ".narrow-list [role=status]").text == "1 of 9 on this page"
    box.clear()
    box.send_keys(" ")
    wait(browser, lambda _: shown() == whole)
    urls = requested(browser)
    assert not [url for url in urls if "/search/part-" in url]


@pytest.mark.parametrize(
    ("width", "query"),
    [(390, "q=pipelinse"), (1280, "q=%E4%BF%84%E7%BD%97%E6%96%AF&country=RU")],
)
def test_the_page_of_results_has_no_fault_of_accessibility(
    browser: webdriver.Chrome, address: str, query: str, width: int
) -> None:
    with screen(browser, width):
        browser.get(f"{address}/search.html?{query}")
        wait(browser, lambda page: not query or status(page) not in {"", "Searching …"})
        browser.execute_script("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        wait(browser, lambda page: not query or not page.find_elements(By.CSS_SELECTOR, "[aria-busy=true]"))
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width
        assert faults_of_accessibility(browser) == []


@pytest.mark.parametrize(("page", "width"), [("countries/RU.html", 700), ("404.html", 390)])
def test_results_below_a_box_fit_the_screen(browser: webdriver.Chrome, address: str, page: str, width: int) -> None:
    with screen(browser, width):
        browser.get(f"{address}/{page}")
        boxes = browser.find_elements(By.CSS_SELECTOR, "form[role=search] input")
        next(one for one in reversed(boxes) if one.is_displayed()).send_keys("PRC")
        quick = wait(browser, lambda one: one.find_element(By.CSS_SELECTOR, ".quick:not([hidden])"))
        assert quick.rect["x"] >= 0
        assert quick.rect["x"] + quick.rect["width"] <= width
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width


def test_on_a_phone_the_filters_are_folded_and_not_fetched_before(browser: webdriver.Chrome, address: str) -> None:
    with screen(browser, 390):
        requested(browser)
        search(browser, address, "q=PRC&country=RU", "4 results")
        summary = browser.find_element(By.CSS_SELECTOR, ".filters summary")
        assert summary.text == "Filters (1)"
        assert place(browser, "filters").find_elements(By.TAG_NAME, "input") == []
        summary.click()
        ticks = wait(browser, lambda page: place(page, "filters").find_elements(By.TAG_NAME, "input"))
        assert [one.get_attribute("data-filter") for one in ticks if one.is_selected()] == ["country:RU"]


def test_a_value_that_all_results_have_is_no_filter(browser: webdriver.Chrome, address: str) -> None:
    search(browser, address, "q=country:RU", "4 results")
    unfold_filters(browser)
    wait(browser, lambda page: page.find_element(By.CSS_SELECTOR, '[data-filter="year:2017"]'))
    assert browser.find_elements(By.CSS_SELECTOR, '[data-filter="country:RU"]') == []


def test_all_values_of_a_filter_are_unfolded(browser: webdriver.Chrome, address: str) -> None:
    search(browser, address, "q=year:2000-2100", "13 results")
    unfold_filters(browser)
    button = wait(browser, lambda page: page.find_element(By.CLASS_NAME, "unfold"))
    values = button.find_element(By.XPATH, "..")
    name = values.find_element(By.TAG_NAME, "legend").text
    assert len(values.find_elements(By.TAG_NAME, "li")) == 6
    number = int(button.text.removeprefix("All "))
    assert button.accessible_name == f"All {number}: {name}"
    button.send_keys(Keys.ENTER)
    focused = browser.switch_to.active_element
    assert len(focused.find_elements(By.XPATH, "ancestor::ul/li")) == number
    assert focused == focused.find_element(By.XPATH, "ancestor::ul/li[7]//input")


def test_a_page_that_is_gone_back_to_can_be_asked(browser: webdriver.Chrome, address: str) -> None:
    search(browser, address, "q=PRC", "10 results")
    # What a browser does that keeps pages; with a driver, Chromium keeps none.
    gone = """
        const box = document.getElementById("_q");
        box.value = "LNG";
        box.form.requestSubmit();
        dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
        dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
    """
    browser.execute_script(gone)
    wait(browser, lambda page: status(page) == "3 results")
    browser.execute_script('dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }))')
    box = browser.find_element(By.ID, "_q")
    box.clear()
    box.send_keys("PRC", Keys.ENTER)
    wait(browser, lambda page: status(page) == "10 results")


def test_a_browser_that_has_no_room_is_told_what_to_do(
    browser: webdriver.Chrome, searched: Path, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    target = shutil.copytree(searched, tmp_path / "full")
    engine = target / "search/part-0/pagefind.js"
    refused = "WebAssembly.instantiate = async () => { throw new RangeError('Out of memory'); };\n"
    engine.write_text(refused + engine.read_text("utf-8"), "utf-8")
    search(browser, serve(target), "q=PRC", "The browser has no room for the search. Close other pages")
    complaints(browser)
