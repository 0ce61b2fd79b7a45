"""Volumes: what is bound together, where it stands, and that every page number is right."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from PIL import Image

from briefarchive.facets.entries import Entries
from briefarchive.facets.table import page_lists
from briefarchive.model import BriefId
from briefarchive.printing import volumes
from briefarchive.printing.builder import PdfBuilder, PrintableBrief
from briefarchive.printing.pdf_files import list_volume_pdfs, make_volume
from briefarchive.printing.volumes import Volume, volume_job

from .printed import Printed, builder_for, lay_brief, make
from .reading import letters_only, seen
from .structure import Tagged
from .test_tags import told

TITLES = yaml.safe_load((Path(__file__).parent / "cases/titles.yaml").read_text("utf-8"))


def pages_of(printed: Printed) -> list[str]:
    """The text of each page, in one line."""
    return [" ".join(page.extract_text().split()) for page in printed.pages]


def starts(printed: Printed) -> dict[str, int]:
    """On which page each brief begins, by its bookmark: the page's place in the file, from zero."""
    pages = [page.obj.objgen for page in printed.document.pages]
    with printed.document.open_outline() as marks:
        return {str(item.title): pages.index((item.destination or item.action.D)[0].objgen) for item in marks.root}


def labels(printed: Printed) -> list[str]:
    """The numbers that the pages bear, as a viewer shows them."""
    return [page.label for page in printed.document.pages]


def read_numbers(printed: Printed) -> dict[str, int]:
    """The number of the page on which each brief begins."""
    numbers = {title: labels(printed)[place] for title, place in starts(printed).items()}
    return {title: int(number) for title, number in numbers.items() if number.isdigit()}


def page(printed: Printed, number: int) -> str:
    """The text of the page that bears a number."""
    return pages_of(printed)[labels(printed).index(str(number))]


def test_the_front_has_small_numbers_and_the_briefs_begin_with_one(volume: Printed) -> None:
    all_labels = labels(volume)
    front = [label for label in all_labels if not label.isdigit()]
    assert all_labels == [*front, *(str(number) for number in range(1, len(all_labels) - len(front) + 1))]
    assert front == ["i", "ii", "iii"]
    assert read_numbers(volume)[TITLES[0]] == 1


def test_every_brief_begins_on_its_own_page_with_its_title(volume: Printed) -> None:
    places = starts(volume)
    numbers = [places[title] for title in TITLES]
    assert numbers == sorted(set(numbers))
    pages = seen(volume)
    for title in TITLES:
        if not re.search("[\u0600-\u06ff]", title):
            assert title.replace(" ", "") in re.sub(r"\s", "", pages[places[title]])


def test_the_contents_have_the_page_of_each_brief(volume: Printed) -> None:
    numbers = read_numbers(volume)
    contents = pages_of(volume)[2]
    for title in TITLES:
        if title.isascii():
            match = re.search(re.escape(title) + r"[\s.]*(\d+)", contents)
            assert match, title
            assert int(match[1]) == numbers[title]


def test_a_reference_to_another_brief_of_the_volume_has_its_page(volume: Printed) -> None:
    text = re.sub(r"[\s\ufffe\x02]+", "", "".join(seen(volume)))
    match = re.search(r"opens:“ships&<trade>”\(p\.(\d+)\),Russia,Naturalgas", text)
    assert match
    assert int(match[1]) == read_numbers(volume)[TITLES[0]]
    web = Tagged(volume.document).web
    assert "https://briefs.example.org/archive/2014/2014-05-02-harbour.html" not in web
    assert "https://briefs.example.org/archive/2013/2013-12-31-first.html" in web


def index(printed: Printed) -> Iterator[tuple[str, list[int]]]:
    """The lines of the indices: a name, and pages."""
    pages = seen(printed)
    start = starts(printed)["Indices"]
    for line in "\n".join(pages[start:]).splitlines():
        if match := re.fullmatch(r"\s*(.+?)\s+(\d+(?:, \d+)*)\s*", line):
            yield match[1], [int(number) for number in match[2].split(", ")]


