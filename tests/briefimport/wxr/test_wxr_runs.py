"""Exports of WordPress to briefs of an archive: what is kept, what is set aside, and what is said of it."""

import io
import random
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from briefarchive.checking.archive import read_archive
from briefarchive.cli import main
from briefimport import Outcome, TermMapping, import_exports, read_mapping
from briefimport.wxr.reader import WxrReader

from ...cases import by_cases
from ..reading import body_of, codes, only_brief
from .wordpress import SITE, author, cdata, comment, export, item, meta, term

TEXT = (
    "The ferry line between the two ports opened again this week, as everybody had expected.\n\n"
    "Nobody knew why the crane waited so long before it moved again."
)


def site(folder: Path, *items: str, names: tuple[str, ...] = ("Ada Example",), name: str = "site.xml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(export(list(items), random.Random(1), names))
    return path


def ferry(number: int = 12, more: str = "", text: str = TEXT, **fields: str) -> str:
    said = {"creator": "adaexample", "post_name": "a-ferry-opens", "link": f"{SITE}/2016/01/a-ferry-opens/"} | fields
    return item(number, "A ferry opens", text, more, **said)


def picture(path: Path, width: int = 9) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    stream = io.BytesIO()
    Image.new("RGB", (width, 5)).save(stream, "PNG")
    path.write_bytes(stream.getvalue())


def test_post_becomes_a_brief_with_its_fields(root: Path, tmp_path: Path) -> None:
    more = meta("_wp_old_slug", "ferry-old") + term("category", "shipping", "Shipping")
    report = import_exports(root, [site(tmp_path / "in", ferry(more=more))])
    assert [(file.file, file.status) for file in report.files] == [("site.xml#post-12", Outcome.WRITTEN)]
    brief = only_brief(root)
    assert (brief.title, str(brief.date), brief.compilers) == ("A ferry opens", "2016-01-02", ("ada-example",))
    assert brief.aliases == ("2016/01/a-ferry-opens/", "2016/01/ferry-old/")
    assert brief.topics == ("shipping",)
    assert brief.imported is not None
    assert (brief.imported.origin, brief.imported.reader) == ("site.xml#post-12", "wxr")
    assert body_of(root, brief) == f"{TEXT}\n"


def test_second_import_changes_nothing_though_readers_wrote_comments_since(root: Path, tmp_path: Path) -> None:
    import_exports(root, [site(tmp_path / "a", ferry())])
    report = import_exports(root, [site(tmp_path / "b", ferry(more=comment(1, "Well said")), name="later.xml")])
    assert Outcome.UNCHANGED in [file.status for file in report.files]
    assert Outcome.WRITTEN not in [file.status for file in report.files]


@pytest.mark.parametrize("status", ["draft", "pending", "future"])
def test_what_is_no_more_than_a_draft_stays_one(root: Path, tmp_path: Path, status: str) -> None:
    import_exports(root, [site(tmp_path / "in", ferry(status=status, link=f"{SITE}/?p=12"))])
    assert (only_brief(root).status, only_brief(root).aliases) == ("draft", ())


def test_draft_without_a_date_has_that_of_its_last_change(root: Path, tmp_path: Path) -> None:
    nought = "0000-00-00 00:00:00"
    text = ferry(status="draft", post_date=nought, post_date_gmt=nought, post_modified="2017-03-04 05:06:07")
    text = text.replace("Sat, 02 Jan 2016 09:00:00 +0000", "Mon, 30 Nov -0001 00:00:00 +0000")
    import_exports(root, [site(tmp_path / "in", text)])
    assert str(only_brief(root).date) == "2017-03-04"


@by_cases
def test_what_was_not_public_is_set_aside_and_said(
    root: Path, tmp_path: Path, fields: dict[str, str], words: str
) -> None:
    report = import_exports(root, [site(tmp_path / "in", ferry(), ferry(13, **fields))])
    (aside,) = [file for file in report.files if file.status is Outcome.SET_ASIDE]
    assert aside.file == "site.xml#post-13"
    assert words in aside.diagnostics[0].message
    assert not report.failed


def test_entries_of_menus_and_spam_are_counted(root: Path, tmp_path: Path) -> None:
    items = [item(number, "Home", "", post_type="nav_menu_item") for number in range(40, 43)]
    report = import_exports(root, [site(tmp_path / "in", ferry(more=comment(1, "Buy", "spam")), *items)])
    messages = [one.message for one in report.all_diagnostics if one.code == "I231"]
    assert "3 entries of menus were not imported as texts" in messages
    assert "1 comments of readers were left out" in messages


def test_excerpts_and_added_fields_are_in_the_report_and_not_in_the_brief(root: Path, tmp_path: Path) -> None:
    more = meta("subtitle", "Two pages") + meta("_edit_lock", "1:2")
    report = import_exports(root, [site(tmp_path / "in", ferry(more=more, excerpt="What comes next"))])
    draft = report.files[0].draft
    assert draft is not None
    aside = {one.reason: one.text for one in draft.set_aside}
    assert aside['the added field "subtitle"'] == "Two pages"
    assert aside["the excerpt of the post"] == "What comes next"
    assert body_of(root, only_brief(root)) == f"{TEXT}\n"


def test_picture_beside_the_export_is_taken_in_its_largest_form(root: Path, tmp_path: Path) -> None:
    uploads = tmp_path / "in" / "wp-content" / "uploads" / "2016" / "01"
    picture(uploads / "map.png", 90)
    picture(uploads / "map-30x20.png", 30)
    image = f'<img src="{SITE}/wp-content/uploads/2016/01/map-30x20.png" alt="Map" />'
    import_exports(
        root, [site(tmp_path / "in", ferry(text=f"{TEXT}\n\n[caption id='a1' width='30']{image} The port[/caption]"))]
    )
    brief = only_brief(root)
    (name,) = (path.name for path in (root / brief.path).parent.glob("*.png"))
    assert body_of(root, brief) == f"{TEXT}\n\n```{{figure}} {name}\n:alt: Map\n\nThe port\n```\n"
    with Image.open((root / brief.path).parent / name) as shown:
        assert shown.width == 90


def test_gallery_and_leading_picture_are_found_among_the_attachments(root: Path, tmp_path: Path) -> None:
    def attachment(number: int, name: str) -> str:
        address = f"\t\t<wp:attachment_url>{cdata(f'{SITE}/wp-content/uploads/{name}.png')}</wp:attachment_url>\n"
        return item(number, name, "", address, post_type="attachment", status="inherit", excerpt=f"The {name}")

    for place, name in enumerate(("first", "second", "lead"), start=20):
        picture(tmp_path / "in" / "uploads" / f"{name}.png", place)
    long = f'{TEXT.partition(".")[0]}, which {"really " * 30}was late.\n\n[gallery ids="20,21"]'
    items = [ferry(more=meta("_thumbnail_id", "22"), text=long)]
    items += [attachment(20, "first"), attachment(21, "second"), attachment(22, "lead"), attachment(23, "unseen")]
    report = import_exports(root, [site(tmp_path / "in", *items)])
    captions = [
        line for line in body_of(root, only_brief(root)).splitlines() if line.startswith("The ") and len(line) < 20
    ]
    assert captions == ["The lead", "The first", "The second"]
    assert any("unseen.png" in one.message for one in report.all_diagnostics if one.code == "I231")


def test_picture_outside_the_folder_is_not_taken(root: Path, tmp_path: Path) -> None:
    picture(tmp_path / "secret.png")
    (tmp_path / "in" / "uploads").mkdir(parents=True)
    image = f'<img src="{SITE}/wp-content/uploads/../../secret.png" alt="Map" />'
    report = import_exports(root, [site(tmp_path / "in", ferry(text=f"{TEXT}\n\n{image}"))])
    assert "I208" in codes(report)
    assert not read_archive(root).archive.attachments


@by_cases
def test_text_is_shown_as_wordpress_shows_it(root: Path, tmp_path: Path, content: str, body: str) -> None:
    import_exports(root, [site(tmp_path / "in", ferry(text=content))])
    shown = body_of(root, only_brief(root))
    assert shown.replace("\\", "").replace("<", "") == body.replace("\\", "").replace("<", "")


def test_text_of_a_shared_block_is_shown_where_it_belongs(root: Path, tmp_path: Path) -> None:
    shared = item(
        70, "Note", "<!-- wp:paragraph -->\n<p>Shared words.</p>\n<!-- /wp:paragraph -->", post_type="wp_block"
    )
    content = '<!-- wp:paragraph -->\n<p>One.</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:block {"ref":70} /-->'
    import_exports(root, [site(tmp_path / "in", ferry(text=content), shared)])
    assert body_of(root, only_brief(root)) == "One.\n\nShared words.\n"


def test_export_that_is_cut_off_gives_what_stands_before(root: Path, tmp_path: Path) -> None:
    path = site(tmp_path / "in", ferry(12), ferry(13, text=f"{TEXT} Again."))
    path.write_bytes(path.read_bytes()[:-400])
    report = import_exports(root, [path])
    assert [(file.file, file.status) for file in report.files] == [
        ("site.xml#post-12", Outcome.WRITTEN),
        ("site.xml", Outcome.REFUSED),
    ]
    assert "I221" in codes(report)


def test_broken_xml_is_told_on_its_line_and_what_stands_before_is_read(root: Path, tmp_path: Path) -> None:
    hidden = f"<!-- {ferry(13)} -->\n"
    broken = ferry(14).replace("A ferry opens", "Fish & chips")
    path = site(tmp_path / "in", ferry(12), hidden, broken, ferry(15, text="Another text."))
    report = import_exports(root, [path])
    assert [file.file for file in report.files if file.status is Outcome.WRITTEN] == ["site.xml#post-12"]
    (fault,) = [one for one in report.all_diagnostics if one.code == "I221"]
    assert "Fish & chips" in path.read_text("utf-8").splitlines()[fault.span.line - 1]
    assert report.failed


def test_item_that_is_commented_out_is_none(root: Path, tmp_path: Path) -> None:
    hidden = f"<!-- held back <item>: {ferry(13)} -->\n"
    path = site(tmp_path / "in", ferry(12), hidden, ferry(14, text="Another text, with <!-- in it."))
    report = import_exports(root, [path])
    assert [file.file for file in report.files] == ["site.xml#post-12", "site.xml#post-14"]
    assert "I221" not in codes(report)


def test_author_behind_the_items_is_known(root: Path, tmp_path: Path) -> None:
    path = site(tmp_path / "in", ferry(12), author(2, "adaexample", "Ada Example"), names=())
    import_exports(root, [path])
    assert only_brief(root).compilers == ("ada-example",)


def test_second_export_in_one_file_is_told(root: Path, tmp_path: Path) -> None:
    path = site(tmp_path / "in", ferry(12))
    path.write_bytes(path.read_bytes() * 2)
    report = import_exports(root, [path])
    assert [file.file for file in report.files if file.status is Outcome.WRITTEN] == ["site.xml#post-12"]
    (fault,) = [one for one in report.all_diagnostics if one.code == "I221"]
    assert "divide it" in fault.message


def test_items_behind_the_channel_are_read(root: Path, tmp_path: Path) -> None:
    path = site(tmp_path / "in", ferry(12))
    path.write_bytes(path.read_bytes().replace(b"</channel>", f"</channel>{ferry(14, text=f'{TEXT} Again.')}".encode()))
    report = import_exports(root, [path])
    assert [file.file for file in report.files] == ["site.xml#post-12", "site.xml#post-14"]


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><wp:a/><channel><item>&b;</item></channel></rss>',
        b'<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><wp:a/><channel><title>&a;</title></channel></rss>',
        b'<?xml version="1.0"?><urlset><url/></urlset>',
        b'<?xml version="1.0"?><rss version="2.0"><channel><item><title>Feed</title></item></channel></rss>',
    ],
)
def test_xml_that_is_no_export_is_refused(root: Path, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "other.xml").write_bytes(data)
    report = import_exports(root, [tmp_path / "other.xml"])
    assert codes(report) == ["I201"]
    assert report.failed


