"""Other keys of a source, in its field `ids`."""

from pathlib import Path

import pytest

from briefarchive.checking.loading import read_archive
from briefarchive.reading.archive_files import Reading
from briefarchive.reading.bibliography import read_bibliography


def read(root: Path, **bibliographies: str) -> Reading:
    """The archive with these files in `bib/`."""
    (root / "bib").mkdir()
    for name, text in bibliographies.items():
        (root / f"bib/{name}.bib").write_text(text)
    return read_archive(root, cache=False)


def told(reading: Reading) -> list[str]:
    return [f"{one.span} {one.message}" for one in reading.diagnostics if one.code == "C151"]


@pytest.mark.parametrize(
    ("ids", "aliases"),
    [("old", ("old",)), ("a, b,c", ("a", "b", "c")), (" a,\n  b , a,, ", ("a", "b")), ("", ())],
)
def test_ids_are_the_aliases_of_a_source(ids: str, aliases: tuple[str, ...]) -> None:
    (source,), faults = read_bibliography("bib/x.bib", f"@misc{{key, title = {{T}}, ids = {{{ids}}}}}")
    assert (source.aliases, source.fields["ids"], faults) == (aliases, " ".join(ids.split()), ())


def test_an_alias_finds_the_source_in_whatever_file_it_is(tmp_path: Path) -> None:
    reading = read(
        tmp_path, a="@misc{one, title = {T}, ids = {old, one, ONE}}", b="@misc{two, title = {T}, ids = {other}}"
    )
    archive = reading.archive
    assert [archive.resolve_key(key) for key in ("one", "old", "other", "none")] == ["one", "one", "two", "none"]
    assert archive.source("old") is archive.sources["one"]
    assert (archive.source("none"), archive.has_source("other"), archive.has_source("none")) == (None, True, False)
    assert told(reading) == []
    for _ in range(2):  # with and without the cache
        assert read_archive(tmp_path).archive.source("old").aliases == ("old", "one", "ONE")


def test_an_alias_that_is_a_key_is_an_error_with_both_places_and_the_key_counts(tmp_path: Path) -> None:
    reading = read(tmp_path, a="@misc{one, title = {T}, ids = {x, two}}", b="@misc{two, title = {T}}")
    assert told(reading) == ['bib/a.bib:1:32 the alias "two" of "one" is the key of the source in bib/b.bib:1:7 too']
    assert reading.archive.resolve_key("two") == "two"


def test_an_alias_of_two_sources_is_an_error_with_both_places_and_the_first_has_it(tmp_path: Path) -> None:
    reading = read(tmp_path, a="@misc{one, title = {T}, ids = {x}}\n@misc{two, title = {T}, ids = {y, X}}")
    assert told(reading) == ['bib/a.bib:2:32 the alias "X" of "two" is an alias of the source in bib/a.bib:1:7 too']
    twice = read_archive(tmp_path, cache=False).archive
    assert (twice.resolve_key("x"), twice.resolve_key("y")) == ("one", "two")
