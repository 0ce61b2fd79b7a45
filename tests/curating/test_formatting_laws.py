"""Laws of formatting: sources read the same before and after, and formatting twice is formatting once."""

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from briefarchive.curating.formatting import Formatting, format_bibliography
from briefarchive.diagnostics import Span
from briefarchive.model import Places, Source
from briefarchive.reading.bibliography import read_bibliography

from ..cases import load_cases

DATES = {"year", "month", "day", "date"}

_NOISE = st.text(alphabet="{}\"@(),=#%\\ \nabc1'~-$é\u200b", max_size=25)
_VALUE = st.one_of(
    st.text(alphabet="ab {}\\'\"-$~^_&%é\n,=", max_size=15).map(lambda text: f"{{{text}}}"),
    st.sampled_from(["s", "jan", 's # " b"', "{\\'e} # s", "2014", '"{\\"o}"', "{A and B, C}", "t", "{k1}", "{k0,k2}"]),
)
_NAMES = "title note author year month day date url crossref xdata ids file keywords Note howpublished"
_NAME = st.sampled_from(_NAMES.split())
_FIELD = st.one_of(
    st.builds("{} = {}".format, _NAME, _VALUE), st.sampled_from(["year = 2013", "date = {2014}"]), _NOISE
)
_ENTRY = st.builds(
    "@{}{{k{},\n {}{}".format,
    st.sampled_from(["online", "Book", "inbook", "misc"]),
    st.integers(0, 5),
    st.lists(_FIELD, max_size=4).map(",\n ".join),
    st.sampled_from(["}", "\n}", ",}", "}}", "", " % x\n}", "} y"]),
)
_OTHER = st.sampled_from(load_cases(__file__)["other"])
_FILE = st.lists(st.one_of(_ENTRY, _OTHER, _NOISE), max_size=6).map("\n".join)
_FILES = st.dictionaries(st.sampled_from(["2013", "2014", "undated", "mine"]), _FILE, min_size=1, max_size=3)


def essence(source: Source) -> Source:
    """A source but for its places and for the fields of its date, of which formatting makes one."""
    fields = {name: text for name, text in source.fields.items() if name not in DATES}
    return replace(source, span=Span(path=""), places=Places(), fields=fields)


def sources_in(root: Path) -> dict[str, Source]:
    by_key: dict[str, Source] = {}
    for file in sorted((root / "bib").iterdir()):
        text = file.read_bytes().decode().replace("\r", "\n")
        for source in read_bibliography(f"bib/{file.name}", text)[0]:
            by_key.setdefault(source.key, essence(source))
    return by_key


def keeps_the_laws(root: Path) -> Formatting:
    before = sources_in(root)
    formatting = format_bibliography(root)
    formatting.changes.write()
    assert sources_in(root) == before
    assert not format_bibliography(root).texts
    return formatting


@given(_FILES)
@example({"undated": "@online{k0,\n \n@inbook{k0,\n }", "2013": "@inbook{k0,\n \n@inbook{k0,\n }}"})
@example({"2013": "@online{k0,\n year = 2013,\n year = 2013}\n@online{k1,\n }}\n@comment{@misc{k9,}\n\n}"})
@example({"undated": "@online{k0,\n }\n@online{k3,\n }", "2013": "@online{k0,\n }\n@online{k0,\n }}\n@online{k3,\n }"})
@example({"2013": "@misc{k1, month = march, year=2014}\n@misc{k0,}@misc{k1,}", "2014": "@misc{k9,\n % \n}"})
@example({"2014": "@misc{k0,note={x}} @misc{k2 = }\n% y\n@misc{k1,}"})
def test_sources_stay_the_same_and_the_second_time_changes_nothing(files: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "bib").mkdir()
        for name, text in files.items():
            (root / f"bib/{name}.bib").write_bytes(text.encode())
        keeps_the_laws(root)


def test_bibliographies_of_the_collection_read_the_same(tmp_path: Path) -> None:
    shutil.copytree(Path(__file__).parents[1] / "excerpt/bib", tmp_path / "bib")
    formatting = keeps_the_laws(tmp_path)
    assert (formatting.diagnostics, formatting.unsafe) == ((), ())
