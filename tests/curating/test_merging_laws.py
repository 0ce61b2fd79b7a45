"""A law of merging: whatever is merged, every brief has the sources that it had."""

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from briefarchive.checking.loading import read_archive
from briefarchive.curating.merging import plan_merge
from briefarchive.model import Archive

KEYS = ["a", "b-2014", "c:1", "d_x", "e.f"]
NAMES = ["title", "note", "url", "publisher", "date", "keywords"]

keys = st.sampled_from(KEYS)
value = st.sampled_from(["{A}", "{B {C} d}", '"E % f"', "2014", "{}", "{a} # { b}", "{two\n  lines}"])
line = st.sampled_from([" ", "\n  ", "\r\n\t", " % a note, }\n  "])
note = st.sampled_from(["", "{p. 3}", "{see, too}"])
space = st.sampled_from(["", " ", "\n"])


@st.composite
def entry(draw: st.DrawFn, key: str) -> str:
    """One entry in one of the many ways in which people write them."""
    names = draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=4))
    gap = draw(line)
    fields = [f"{gap}{name}{draw(st.sampled_from(['=', ' = ', '   = ']))}{draw(value)}" for name in names]
    end = draw(st.sampled_from(["", ",", "\n", ",\n"]))
    return f"@online{{{key},{','.join(fields)}{end if fields else ''}}}"


@st.composite
def bibliography(draw: st.DrawFn) -> list[str]:
    """Two files with an entry for each key."""
    places = [draw(st.integers(0, 1)) for _ in KEYS]
    between = draw(st.sampled_from(["\n", "\n\n", "\r\n\r\n", "\ntext between\n", " "]))
    entries = [draw(entry(key)) for key in KEYS]
    return [between.join(entry for entry, at in zip(entries, places, strict=True) if at == file) for file in (0, 1)]


@st.composite
def brief(draw: st.DrawFn) -> str:
    """A brief that cites, lists and names some of the sources."""
    listed = draw(st.lists(keys, unique=True))
    block = draw(st.booleans())
    items = "".join(f"\n  - {key}" for key in listed) if block else f" [{', '.join(listed)}]"
    parts = []
    for number in range(draw(st.integers(0, 5))):
        role = draw(st.sampled_from(["cite:p", "cite:t", "cite", "source"]))
        named = draw(st.lists(keys, min_size=1, max_size=1 if role == "source" else 3))
        targets = [f"{draw(space)}{key}{'' if role == 'source' else draw(note)}" for key in named]
        parts.append(
            draw(st.sampled_from(["", "> ", "- ", "\n\n", "`b-2014` "])) + f"w{number} {{{role}}}`{','.join(targets)}`"
        )
    head = f"sources:{items}\n" if listed else ""
    return f"---\ntitle: T\ndate: 2014-10-17\n{head}---\n" + draw(space).join(parts) + "\n"


def list_sources(archive: Archive, renamed: dict[str, str]) -> dict[str, list[str]]:
    """The sources of each brief in their order, and what it names besides, with the keys that they have afterwards."""
    keys_by_brief = {}
    for brief in archive.briefs.values():
        named = [ref.target for ref in brief.markup.references if not ref.cites]
        cited = list(dict.fromkeys(renamed.get(key, key) for key in brief.bibliography))
        keys_by_brief[brief.id] = [*cited, "", *(renamed.get(key, key) for key in named)]
    return keys_by_brief


@given(bibliography(), st.lists(brief(), min_size=1, max_size=2), st.lists(keys, min_size=2, max_size=3, unique=True))
def test_after_a_merge_every_brief_has_the_same_sources(bibs: list[str], briefs: list[str], chosen: list[str]) -> None:
    keep, *drop = chosen
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "bib").mkdir()
        (root / "archive/2014").mkdir(parents=True)
        for number, text in enumerate(bibs):
            (root / f"bib/{number}.bib").write_bytes(text.encode())
        for number, text in enumerate(briefs):
            (root / f"archive/2014/2014-10-1{number}-x.md").write_bytes(text.encode())
        before = read_archive(root, cache=False)
        planned = plan_merge(root, before, keep, drop)
        planned.changes.write()
        after = read_archive(root, cache=False)

    assert planned.unreplaced == ()
    assert list_sources(after.archive, {}) == list_sources(before.archive, dict.fromkeys(drop, keep))
    assert set(after.archive.sources) == set(KEYS) - set(drop)
    kept, was = after.archive.sources[keep], before.archive.sources
    assert set(kept.aliases) == set(drop)
    lost = {(conflict.key, conflict.field) for conflict in planned.conflicts}
    for key in (keep, *drop):
        for name, text in was[key].fields.items():
            assert not text or kept.fields[name] == text or (key, name) in lost
    assert all(after.archive.sources[key].fields == was[key].fields for key in set(KEYS) - set(chosen))
    assert not [diagnostic for diagnostic in after.diagnostics if diagnostic.code in ("C101", "C102", "C151", "C201")]
