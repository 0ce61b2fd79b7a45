"""Laws of renaming: whatever is renamed, all that was named is named still, and nothing new is wrong."""

import posixpath
import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from briefarchive.checking import check
from briefarchive.checking.loading import read_archive
from briefarchive.curating.renaming import plan_rename
from briefarchive.model import Archive
from briefarchive.reading.archive_files import Reading
from briefarchive.reading.attached_files.attachments import resolve_link

IDS = ["2014-05-21-a", "2014-05-21-a-b", "2015-01-01-a", "2014-12-31-c"]
# The date of the last is not that in its name: it may be renamed into another year.
DATES = {"2014-12-31-c": "2015-01-02"}
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>\n'

ids = st.sampled_from(IDS)
new_ids = st.sampled_from(["new", "a", "b", "a-b-c", "c"])
ways = st.sampled_from(["", "./", ".././{year}/", "../{year}/", "../../archive/{year}/"])
part = st.sampled_from(["", "#s", "#nothing", "?q#s"])


@st.composite
def piece(draw: st.DrawFn, own: str) -> str:
    """A piece of a text that names a brief or a file, or only looks as if it did."""
    brief_id = draw(ids)
    way = draw(ways).format(year=brief_id[:4])
    # A link without a way leads to a file beside the brief.
    path = f"{way or ('' if own[:4] == brief_id[:4] else f'../{brief_id[:4]}/')}{brief_id}.md{draw(part)}"
    return draw(
        st.sampled_from(
            [
                f"{{brief}}`{brief_id}`",
                f"{{brief}}` {brief_id} `",
                f"{{brief}}``{brief_id}``",
                f"{{topic}}`{brief_id}`",
                f"{{cite:p}}`{brief_id}`",
                f"[{brief_id}]({path})",
                f'[x]({path} "{path}")',
                f"[x](<{path}>)",
                f"[x][{brief_id}]\n\n[{brief_id}]: {path}",
                path,
                brief_id,
                f"`{{brief}}`{brief_id}``",
                f"```\n[x]({path})\n```",
                f":::{{note}} {{brief}}`{brief_id}`\n[x]({path})\n:::",
                f"| {{brief}}`{brief_id}` | [{path}]({path}) |\n| --- | --- |\n| {brief_id} | {{brief}}`{brief_id}` |",
                f"> {{brief}}`{brief_id}`\n[x]({path})",
                f"<https://example.org/{brief_id}.md>",
                f"[x](https://example.org/{path})",
                "![m](m.svg)",
                "[m](m.svg)",
                "[x](../2014/m.svg)",
                f"- [x]({path}), {{brief}}`{brief_id}`\n  {brief_id}",
                f"[x]({brief_id})",
                f"![x]({path})",
                f"{{brief}}`{brief_id}x` {brief_id}x.md [x]({path}x)",
                f"[^{brief_id}]\n\n[^{brief_id}]: {{brief}}`{brief_id}`",
            ]
        )
    )


@st.composite
def brief(draw: st.DrawFn, own: str) -> str:
    """A brief that names others in its text and in its front matter."""
    others = draw(st.lists(ids.filter(lambda id_: id_ != own), unique=True, max_size=3))
    quote = draw(st.sampled_from(["", "'", '"']))
    quoted = [f"{quote}{name}{quote}" for name in others]
    replaces = draw(st.sampled_from([f" [{', '.join(quoted)}]", "".join(f"\n  - {item} # {own}" for item in quoted)]))
    aliases = draw(st.sampled_from(["", f"aliases: [old/{own}]\n", f"aliases: # none\n- old/{own}\n", "aliases:\n"]))
    pieces = draw(st.lists(piece(own), max_size=5))
    text = "\n\n".join((*pieces, "## S", "Text."))
    named = f"replaces:{replaces}\n" if quoted else ""
    head = f"title: A {own} # {own}\ndate: {DATES.get(own, own[:10])}\n{named}{aliases}"
    whole = f"---\n{head}---\n{text}\n"
    return draw(st.sampled_from([whole, whole.replace("\n", "\r\n")]))


archives = st.fixed_dictionaries({name: brief(name) for name in IDS})


def lay(root: Path, briefs: dict[str, str]) -> None:
    for name, text in briefs.items():
        (root / f"archive/{name[:4]}").mkdir(parents=True, exist_ok=True)
        (root / f"archive/{name[:4]}/{name}.md").write_bytes(text.encode())
    for year in (2014, 2015):
        (root / f"archive/{year}/m.svg").write_text(SVG)


def rename(root: Path, old: str, new: str) -> None:
    plan_rename(root, read_archive(root, cache=False), old, new).changes.write()


def faults(reading: Reading) -> Counter[str]:
    """How often each rule speaks; what it says has the ids and the places in it.

    Of a tangle of circles (R202), how many are told depends on which name comes first.
    """
    codes = Counter(diagnostic.code for diagnostic in check(reading))
    return codes | Counter({"R202": 1}) if codes.pop("R202", 0) else codes


def named(archive: Archive, old: str, new: str) -> dict[str, list[object]]:
    """What each brief names and where its links lead, with the id and the file that *old* has afterwards."""

    def name(written: str) -> str:
        return new if written == old else written

    def place(path: str | None) -> str | None:
        return f"archive/{new[:4]}/{new}.md" if posixpath.basename(path or "") == f"{old}.md" else path

    by_name: dict[str, list[object]] = {}
    for one in archive.briefs.values():
        markup = one.markup
        leads = [place(resolve_link(archive, one, link)) for link in markup.links if not link.image]
        roles = [(ref.role, name(ref.target) if ref.role == "brief" else ref.target) for ref in markup.references]
        titles = [heading.text for heading in markup.headings]
        by_name[name(one.id)] = [one.title, one.date, leads, roles, titles, [name(other) for other in one.replaces]]
    return by_name


@given(archives, ids, new_ids)
def test_after_a_renaming_all_is_named_as_before_and_the_check_tells_nothing_new(
    briefs: dict[str, str], old: str, words: str
) -> None:
    new = f"{DATES.get(old, old[:10])}-{words}"
    if new in IDS:
        new = f"{new}-z"
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        lay(root, briefs)
        before = read_archive(root, cache=False)
        rename(root, old, new)
        after = read_archive(root, cache=False)
        assert named(after.archive, old, new) == named(before.archive, old, new)
        assert not faults(after) - faults(before)
        assert set(after.archive.briefs[new].aliases) == {*before.archive.briefs[old].aliases, old}


@given(archives, ids.filter(lambda name: name not in DATES))
def test_a_renaming_and_the_one_back_change_no_other_file(briefs: dict[str, str], old: str) -> None:
    new = f"{old}-z"
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        lay(root, briefs)
        rename(root, old, new)
        rename(root, new, old)
        for name in set(IDS) - {old}:
            assert (root / f"archive/{name[:4]}/{name}.md").read_bytes() == briefs[name].encode()
        assert new in read_archive(root, cache=False).archive.briefs[old].aliases
