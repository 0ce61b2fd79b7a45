"""A site in Spanish has no English word, and says the language of everything."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString

from briefarchive.i18n import read_catalogue

from ..site.building import BuiltSite

SHOWN = ("alt", "aria-label", "placeholder", "title")
# Citations follow their styles; what is typed into a query or a file is the same in every language.
ELSEWHERE = {"code", "dt", "pre", "script", "style"}
# In the guide, Sphinx has no Spanish words for links from headings to themselves.
UNTRANSLATED = {"citation-text", "headerlink"}
WORD = re.compile(r"[^\W\d_]{2,}")
# Placeholders and markup of texts, addresses of files, and identifiers of licences.
NO_WORDS = re.compile(r"<[^>]*>|%\(\w+\)s|\{\w+\}|\S+/\S+|\S+\.html|CC-BY-4\.0")
ARABIC = "archive/2014/2014-07-01-mina.html"
CHINESE = "archive/2014/2014-05-02-gangkou.html"


def _words(texts: Iterator[str]) -> set[str]:
    return {word.casefold() for text in texts for word in WORD.findall(NO_WORDS.sub(" ", text))}


def _forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


MESSAGES = [message for message in read_catalogue("es") if message.id]
# Words of the texts in the code that no Spanish text has, as “no” and “error”, and no date: “may” is the month as well.
ENGLISH = (
    _words(form for message in MESSAGES for form in _forms(message.id))
    - _words(form for message in MESSAGES for form in _forms(message.string))
    - {"may"}
)


def test_an_archive_in_spanish_needs_no_label_in_english(site: BuiltSite) -> None:
    assert site.warnings == ""
    assert site.page("topics/gas-natural.html").find("h1").get_text() == "Gas natural"
    assert site.page("countries/PE.html").find("h1").get_text() == "Perú"


def test_no_page_has_an_english_word(site: BuiltSite) -> None:
    english = {address: _english(site.page(address), "es") for address in site.addresses()}
    assert {address: texts for address, texts in english.items() if texts} == {}


def test_every_page_is_in_spanish_but_for_the_one_of_a_chinese_brief(site: BuiltSite) -> None:
    spoken = {address: site.page(address).find("html")["lang"] for address in site.addresses()}
    assert {address for address, tag in spoken.items() if tag != "es"} == {CHINESE}
    assert spoken[CHINESE] == "zh-Hans"


def test_the_page_of_a_chinese_brief_speaks_chinese(site: BuiltSite) -> None:
    page = site.page(CHINESE)
    assert page.find(class_="m-translation").get_text() == "译文"
    assert page.find(class_="admonition-title").get_text() == "警告"
    assert page.find("a", class_="ref")["aria-label"].startswith("来源 1：")
    assert _english(page, "zh") == []


def test_a_text_from_right_to_left_runs_so_within_its_page(site: BuiltSite) -> None:
    page = site.page(ARABIC)
    assert (page.html["lang"], page.html["dir"]) == ("es", "ltr")
    assert [(tag["lang"], tag["dir"]) for tag in (page.h1, page.find(class_="prose"))] == [("ar", "rtl")] * 2
    assert page.find("a", class_="ref")["lang"] == "es"


def test_a_topic_without_a_name_in_the_language_of_the_page_is_marked(site: BuiltSite) -> None:
    topics = {one.get_text(): one.get("lang") for one in site.page(CHINESE).find(class_="kicker").find_all("a")}
    assert topics == {"秘鲁": None, "Alianza del Pacífico": "es", "天然气": None, "Puertos": "es"}


def test_an_admonition_has_a_name_in_the_language_of_its_page(site: BuiltSite) -> None:
    titles = site.page("archive/2014/2014-05-02-puerto.html").find_all(class_="admonition-title")
    assert [tag.get_text() for tag in titles] == ["Nota", "Véase también"]


def test_a_heading_is_linked_in_the_language_of_its_page(site: BuiltSite) -> None:
    page = site.page("archive/2014/2014-05-02-puerto.html")
    assert {tag["title"] for tag in page.find_all("a", class_="headerlink")} == {"Enlace a este lugar"}


def test_scripts_get_their_texts_in_the_language_of_the_page(site: BuiltSite) -> None:
    scripts = {
        address: [script["src"] for script in site.page(address).find_all("script", src=re.compile("_static/words-"))]
        for address in ("index.html", CHINESE)
    }
    assert [len(script) for script in scripts.values()] == [1, 1]
    assert scripts["index.html"][0].startswith("_static/words-es.js?v=")
    assert scripts[CHINESE][0].startswith("../../_static/words-zh-Hans.js?v=")
    assert "Copiado" in (site.outdir / "_static/words-es.js").read_text("utf-8")


def test_the_texts_of_scripts_are_there_before_a_script_speaks(site: BuiltSite) -> None:
    for address in site.addresses():
        scripts = site.page(address).find_all("script", src=True)
        deferred = [script["src"] for script in scripts if script.get("type") == "module" or script.has_attr("defer")]
        assert all("_static/words-" in source for source in deferred[:1]), address


def test_feeds_are_in_spanish(site: BuiltSite) -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ET.parse(site.outdir / "feeds/changes.xml").getroot()
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "es"
    assert feed.findtext(f"{atom}title") == "Archivo del Istmo: cambios"
    titles = [element.findtext(f"{atom}title") or "" for element in feed.iter(f"{atom}entry")]
    assert "Retirado: Un muelle que no existe" in titles
    assert not _words(iter(titles)) & ENGLISH


def _english(page: BeautifulSoup, language: str) -> list[str]:
    """The texts that are said to be in a language, and have an English word."""
    return [text for text, spoken in _texts(page) if spoken == language and _words(iter([text])) & ENGLISH]


def _texts(page: BeautifulSoup) -> Iterator[tuple[str, str]]:
    """What readers see or hear of a page, each with its language, without what is the same in every language."""
    for node in page.descendants:
        if isinstance(node, PreformattedString):
            continue
        within = [node, *node.parents] if isinstance(node, Tag) else list(node.parents)
        if any(tag.name in ELSEWHERE or UNTRANSLATED & {*tag.get("class", ())} for tag in within):
            continue
        language = next((str(tag["lang"]) for tag in within if tag.has_attr("lang")), "")
        if isinstance(node, NavigableString):
            yield str(node).strip(), language.partition("-")[0]
        else:
            yield from ((str(node[name]), language.partition("-")[0]) for name in SHOWN if node.has_attr(name))