def test_the_indices_lead_to_the_pages_where_the_briefs_begin(volume: Printed, archive: Path) -> None:
    numbers = dict(index(volume))
    places = read_numbers(volume)
    builder = builder_for(archive)
    briefs = make_volume(builder.entries, "year", 2014).briefs
    for code, name in (("RU", "Russia"), ("GB", "United Kingdom"), ("CN", "China"), ("JP", "Japan")):
        assert numbers[name] == sorted(places[brief.title] for brief in briefs if code in brief.countries), name
    for topic, name in (("natural-gas", "Natural gas"), ("trade", "Trade")):
        assert numbers[name] == sorted(places[brief.title] for brief in briefs if topic in brief.topics), name
    for person, name in (("ada-example", "Ada Example"), ("bo-example", "Bo Example")):
        assert numbers[name] == sorted(places[brief.title] for brief in briefs if person in brief.compilers), name
    assert places[TITLES[2]] in numbers["Example Press"]
    assert places[TITLES[0]] in numbers["例集报"]
    assert list(numbers) == sorted(numbers, key=lambda name: list(numbers).index(name))


def test_a_merged_bibliography_has_the_numbers_of_the_marks(letter: Printed) -> None:
    text = pages_of(letter)
    start = starts(letter)["Bibliography"]
    listed = " ".join(text[start : starts(letter)["Indices"]])
    numbers = re.findall(r"\[(\d+)\]", listed)
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    entries = dict(re.findall(r"\[(\d+)\] (.*?)(?= \[\d+\] |$)", listed))
    (page,) = [number for number, key in entries.items() if "The Page: Its Margins" in key]
    (review,) = [number for number, key in entries.items() if "Печать и бумага" in key]
    body = " ".join(text[:start])
    assert f"block of the text [{page}]" in re.sub(r"-\s|(?<=\w)- ", "", body)
    assert re.search(rf"Russian review \[{review}\]", body)
    assert "References" not in body
    assert body.count("The Page: Its Margins") == 0


def test_letter_paper_and_old_style_figures_are_used_if_they_are_wanted(letter: Printed, volume: Printed) -> None:
    sizes = {(round(page.width), round(page.height)) for page in letter.pages}
    assert sizes == {(612, 792), (792, 612)}
    assert {(round(page.width), round(page.height)) for page in volume.pages} == {(595, 842), (842, 595)}

    assert told(letter, "dc:title") == told(volume, "dc:title")


def test_a_volume_says_what_it_is(volume: Printed) -> None:
    cover, imprint, *_ = pages_of(volume)
    assert re.search(r"Papers on Paper 2014 .*Briefs of the year.*8 briefs", cover)
    assert "2 May 2014" in cover
    assert "https://briefs.example.org/years/2014.html" in imprint.replace(" ", "")
    assert "includecorrectionsupto2October2014" in letters_only(imprint)
    assert told(volume, "dc:title") == "Papers on Paper: 2014"
    assert told(volume, "dc:identifier") == "https://briefs.example.org/years/2014.html"


def test_a_withdrawn_brief_is_in_no_volume(volume: Printed) -> None:
    assert "A brief that was wrong" not in starts(volume)
    assert "Words that stay to be checked" not in " ".join(pages_of(volume))


def test_a_work_in_several_languages_is_bound_once_in_the_language_of_the_archive(tmp_path: Path) -> None:
    (tmp_path / "archive/2014").mkdir(parents=True)
    original = lay_brief(tmp_path, "天然气。", head="title: 天然气\nlanguage: zh\n")
    english = lay_brief(tmp_path, "Gas.", name="gas", head=f"title: Gas\ntranslation_of: {original}\n")
    alone = lay_brief(tmp_path, "石油。", name="oil", head="title: 石油\nlanguage: zh\n")
    builder = builder_for(tmp_path)
    for volume in (make_volume(builder.entries, "year", 2014), make_volume(builder.entries, "country", "CN")):
        assert [brief.id for brief in volume.briefs] == [english, alone]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("many")
    for number in range(7):
        lay_brief(
            root, f"Words of brief {number}.", name=f"b{number}", head=f"title: Brief {number}\ntopics: [energy]\n"
        )
    (root / "archive" / "vocabulary").mkdir()
    (root / "archive" / "vocabulary" / "topics.yaml").write_text("energy: {label: {en: Energy}}\n")
    return root