def test_bytes_and_characters_that_xml_forbids_do_not_end_the_reading(root: Path, tmp_path: Path) -> None:
    path = site(tmp_path / "in", ferry(text="The caf~ opened\x02 again. &#11;"))
    path.write_bytes(path.read_bytes().replace(b"~", b"\xe9"))
    report = import_exports(root, [path])
    assert body_of(root, only_brief(root)) == "The café opened again.\n"
    assert "I207" in codes(report)


def test_first_run_writes_the_mapping_and_the_second_follows_it(root: Path, tmp_path: Path) -> None:
    more = (
        term("category", "shipping", "Shipping")
        + term("post_tag", "ports", "Ports &amp; rail")
        + term("category", "uncategorized", "Uncategorized")
    )
    path = site(tmp_path / "in", ferry(12, more), ferry(13, more, text="Another text of another day."))
    mapping = tmp_path / "mapping.yaml"
    runner = CliRunner()
    arguments = ["import", str(path), "--root", str(root), "--mapping", str(mapping)]
    first = runner.invoke(main, [*arguments, "--dry-run"])
    assert first.exit_code == 0, first.output
    assert first.output.count("I234") == 1
    assert mapping.read_text("utf-8").splitlines()[-3:] == [
        '"Shipping": [shipping]  # category, 2 texts',
        '"Uncategorized": []  # category, 2 texts',
        '"Ports & rail":  # tag, 2 texts',
    ]
    mapping.write_text(mapping.read_text("utf-8").replace('"Ports & rail":', '"Ports & rail": [fisheries]'), "utf-8")
    kept = mapping.read_bytes()
    second = runner.invoke(main, arguments)
    assert second.exit_code == 0, second.output
    assert "I234" not in second.output
    assert mapping.read_bytes() == kept
    topics = {brief.topics for brief in read_archive(root).archive.briefs.values()}
    assert topics == {("shipping", "fisheries")}


