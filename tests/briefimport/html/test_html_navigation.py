"""Navigation of a page is no text, no source and no title, whatever language it speaks and however it is made."""

import re
from pathlib import Path

import pytest

from briefimport.legacy import LegacyBrief
from briefimport.text.furniture import is_furniture

from ..reading import read_html

TEXT = (
    "The ferry line between the two ports opened again this week, as everybody there had expected.<br><br>"
    "Nobody knew why the crane waited so long before it moved again, or who had paid for it.<br><br>"
)
SOURCES = "<b>Sources</b><br>Coast Radio – “Rates fall”<br>The Harbour Gazette – “Ferry to open”<br>"


def read(folder: Path, above: str = "", below: str = "", title: str = "<h1>A ferry opens</h1>") -> LegacyBrief:
    head = "<title>A ferry opens | Port Watch</title>"
    page = f"<html><head>{head}</head><body>{above}{title}May 4, 2015<br><br>{TEXT}{SOURCES}{below}</body></html>"
    brief = read_html(page.encode(), folder)
    assert isinstance(brief, LegacyBrief)
    return brief


def assert_clean(brief: LegacyBrief) -> None:
    assert brief.title == "A ferry opens"
    assert [source.title for source in brief.sources] == ["Rates fall", "Ferry to open"]
    assert [text[:9] for text in brief.paragraphs] == ["The ferry", "Nobody kn"]


@pytest.mark.parametrize(
    "below",
    [
        '<a href="javascript:history.back()">«</a> | <a href="print.php?id=1">Udskriv</a> | <a href="s.php">Send</a>',
        '<br>Arkiveret i <a rel="category tag" href="/c/1">Havne</a> og <a rel="tag" href="/t/2">kraner</a><br>',
        '<p><a class="share" href="#1">Del</a> <a class="print-link" href="#2">Papir</a></p>',
        '<ul class="social-links"><li>Del dette</li><li>Skriv ud</li></ul>',
        "« Volver | Versión para imprimir | Enviar por correo<br>© 2018 Port Watch. Todos los derechos reservados.",
        "Сегодня понедельник, 5 ноября 2018 г.<br>Версия для печати<br>Все права защищены",
        "Wersja do druku<br>Udostępnij<br>Brak komentarzy",
        '<a href="/print">打印本页</a> <a href="/top">返回顶部</a>',
        '<div class="cookie-bar">Dette websted bruger cookies</div>',
    ],
)
def test_line_of_buttons_is_neither_text_nor_source(tmp_path: Path, below: str) -> None:
    assert_clean(read(tmp_path, below=below))


@pytest.mark.parametrize(
    "above",
    [
        '<a href="#main">Saltar al contenido</a>',
        '<a class="skip-link" href="#main">Spring til indhold</a>',
        '<a class="skip-link" href="#main">Spring til indhold</a> <a href="/">Port Watch</a>',
        '<a href="/"><img src="logo.png" alt="Port Watch"></a>',
        '<div><a href="/">Forside</a> <a href="/om">Om os</a> <a href="/noter">Noter</a></div>',
        "<div>Dette websted bruger cookies</div><div>Port Watch</div><div>Om os</div>",
        "<div>Sie sind hier: Startseite » Kurzanalysen</div>",
    ],
)
def test_skip_link_logo_and_menu_are_never_the_title(tmp_path: Path, above: str) -> None:
    assert_clean(read(tmp_path, above=above))


def test_date_above_the_title_stays_the_date_of_the_text(tmp_path: Path) -> None:
    brief = read(tmp_path, title="4 June 2015<br><h1>A ferry opens</h1>")
    assert brief.published is not None
    assert brief.title == "A ferry opens"


def test_line_with_one_link_and_a_long_list_of_links_to_the_site_stay_text(tmp_path: Path) -> None:
    link = '<p><a href="/2014/crane">The crane at the northern port waits for its third owner in a year</a></p>'
    brief = read(tmp_path, title=f"<h1>A ferry opens</h1><p>May 4, 2015</p><p>See also our earlier brief:</p>{link}")
    assert any(text.startswith("The crane") for text in brief.paragraphs)


