"""The schema for editors and the check agree on the front matter of briefs, each in its own way of reading it."""

import datetime
import json
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, ClassVar

import jsonschema_rs
import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from briefarchive.checking import check
from briefarchive.checking.archive import read_and_check, read_archive
from briefarchive.checking.editors import brief_schema
from briefarchive.checking.metadata import StatusWithoutCompanion
from briefarchive.checking.terms import UnknownCountry, UnknownPerson, UnknownTopic
from briefarchive.diagnostics import Diagnostic
from briefarchive.model import Archive, Status, Vocabulary
from briefarchive.reading import decoding
from briefarchive.reading.characters.invisible import INVISIBLE
from briefarchive.reading.front_matter.reader import text_below
from briefarchive.reading.front_matter.schema import COMPANIONS, FRONT_MATTER
from briefarchive.reading.vocabularies.reader import read_vocabulary

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
CASES = HERE / "cases"
PATH = "archive/2014/2014-10-17-port.md"

# What the schema knows: the form and the values of fields.
KNOWN = {"M101", "M102", "M103", "M104", "M203", "V201", "V202", "V203"}
# What is beyond it, of all that the check reports about the lines of a front matter.
BEYOND = {
    "C201": "which sources are in the bibliography: it would change with each entry",
    "F107": "the name of the file",
    "F108": "the names of other files",
    "I101": "a title that the import made is a title",
    "L104": "which old addresses other briefs have",
    "M201": "the day in the file's name",
    "M202": "the folder of the file",
    "M205": "how a title ends",
    "M206": "how a title is written",
    "M207": "what the title says",
    "M208": "which languages there are",
    "M209": "in which letters the text is written",
    "M210": "which words stand for a title that is still to come",
    "M211": "which of several fields a reader misses",
    "M212": "which of two days is the later one",
    "M213": "which signs in a title are markup",
    "M214": "how a title is written",
    "M230": "which files stand beside the brief",
    "M231": "which licences the list of SPDX has: it grows",
    "R201": "which briefs there are: it would change with each",
    "R202": "what other briefs replace",
    "R203": "which countries the text names",
    "R204": "what other briefs say",
    "R205": "which briefs are drafts",
    "R208": "the name of the file",
    "R209": "of which briefs others are translations",
    "R210": "in which languages other briefs are",
    "R211": "what other briefs say",
    "S121": "how letters were read",
    "S123": "how lines end",
    "S130": "what was to be taken out of a title",
    "S136": "which signs look like others",
    "S137": "in which script a title is written",
    "S138": "whether each quotation mark has another",
    "S142": "which blanks, marks and words are too many",
    "V205": "which publishers there are: it would change with each",
    "V208": "which terms others have replaced",
}
# Where these are found, editors read other values than the archive, or none.
READ_OTHERWISE = {
    "F105": "the front matter has no beginning or no end",
    "F106": "it is so long that the archive does not read it",
    "F118": "the marks of a merge make YAML that cannot be read",
    "F201": "YAML that cannot be read has no values",
    "F202": "of a key that stands twice, YAML readers take either value",
    "F203": "anchors and aliases are gone once the YAML is read",
    "F204": "tags are gone once the YAML is read",
    "F205": "merge keys are gone once the YAML is read",
    "F206": "editors take a second document for itself",
    "F208": "what is taken for a comment is gone once the YAML is read",
    "F207": "what is nested too deep for the archive is not for an editor",
}