@by_cases
def test_mapping_that_cannot_be_followed_stops_the_import(root: Path, tmp_path: Path, text: str, code: str) -> None:
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(text, "utf-8")
    arguments = ["import", str(site(tmp_path / "in", ferry())), "--root", str(root), "--mapping", str(mapping)]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 1
    assert "mapping.yaml:" in result.output
    assert code in result.output
    assert not read_archive(root).archive.briefs


def test_mapping_names_countries_by_code(root: Path, tmp_path: Path) -> None:
    (root / "archive/vocabulary/countries.yaml").write_text("FI: {label: {en: Finland}}\n", "utf-8")
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text("Nordic: FI\n", "utf-8")
    terms = read_mapping(mapping, "mapping.yaml", read_archive(root).archive.vocabulary)
    assert isinstance(terms, TermMapping)
    more = term("category", "nordic", "Nordic")
    import_exports(root, [site(tmp_path / "in", ferry(more=more))], mapping=terms)
    assert only_brief(root).countries == ("FI",)


@pytest.mark.parametrize(
    ("head", "fits"),
    [
        (b'<?xml version="1.0"?>\n<rss xmlns:wp="http://wordpress.org/export/1.2/">', True),
        (b'<br />Notice\n<?xml version="1.0"?><rss xmlns:wp="http://wordpress.org/export/1.0/">', True),
        ('<?xml version="1.0"?><rss xmlns:wp="http://wordpress.org/export/1.2/">'.encode("utf-16"), True),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', False),
        (b"<html><p>An export begins with &lt;rss or <rss> and wordpress.org/export/", False),
        (b"The ferry line opened.", False),
    ],
)
def test_export_is_known_by_its_content(head: bytes, fits: bool) -> None:
    assert WxrReader().fits(head) is fits


