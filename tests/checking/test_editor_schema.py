"""The schema for editors and the check agree on the front matter of briefs, each in its own way of reading it."""

import datetime
import json
import re
from collections.abc import Iterable
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
from briefarchive.reading.characters.invisible import INVISIBLE
from briefarchive.reading.fields import COMPANIONS, FRONT_MATTER
from briefarchive.reading.front_matter.reader import text_below
from briefarchive.reading.vocabularies.reader import read_vocabulary

from ..cases import by_cases
from .laying import BASE, PATH, find_cases, lay, name_case

pytestmark = pytest.mark.slow

# What the schema knows: the form and the values of fields.
KNOWN = {"M101", "M102", "M103", "M104", "M203", "V201", "V202", "V203"}
CASES = [case for kind in ("valid", "invalid") for code in sorted(KNOWN) for case in find_cases(kind, code)]


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


@pytest.mark.parametrize("case", [case for case in CASES if case.suffix == ".md"], ids=name_case)
def test_the_schema_refuses_a_front_matter_where_the_check_finds_a_fault_and_no_other(
    case: Path, tmp_path: Path
) -> None:
    file = lay(case, tmp_path / "archive")
    reading = read_archive(tmp_path / "archive", cache=False)
    text = file.read_text("utf-8")
    codes = _of_the_head(text, (one for one in check(reading) if one.span.path.endswith(f"/{file.name}")))
    assert _accepts(reading.archive.vocabulary, _data(text)) == (not codes & KNOWN), text


def _folded(text: str) -> str:
    """White space as the archive reads it; a schema counts it as it stands."""
    return " ".join(text.split())


VOCABULARY, _ = read_vocabulary(BASE)
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
    rules = (StatusWithoutCompanion(), UnknownCountry(), UnknownTopic(), UnknownPerson())
    return _of_the_head(text, [*found, *(one for rule in rules for one in rule.check(archive))])


@given(front_matters())
@example({"title": "One", "date": "2014-10-17", "status": "corrected", "corrections": []})
@example({"title": "One", "date": "2014-10-17", "status": "withdrawn", "corrections": None})
@example({"title": "One", "date": "2014-10-17", "corrections": [{"date": "2014-10-18", "note": ""}] * 2})
def test_any_front_matter_is_judged_alike_by_both(fields: dict[str, Any]) -> None:
    # JSON is YAML too, and says what is a text and what is none.
    head = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in fields.items())
    text = f"---\n{head}---\nText.\n"
    codes = _checked(text) & KNOWN
    assert VALIDATOR.is_valid(_data(text)) == (not codes), (codes, text)


def test_a_text_on_several_lines_is_judged_without_the_white_space_at_its_end() -> None:
    text = "---\ntitle: >\n  One\n  two\ndate: |\n  2014-10-17\nlanguage: ' en '\n---\nText.\n"
    assert not _checked(text) & KNOWN
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


@by_cases
def test_a_term_that_cannot_be_read_may_be_meant(unread: set[str], topic: str, *, accepted: bool) -> None:
    vocabulary = Vocabulary(unread=frozenset(unread))
    assert _accepts(vocabulary, {"title": "One", "date": "2014-10-17", "topics": [topic]}) is accepted
    assert _accepts(vocabulary, {"title": "One", "date": "2014-10-17", "topics": []})