class _Core(yaml.SafeLoader):
    """YAML 1.2 with its core schema (§10.3), as editors read it: PyYAML's own is 1.1, where `NO` is false."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


for name, pattern, first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", list("-+.0123456789")),
    ("float", r"[-+]?(?:\.inf|\.Inf|\.INF)|\.nan|\.NaN|\.NAN", list("-+.")),
):
    _Core.add_implicit_resolver(f"tag:yaml.org,2002:{name}", re.compile(f"(?:{pattern})$"), first)
for name in ("int", "float"):  # that it is a number is all that matters here
    _Core.add_constructor(f"tag:yaml.org,2002:{name}", lambda _loader, _node: 0)


def _data(text: str) -> Any:
    """The front matter of a brief as JSON has it."""
    end = text_below(PATH, text)[1] - 1
    head = "\n".join(text.split("\n")[1 : end - 1])
    return json.loads(json.dumps(yaml.load(head, Loader=_Core)))


def _accepts(vocabulary: Vocabulary, data: Any) -> bool:
    return jsonschema_rs.Draft7Validator(brief_schema(vocabulary)).is_valid(data)


def _of_the_head(text: str, found: Iterable[Diagnostic]) -> set[str]:
    end = text_below(PATH, text)[1]
    return {one.code for one in found if end == 1 or one.span.line < end}


def _cases() -> list[Path]:
    """Every case that is a brief, or an archive with briefs."""
    cases = CASES.glob("*/*valid/*")
    return sorted(case for case in cases if case.suffix == ".md" or any(case.glob("archive/[0-9]*/*.md")))


def _lay(case: Path, root: Path) -> None:
    shutil.copytree(HERE / "base", root)
    if case.is_dir():
        shutil.copytree(case, root, dirs_exist_ok=True)
    else:
        target = root / "archive" / case.name[:4] / case.name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(case, target)


def _briefs(root: Path) -> Iterator[tuple[str, str]]:
    """The path and the text of each brief that is text at all."""
    for file in sorted(root.glob("archive/[0-9]*/*.md")):
        text = decoding.decode("", file.read_bytes())
        if isinstance(text, str):
            yield file.relative_to(root).as_posix(), text


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[set[str], str, Vocabulary]]]:
    """By case, for each of its briefs: what the check finds in its front matter, its text, and the vocabularies."""
    result = {}
    for case in _cases():
        root = tmp_path_factory.mktemp("case") / "archive"
        _lay(case, root)
        reading = read_archive(root, cache=False)
        found = check(reading)
        result[_name(case)] = [
            (_of_the_head(text, (one for one in found if one.span.path == path)), text, reading.archive.vocabulary)
            for path, text in _briefs(root)
        ]
    return result


def _name(case: Path) -> str:
    return case.relative_to(CASES).as_posix()


@pytest.mark.parametrize("case", _cases(), ids=_name)
def test_the_schema_refuses_a_front_matter_where_the_check_finds_a_fault_and_no_other(
    case: Path, told: dict[str, list[tuple[set[str], str, Vocabulary]]]
) -> None:
    for codes, text, vocabulary in told[_name(case)]:
        assert codes - KNOWN <= BEYOND.keys() | READ_OTHERWISE.keys()
        if not codes & READ_OTHERWISE.keys():
            assert _accepts(vocabulary, _data(text)) == (not codes & KNOWN), text


def test_each_code_that_is_set_apart_is_found_in_a_front_matter(
    told: dict[str, list[tuple[set[str], str, Vocabulary]]],
) -> None:
    found = {code for briefs in told.values() for codes, _, _ in briefs for code in codes}
    assert found == KNOWN | BEYOND.keys() | READ_OTHERWISE.keys()


def _folded(text: str) -> str:
    """White space as the archive reads it; a schema counts it as it stands."""
    return " ".join(text.split())


VOCABULARY, _ = read_vocabulary(HERE / "base")
VALIDATOR = jsonschema_rs.Draft7Validator(brief_schema(VOCABULARY))
WORDS = st.text(st.characters(exclude_categories=["Cc", "Cn", "Co", "Cs", "Zl", "Zp"]), max_size=320).map(_folded)
SIGNS = st.text(st.sampled_from("aZ09é能-_./:~ \u200d\u200b🙂\ufe0f"), max_size=40).map(_folded)
TEXTS = st.one_of(WORDS, SIGNS, st.sampled_from(["", "en", "China", "NO", "…", "<b>", "../x", "zh-Hant", "a" * 1_001]))
DATES = st.dates().map(str) | st.sampled_from(
    ["2014-02-29", "2016-02-29", "1499-12-31", "2101-01-01", "２０１４-10-17"]
)
DAYS = st.dates(datetime.date(1500, 1, 1), datetime.date(2100, 12, 31)).map(str)
ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS | DATES,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["date", "note", "reason", "from"]), inner)
    ),
    max_leaves=5,
)


def _ids(*ids: str) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(ids), unique=True)


SOUND: dict[str, st.SearchStrategy[Any]] = {
    "title": st.sampled_from(["A port opens", "中国", "a" * 300]),
    "date": DAYS,
    "countries": _ids("CN", "NO", "EU") | st.none(),
    "topics": _ids("energy", "natural-gas", "trade"),
    "compilers": _ids("ada-example"),
    "summary": TEXTS.filter(lambda text: len(text) <= 1_000 and not INVISIBLE.search(text)),
    "language": st.sampled_from(["en", "zh-Hant", "pt-BR", "de-1996", "en-x-a"]),
    "translation_of": st.sampled_from(["2014-05-21-power", "a"]),
    "status": st.sampled_from(Status).map(str),
    "sources": _ids("bbc-2014-port", "X:1"),
    "corrections": st.lists(st.fixed_dictionaries({"date": DAYS, "note": st.just("One.")}), max_size=2, unique_by=str),
    "withdrawal": st.fixed_dictionaries({"date": DAYS, "reason": st.just("One.")}),
    "replaces": _ids("2014-05-21-power"),
    "aliases": _ids("v3/2014/10/17/", "a.html"),
    "imported": st.fixed_dictionaries({"from": st.just("a.txt"), "sha256": st.just("0a" * 32)}),
}


@st.composite
def front_matters(draw: st.DrawFn) -> dict[str, Any]:
    """Sound fields, of which up to two are left out, or have another value, be it near to a sound one or anything."""
    names = draw(st.sets(st.sampled_from(sorted(SOUND)))) | {"title", "date"}
    fields = {name: draw(SOUND[name]) for name in sorted(names)}
    if draw(st.booleans()):
        needed = {COMPANIONS.get(Status(fields.get("status", "published")), "title")}
        fields |= {name: draw(SOUND[name]) for name in needed}
        fields = {name: value for name, value in fields.items() if name in needed or name not in COMPANIONS.values()}
    for name in draw(st.sets(st.sampled_from([*FRONT_MATTER, "tittle", "myst"]), max_size=2)):
        other = draw(ANY | DATES | TEXTS | st.lists(TEXTS | st.sampled_from(["CN", "trade", "v3"]), max_size=30))
        fields[name] = other
        if draw(st.booleans()):
            del fields[name]
    return fields


def _checked(text: str) -> set[str]:
    """What the check finds in the front matter of one brief."""
    brief, found = read_and_check(PATH, text.encode())
    assert brief is not None
    archive = Archive(briefs={brief.id: brief}, vocabulary=VOCABULARY)
    rules = (StatusWithoutCompanion, UnknownCountry, UnknownTopic, UnknownPerson)
    return _of_the_head(text, [*found, *(one for rule in rules for one in rule.check(archive))])


@given(front_matters())
@example({"title": "One", "date": "2014-10-17", "status": "corrected", "corrections": []})
@example({"title": "One", "date": "2014-10-17", "status": "withdrawn", "corrections": None})
@example({"title": "One", "date": "2014-10-17", "corrections": [{"date": "2014-10-18", "note": ""}] * 2})
def test_any_front_matter_is_judged_alike_by_both(fields: dict[str, Any]) -> None:
    # JSON is YAML too, and says what is a text and what is none.
    head = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in fields.items())
    text = f"---\n{head}---\nText.\n"
    # A sign that nobody sees is reported as M104 where a value begins, and as S112 where it stands; what letters and
    # spaces may be meant as is none of the schema's business.
    codes = _checked(text) - {"S112", "S122", "S139"} - BEYOND.keys()
    assert codes <= KNOWN
    assert VALIDATOR.is_valid(_data(text)) == (not codes), (codes, text)


def test_a_text_on_several_lines_is_judged_without_the_white_space_at_its_end() -> None:
    text = "---\ntitle: >\n  One\n  two\ndate: |\n  2014-10-17\nlanguage: ' en '\n---\nText.\n"
    assert not _checked(text)
    assert _accepts(VOCABULARY, _data(text))


def test_the_schema_is_one_of_draft_7_and_knows_every_field() -> None:
    schema = brief_schema(VOCABULARY)
    jsonschema_rs.meta.validate(schema)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert schema["properties"].keys() == FRONT_MATTER.keys()
    assert all(value["description"] for value in schema["properties"].values())


def test_each_id_stands_with_its_label() -> None:
    items = {
        name: brief_schema(VOCABULARY)["properties"][name]["items"] for name in ("countries", "topics", "compilers")
    }
    labels = {name: dict(zip(one["enum"], one["enumDescriptions"], strict=True)) for name, one in items.items()}
    assert labels["topics"] == {"energy": "Energy", "natural-gas": "Natural gas", "trade": "Trade"}
    assert labels["compilers"] == {"ada-example": "Ada Example"}
    assert (labels["countries"]["NO"], labels["countries"]["EU"]) == ("Norway", "European Union")


@pytest.mark.parametrize(
    ("unread", "topic", "accepted"),
    [
        ({"topics"}, "anything", True),
        ({"topics"}, "", False),
        ({"topics/refused"}, "refused", True),
        ({"topics/refused"}, "anything", False),
        (set(), "energy", False),
    ],
)
def test_a_term_that_cannot_be_read_may_be_meant(unread: set[str], topic: str, *, accepted: bool) -> None:
    vocabulary = Vocabulary(unread=frozenset(unread))
    assert _accepts(vocabulary, {"title": "One", "date": "2014-10-17", "topics": [topic]}) is accepted
    assert _accepts(vocabulary, {"title": "One", "date": "2014-10-17", "topics": []})