def test_page_without_sources_is_set_aside_unless_it_is_wanted(root: Path, tmp_path: Path) -> None:
    sources = "\n\n<b>Sources</b>\n\nCoast Radio – “Rates fall”"
    other = item(13, "Harbours of the north", TEXT + sources, post_type="page", post_name="harbours")
    path = site(tmp_path / "in", ferry(post_type="page"), other)
    report = import_exports(root, [path])
    assert [file.status for file in report.files] == [Outcome.SET_ASIDE, Outcome.WRITTEN]
    import_exports(root, [path], pages=True)
    assert len(read_archive(root).archive.briefs) == 2


MARK = '<sup data-fn="a-1" class="fn"><a href="#a-1" id="a-1-link">1</a></sup>'


@by_cases
def test_footnotes_of_a_post_become_footnotes(root: Path, tmp_path: Path, text: str, more: str) -> None:
    report = import_exports(root, [site(tmp_path / "in", ferry(text=text, more=more))])
    body = body_of(root, only_brief(root))
    assert body == "The port opened.[^1] Ships came.\n\n[^1]: Nobody *knows* why.\n"
    assert report.files[0].draft
    assert not report.files[0].draft.account.lost


def test_double_brackets_of_figures_are_no_footnote(root: Path, tmp_path: Path) -> None:
    import_exports(root, [site(tmp_path / "in", ferry(text="The rate is ((2 + 3) / 5) of all."))])
    assert "((2 + 3) / 5)" in body_of(root, only_brief(root))