def print_volume(builder: PdfBuilder, volume: Volume) -> Printed:
    printables = [one for one in map(builder.prepare, volume.briefs) if isinstance(one, PrintableBrief)]
    return make(volume_job(builder, volume, printables))


def test_a_large_volume_comes_in_parts(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(volumes, "LARGEST_VOLUME", 3)
    builder = builder_for(many)
    year = make_volume(builder.entries, "year", 2014)
    parts = year.split(builder.estimate)
    assert [(part.name, len(part.briefs), part.part) for part in parts] == [
        ("year-2014-part-1", 3, (1, 3)),
        ("year-2014-part-2", 3, (2, 3)),
        ("year-2014-part-3", 1, (3, 3)),
    ]
    assert [brief for part in parts for brief in part.briefs] == [*year.briefs]
    wanted = [order.address for order in list_volume_pdfs(builder, [year])]
    last = print_volume(builder, parts[-1])
    assert wanted == [f"volumes/year-2014-part-{number}.pdf" for number in (1, 2, 3)]
    assert "Part 3 of 3" in pages_of(last)[0]
    assert [title for title in starts(last) if title.startswith("Brief")] == ["Brief 6"]


def test_a_volume_of_many_photographs_comes_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        lay_brief(tmp_path, "![A page](page.png)" if number < 4 else "Words.", name=f"b{number}")
    Image.new("1", (2_000, 1_000)).save(tmp_path / "archive/2014/page.png")
    monkeypatch.setattr(volumes, "HEAVIEST_VOLUME", 21_000)
    builder = builder_for(tmp_path)
    year = make_volume(builder.entries, "year", 2014)
    printables = [printable for printable in map(builder.prepare, year.briefs) if isinstance(printable, PrintableBrief)]
    parts = year.split(builder.estimate)
    assert [len(part.briefs) for part in parts] == [2, 3]
    assert [brief for part in parts for brief in part.briefs] == [printable.brief for printable in printables]
    assert all(printable.total_weight <= builder.estimate(printable.brief) for printable in printables)
    addresses = frozenset(order.address for order in list_volume_pdfs(builder, [year]))
    (page,) = dict(page_lists(Entries(builder.entries.catalogue, pdfs=addresses)))["years/2014.html"]()
    (print_group,) = (group for group in page.related if group.title == "For print (PDF)")
    assert [(link.text, link.address) for link in print_group.links] == [
        (f"Part {number}", f"volumes/year-2014-part-{number}.pdf") for number in (1, 2)
    ]


def test_volumes_are_of_a_country_a_topic_or_any_briefs(archive: Path) -> None:
    builder = builder_for(archive)
    entries = builder.entries
    russia = make_volume(entries, "country", "RU")
    energy = make_volume(entries, "topic", "energy")
    chosen = tuple(
        entries.catalogue.archive.briefs[BriefId(brief_id)] for brief_id in ("2015-01-05-zhongwen", "2015-03-01-plain")
    )
    own = print_volume(
        builder, Volume(name="selection-a", title="中国 & “other” <b>", about="A selection", briefs=chosen)
    )
    assert (russia.name, russia.title) == ("country-RU", "Russia")
    assert [brief.id[:10] for brief in russia.briefs] == sorted(brief.id[:10] for brief in russia.briefs)
    assert {"2014-09-01-long"} <= {brief.id for brief in russia.briefs}
    assert (energy.name, energy.title) == ("topic-energy", "Energy")
    assert "中国 & “other” <b>" in pages_of(own)[0]
    assert told(own, "dc:title") == "Papers on Paper: 中国 & “other” <b>"
    assert "5 January 2015 – 1 March 2015" in pages_of(own)[0]
