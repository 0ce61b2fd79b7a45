"""What the fields of an entry come to mean."""

import pytest

from briefarchive.diagnostics import Span
from briefarchive.model import Name, Seen, Source
from briefarchive.reading.bibliography import read_bibliography

from ..cases import by_cases


def source(body: str, entry_type: str = "online") -> Source:
    sources, _ = read_bibliography("bib/x.bib", f"@{entry_type}{{key, {body}}}")
    return sources[0]


def by_key(text: str) -> dict[str, Source]:
    return {source.key: source for source in read_bibliography("bib/x.bib", text)[0]}


def test_an_entry_in_our_own_form_gives_all_its_fields() -> None:
    text = """@online{press-2014-first,
  title           = {俄罗斯},
  translatedtitle = {Russia},
  romanizedtitle  = {Eluosi},
  author          = {Chen, Li and {World Bank}},
  publisher       = {Example Press},
  date            = {2014-10-14},
  url             = {https://example.org/a},
  urldate         = {2014-10-17},
  archiveurl      = {https://archive.example.org/a},
  archivedate     = {2015-01},
  note            = {A note},
}
"""
    (read,), faults = read_bibliography("bib/2014.bib", text)
    assert faults == ()
    assert (read.title, read.translated_title, read.romanized_title) == ("俄罗斯", "Russia", "Eluosi")
    assert read.authors == (Name(family="Chen", given="Li"), Name(literal="World Bank"))
    assert (read.publisher, read.publisher_name, read.note) == (None, "Example Press", "A note")
    assert (read.url, read.archive_url) == ("https://example.org/a", "https://archive.example.org/a")
    assert list(map(str, (read.issued, read.accessed, read.archive_date))) == ["2014-10-14", "2014-10-17", "2015-01"]
    assert len(read.fields) == 11


@by_cases
def test_an_entry_tells_how_it_was_seen_and_which_agencies_wrote_it(
    fields: str, seen: Seen | None, agencies: tuple[str, ...]
) -> None:
    read = source(f"title = {{A}}, {fields}")
    assert (read.seen, read.agencies) == (seen, agencies)


def test_the_place_of_the_key_and_of_each_value_is_exact() -> None:
    text = '\ufeff\r\n  @online{first,\r\n\ttitle = "One",\r\n  year=2014, note = {a\r\nb} # "c"}'
    (read,), _ = read_bibliography("bib/x.bib", text)
    assert read.span == Span(path="bib/x.bib", line=2, column=11, end_line=2, end_column=16)
    assert read.places["title"] == Span(path="bib/x.bib", line=3, column=11, end_line=3, end_column=14)
    assert read.places["year"] == Span(path="bib/x.bib", line=4, column=8, end_line=4, end_column=12)
    assert read.places["note"] == Span(path="bib/x.bib", line=4, column=22, end_line=5, end_column=8)


def test_an_unclosed_entry_costs_only_itself() -> None:
    text = "@online{a, title={A}}\n@online{b, title={B {}\n\n@online{c, title={C}}}\n@online{d, title={D}}"
    assert list(by_key(text)) == ["a", "c", "d"]


def test_entries_may_follow_one_another_on_a_line() -> None:
    assert list(by_key("@online{a, title={A}}@online{b, title={B}} text @online(c, title={C})")) == ["a", "b", "c"]


def test_a_field_at_fault_is_empty_and_its_text_stays() -> None:
    read = source("title={One}, url={javascript:alert(1)}, date={soon}, doi={none}")
    assert (read.url, read.issued, read.doi) == ("", None, "")
    assert read.fields["url"] == "javascript:alert(1)"
    assert read.fields["date"] == "soon"


@by_cases
def test_the_address_is_a_web_address_or_empty(fields: str, url: str) -> None:
    assert source(f"title = {{One}}, {fields}").url == url


@by_cases
def test_the_publisher_is_who_brought_it_out(entry_type: str, fields: str, publisher: str, container: str) -> None:
    read = source(f"title={{One}}, {fields}", entry_type)
    assert (read.publisher_name, read.container_title) == (publisher, container)


@by_cases
def test_the_title_is_shown_with_its_subtitle(fields: str, title: str) -> None:
    assert source(fields).title == title


def test_strings_are_put_in_whatever_their_case() -> None:
    text = (
        '@string{Press = "South"}\n@string{press2 = PRESS # { China}}\n@book{a, title={A}, publisher = Press2 # ", HK"}'
    )
    assert by_key(text)["a"].publisher_name == "South China, HK"


def test_a_part_gets_the_title_of_its_whole_as_booktitle() -> None:
    read = by_key("""@incollection{part, title={Part}, crossref={Whole}}
@book{whole, title={Whole}, subtitle={All}, publisher={P}, year=2014, shorttitle={W}, seen={copy}}""")["part"]
    assert (read.title, read.container_title, read.publisher_name) == ("Part", "Whole", "P")
    assert read.fields["booksubtitle"] == "All"
    assert not {"shorttitle", "seen"} & read.fields.keys()
    assert (str(read.issued), read.places["publisher"].line) == ("2014", 2)


def test_an_article_gets_the_title_of_its_issue() -> None:
    text = "@article{a, title={A}, crossref={issue}}\n@periodical{issue, title={The Quarterly}, issuetitle={On trade}}"
    assert by_key(text)["a"].publisher_name == "The Quarterly"


def test_xdata_fills_in_what_an_entry_lacks() -> None:
    read = by_key("""@online{a, title={A}, publisher={Own}, xdata={first, second}}
@xdata{first, publisher={P}, langid={english}}
@xdata{second, langid={german}, note={N}}""")["a"]
    assert (read.publisher_name, read.language, read.note) == ("Own", "en", "N")


def test_own_fields_win_over_inherited_ones_and_crossref_itself_is_not_inherited() -> None:
    read = by_key("""@inbook{a, title={A}, year=2014, crossref={b}}
@book{b, title={B}, year=2013, crossref={c}}
@mvbook{c, title={C}, publisher={P}}""")["a"]
    assert (str(read.issued), read.publisher_name, read.fields["maintitle"]) == ("2014", "P", "C")
    assert read.fields["crossref"] == "b"


def test_forbidden_characters_are_taken_out() -> None:
    assert source("title={a\u202eb\x00c\u200fd}").title == "abc\u200fd"


LANGUAGES = """
    english=en American=en-US ngerman=de chinese=zh chinese-hans=zh-Hans chinese-hant=zh-Hant russian=ru arabic=ar
    brazilian=pt-BR french=fr japanese=ja portuguese=pt hebrew=he kazakh=kk zh-hant=zh-Hant zh-Hans-CN=zh-Hans-CN
    en_us=en-US de-DE=de-DE rus=ru deu=de chi=zh Deutsch=de Français=fr 中文=zh русский=ru
    klingonese= e= ../en= en-= =
"""


@pytest.mark.parametrize("case", LANGUAGES.split())
def test_the_language_is_a_tag_whether_a_name_a_code_or_a_tag_is_given(case: str) -> None:
    name, _, tag = case.partition("=")
    assert source(f"title={{T}}, langid={{{name}}}").language == tag