@by_cases
def test_excerpt_or_description_is_the_summary(
    root: Path, tmp_path: Path, excerpt: str, more: str, summary: str
) -> None:
    import_exports(root, [site(tmp_path / "in", ferry(more=more, excerpt=excerpt))])
    assert only_brief(root).summary == summary


@pytest.mark.parametrize("said", ["10.5555/ferry.12", "https://doi.org/10.5555/ferry.12", "doi: 10.5555/ferry.12"])
def test_doi_of_a_plugin_is_that_of_the_brief(root: Path, tmp_path: Path, said: str) -> None:
    import_exports(root, [site(tmp_path / "in", ferry(more=meta("_doi", "soon") + meta("doi", said)))])
    assert only_brief(root).doi == "10.5555/ferry.12"


def test_frame_is_set_aside_with_its_address(root: Path, tmp_path: Path) -> None:
    text = f'{TEXT}\n\n<iframe src="https://maps.example/harbour?z=4" width="600"></iframe>'
    report = import_exports(root, [site(tmp_path / "in", ferry(text=text))])
    draft = report.files[0].draft
    assert draft
    assert "https://maps.example/harbour?z=4" in [item.text for item in draft.set_aside]
    assert draft.account.balances


def test_shortcode_of_a_widespread_plugin_is_set_aside(root: Path, tmp_path: Path) -> None:
    import_exports(root, [site(tmp_path / "in", ferry(text=f"{TEXT} It was open [sic] then.\n\n[addtoany]"))])
    body = body_of(root, only_brief(root))
    assert "addtoany" not in body
    assert "sic" in body


@pytest.mark.parametrize("address", [f"{SITE}/2016/01/a-ferry-opens", f"{SITE}/?p=12", f"{SITE}/2016/01/ferry-old/"])
def test_link_to_a_post_of_the_export_leads_to_its_brief(root: Path, tmp_path: Path, address: str) -> None:
    more = meta("_wp_old_slug", "ferry-old")
    text = f'It is told <a href="{address}#sources">in an earlier brief</a>, and <a href="{SITE}/x/">elsewhere</a>.'
    text += f' So do <a href="{address}"><em>marks</em></a>.'
    other = item(13, "A crane moves", text, post_name="a-crane-moves", link=f"{SITE}/2016/02/a-crane-moves/")
    report = import_exports(root, [site(tmp_path / "in", other, ferry(more=more))])
    crane, ferried = (file.path for file in report.files)
    body = (root / crane).read_text("utf-8").split("---\n", 2)[2]
    assert f"{{brief}}`in an earlier brief <{Path(ferried).stem}>`" in body
    assert f"[*marks*]({Path(ferried).name})" in body
    assert f"[elsewhere]({SITE}/x/)" in body
    assert not [one for one in read_archive(root).diagnostics if one.severity == "error"]


