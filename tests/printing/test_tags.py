"""What a screen reader and an archive find in a file: tags, languages, names, and the files that it carries."""

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pikepdf
from pikepdf import Name

from ..cases import by_cases
from .printed import Printed, builder_for, job_of, lay_archive, make
from .structure import Element, Tagged


def elements(printed: Printed, *kinds: str) -> list[Element]:
    return [element for element in Tagged(printed.document).elements if element.kind in kinds]


def outline(printed: Printed) -> list[tuple[int, str]]:
    """The bookmarks, with how deep they are."""

    def walk(items: list[pikepdf.OutlineItem], depth: int) -> list[tuple[int, str]]:
        return [pair for item in items for pair in ((depth, str(item.title)), *walk(item.children, depth + 1))]

    with printed.document.open_outline() as marks:
        return walk(list(marks.root), 1)


def told(printed: Printed, name: str) -> object:
    """An entry of the metadata."""
    return printed.document.open_metadata().get(name)


def test_headings_are_those_of_the_text_in_its_order(briefs: Mapping[str, Printed]) -> None:
    headings = [(one.kind, str(one.node.T)) for one in elements(briefs["long"], *(f"H{n}" for n in range(1, 7)))]
    assert headings == [
        ("H1", "How a page is made: margins, measure & “marks”"),
        ("H2", "Paragraphs"),
        ("H3", "Quotations"),
        ("H3", "Lists"),
        ("H2", "Tables"),
        ("H2", "Marks and links"),
        ("H2", "Sources"),
    ]


def test_paragraphs_lists_quotations_and_code_are_what_they_are(briefs: Mapping[str, Printed]) -> None:
    kinds = Counter(element.kind for element in elements(briefs["long"], "P", "L", "LI", "BlockQuote", "Note", "Table"))
    assert kinds["P"] > 15
    assert kinds["BlockQuote"] == 2
    assert kinds["Note"] == 3  # one of which has two marks, and one its marks in a text and in a table
    assert kinds["Table"] == 1
    assert kinds["L"] == 6  # corrections, numbers, within them signs, numbers from seven, terms, references
    assert [element.attribute("/ListNumbering") for element in elements(briefs["long"], "L")] == [
        *(Name.Circle, Name.Decimal, Name.Circle, Name.Decimal, Name("/None"), Name.Decimal)
    ]
    assert elements(briefs["directives"], "Code")


def test_the_head_of_a_table_says_that_it_is_one(briefs: Mapping[str, Printed]) -> None:
    (table,) = elements(briefs["long"], "Table")
    head = [element for element in table.walk() if element.kind == "TH"]
    assert [element.attribute("/Scope") for element in head] == [Name.Column] * 3
    (row, *_) = [one for one in table.walk() if one.kind == "TR" and one.parent and one.parent.kind == "TBody"]
    names = [str(element.node.ID) for element in head]
    assert [[str(name) for name in one.attribute("/Headers") or ()] for one in row.children] == [[id_] for id_ in names]


def test_pictures_say_what_they_show(briefs: Mapping[str, Printed]) -> None:
    texts = [str(element.node.Alt) for element in elements(briefs["figures"], "Figure")]
    assert [text for text in texts if not text.startswith("QR code")] == [
        "Two bars, of which the second is higher",
        "a small ring",
        "A ring with a dot in its middle",
        "The same two bars once more",
    ]
    assert len(elements(briefs["figures"], "Caption")) == 2


def test_a_link_says_where_it_leads_and_leads_there(briefs: Mapping[str, Printed]) -> None:
    long = Tagged(briefs["long"].document)
    assert long.web >= {
        "https://example.org/auto",
        "mailto:someone@example.org",
        "https://briefs.example.org/archive/2014/2014-05-02-harbour.html",
        "https://briefs.example.org/countries/RU.html",
        "https://briefs.example.org/publishers/lijibao.html#lijibao-2014-yinshua",
        "https://doi.org/10.5555/example.page_%282013%29",
    }
    assert all(str(link.Contents).strip() for link in long.links)


def test_every_language_of_a_text_is_marked(briefs: Mapping[str, Printed]) -> None:
    languages = {name: str(printed.document.Root.Lang) for name, printed in briefs.items()}
    assert (languages["arabic"], languages["east-asia"]) == ("ar", "zh")
    assert languages["long"].startswith("en")
    assert Tagged(briefs["long"].document).languages >= {"zh", "ru"}
    assert Tagged(briefs["arabic"].document).languages >= {"en-GB"}


@by_cases
def test_catalogues_are_told_what_other_outputs_do_not_tell(
    name: str, value: str | list[str], briefs: Mapping[str, Printed]
) -> None:
    metadata = told(briefs["long"], name)
    assert (sorted(metadata) if isinstance(value, list) else metadata) == value


def test_a_brief_without_an_address_is_known_by_its_number(tmp_path: Path) -> None:
    (lay_archive(tmp_path / "a") / "docs" / "conf.py").unlink()
    builder = builder_for(tmp_path / "a")
    printed = make(job_of(builder, "2014-09-01-long"))
    assert told(printed, "dc:identifier") == "2014-09-01-long"
    assert told(printed, "xmpRights:WebStatement") is None
    assert not [address for address in Tagged(printed.document).web if "briefs.example.org" in address]


def test_the_text_and_its_sources_are_carried_along_if_that_is_wanted(
    attaching: Printed, briefs: Mapping[str, Printed]
) -> None:
    assert dict(briefs["long"].document.attachments) == {}
    carried = attaching.document.attachments
    assert sorted(carried) == ["2014-09-01-long.bib", "2014-09-01-long.md"]
    for file in attaching.document.Root.AF:
        assert file.AFRelationship == Name.Source
        assert file.EF.F.Subtype in {Name("/text/markdown"), Name("/application/x-bibtex")}
        assert str(file.Desc)
    text = carried["2014-09-01-long.md"].get_file().read_bytes().decode()
    assert text.startswith('---\ntitle: "How a page is made')
    assert "@book{example-2013-page," in carried["2014-09-01-long.bib"].get_file().read_bytes().decode()
    assert told(attaching, "pdfaid:part") == "3"


def test_the_other_standard_is_that_of_screen_readers_alone(archive: Path) -> None:
    builder = builder_for(archive, standard="ua-1")
    printed = make(job_of(builder, "2015-03-01-plain"))
    assert (told(printed, "pdfaid:part"), told(printed, "pdfuaid:part")) == (None, "1")


def test_a_corrected_brief_says_so_and_a_withdrawn_one_says_it_first_and_keeps_its_text(
    briefs: Mapping[str, Printed],
) -> None:
    text = " ".join(page.extract_text() for page in briefs["long"].pages)
    assert "Corrected." in text
    assert re.search(r"20 September 2014: The margin is named first, and the measure after it", text)
    text = " ".join(page.extract_text() for page in briefs["withdrawn"].pages)
    first = re.search(r"This brief was withdrawn on 1 July 2014\.\s+It was about another harbour\.", text)
    assert first
    assert first.start() < text.index("A brief that was wrong")
    assert told(briefs["withdrawn"], "dc:title") == "[Withdrawn] A brief that was wrong"
    stamp = [letter["text"] for page in briefs["withdrawn"].pages for letter in page.chars if letter["matrix"][1]]
    assert "".join(stamp) == "WITHDRAWN"
    assert "Words that stay to be checked" in " ".join(text.split())
    assert "The brief that replaces it" in " ".join(text.split())