@pytest.mark.parametrize(
    "sentence",
    [
        'Whoever reads this may <a class="share" href="#s">share</a> it with the whole port.',
        'The crane <span class="screen-reader-text">of the port</span> moved again.',
        '<span class="sr-only">Once more</span> the crane moved.',
        'See <a rel="tag" href="/t/1">Ports</a> for the rest of the story.',
        'Of cranes <a rel="tag" href="/t/1">Ports</a> tells more than <a rel="tag" href="/t/2">Ships</a>.',
        '<a class="related" href="/crane">The crane</a> <b>moved</b> again.',
    ],
)
def test_sentence_is_kept_whole_whatever_links_and_classes_it_has(tmp_path: Path, sentence: str) -> None:
    brief = read(tmp_path, title=f"<h1>A ferry opens</h1><p>{sentence}</p>")
    assert re.sub("<.*?>", "", sentence) in brief.paragraphs


@pytest.mark.parametrize(
    "text",
    [
        "« Back | Print version | Send by e-mail", "Volver arriba", "Versão para impressão", "Laisser un commentaire",
        "Zum Inhalt springen", "Tutti i diritti riservati", "12 комментариев", "阅读时间：5分钟",
        "Drukuj", "Deze website gebruikt cookies om uw bezoek te verbeteren.", "您的位置：首页 > 简报",
        "Today is Monday, 5 May 2018", "Inicio | Notas | Contacto", "Lesedauer: ca. 3 Minuten", "4-minute read",
        "Next »", "Tags: ports, cranes",
    ],
)  # fmt: skip
def test_button_is_told_in_every_language(text: str) -> None:
    assert is_furniture(text)


@pytest.mark.parametrize(
    "text",
    [
        "Research", "Сегодня правительство объявило о новых мерах поддержки регионов.",
        "Today is a good day for the port", "Back to the ports: a ferry for 2014",
        "Publicado en 2009, el informe pide reformas.", "Coast Radio | Rates fall",
    ],
)  # fmt: skip
def test_words_that_may_be_text_are_no_button(text: str) -> None:
    assert not is_furniture(text)


@pytest.mark.parametrize(
    "above",
    [
        "<p>The crane waits</p><p>A third owner</p><h1>Sources</h1>",
        "<p>The crane waits in the port.</p><p>A third owner</p><h1>Other news</h1>",
        "".join(f"<p>Crane number {number} waits</p>" for number in range(12)) + "<h1>Other news</h1>",
    ],
)
def test_short_text_above_a_heading_that_is_no_title_stays_text(tmp_path: Path, above: str) -> None:
    page = f"<title>Cranes</title><body><article>{above}<p>Coast Radio – “Rates fall”</p></article></body>"
    brief = read_html(page.encode(), tmp_path)
    assert isinstance(brief, LegacyBrief)
    told = " ".join((brief.title, *brief.paragraphs))
    assert "A third owner" in told or "Crane number 11 waits" in told


def test_notice_that_a_library_takes_for_the_article_hides_no_text(tmp_path: Path) -> None:
    items = "".join(
        f'<li><a href="http://x{place}.example/">Coast Radio (2015): Rates fall {place}</a></li>' for place in range(5)
    )
    body = f"<h1>A ferry opens</h1><p>May 4, 2015</p><p>{TEXT}</p><h2>Sources</h2><ol>{items}</ol>"
    notice = "<div>We use cookies to improve your experience. OK, got it</div>"
    page = f"<body>{notice}<main><section>{body}</section></main></body>"
    brief = read_html(page.encode(), tmp_path)
    assert isinstance(brief, LegacyBrief)
    assert len(brief.sources) == 5
    assert "The ferry line" in brief.paragraphs[0]