def test_link_to_a_brief_that_was_imported_before_leads_to_it(root: Path, tmp_path: Path) -> None:
    first = import_exports(root, [site(tmp_path / "a", ferry())]).files[0].path
    text = f'It is told <a href="{SITE}/2016/01/a-ferry-opens/">in an earlier brief</a>.'
    import_exports(root, [site(tmp_path / "b", item(13, "A crane moves", text, post_name="crane"), name="b.xml")])
    (brief,) = (one for one in read_archive(root).archive.briefs.values() if one.title == "A crane moves")
    assert f"{{brief}}`in an earlier brief <{Path(first).stem}>`" in body_of(root, brief)


def test_link_by_a_query_to_a_brief_that_was_imported_before_leads_to_it(root: Path, tmp_path: Path) -> None:
    first = import_exports(root, [site(tmp_path / "a", ferry())]).files[0].path
    text = f'It is told <a href="{SITE}/?p=12">in an earlier brief</a>.'
    second = site(tmp_path / "b", item(13, "A crane moves", text, post_name="crane"), name="b.xml")
    import_exports(root, [tmp_path / "a", second])
    (brief,) = (one for one in read_archive(root).archive.briefs.values() if one.title == "A crane moves")
    assert f"{{brief}}`in an earlier brief <{Path(first).stem}>`" in body_of(root, brief)


def test_table_of_redirects_has_addresses_with_a_query_too(root: Path, tmp_path: Path) -> None:
    table = tmp_path / "redirects.csv"
    arguments = ["import", str(site(tmp_path / "in", ferry())), "--root", str(root), "--redirects", str(table)]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    page = only_brief(root).path.replace(".md", ".html")
    assert table.read_text("utf-8").splitlines() == [
        "address,page", f"{SITE}/2016/01/a-ferry-opens/,{page}", f"{SITE}/?p=12,{page}",
    ]  # fmt: skip


def test_table_of_redirects_keeps_the_rows_of_earlier_runs(root: Path, tmp_path: Path) -> None:
    table = tmp_path / "redirects.csv"
    options = ["--root", str(root), "--redirects", str(table)]
    first = str(site(tmp_path / "a", ferry()))
    assert CliRunner().invoke(main, ["import", first, *options]).exit_code == 0
    rows = table.read_text("utf-8").splitlines()
    assert len(rows) == 3
    assert CliRunner().invoke(main, ["import", first, *options]).exit_code == 0
    assert table.read_text("utf-8").splitlines() == rows
    second = str(site(tmp_path / "b", item(13, "A crane moves", "It moved.", post_name="crane"), name="b.xml"))
    assert CliRunner().invoke(main, ["import", second, *options]).exit_code == 0
    assert set(rows) < set(table.read_text("utf-8").splitlines())
    table.unlink()
    assert CliRunner().invoke(main, ["import", first, *options]).exit_code == 0
    assert rows[1] in table.read_text("utf-8").splitlines()


def test_table_of_redirects_has_all_addresses_of_what_was_imported_before(root: Path, tmp_path: Path) -> None:
    folder = site(tmp_path / "in", ferry())
    options = ["--root", str(root), "--redirects", str(tmp_path / "redirects.csv")]
    assert CliRunner().invoke(main, ["import", str(folder), "--root", str(root)]).exit_code == 0
    assert CliRunner().invoke(main, ["import", str(folder), *options]).exit_code == 0
    assert f"{SITE}/?p=12" in (tmp_path / "redirects.csv").read_text("utf-8")


def test_table_of_redirects_is_not_written_where_the_briefs_are_not(root: Path, tmp_path: Path) -> None:
    table = tmp_path / "redirects.csv"
    (tmp_path / "elsewhere").mkdir()
    (root / "archive" / "2016").symlink_to(tmp_path / "elsewhere")
    arguments = ["import", str(site(tmp_path / "in", ferry())), "--root", str(root), "--redirects", str(table)]
    assert CliRunner().invoke(main, arguments).exit_code == 1
    assert not table.exists()
