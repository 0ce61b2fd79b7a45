"""Texts that would be code elsewhere are printed as they are, wherever a contributor can write one."""

from pathlib import Path

import yaml

from briefarchive.printing.builder import PrintableBrief
from briefarchive.printing.pdf_files import make_volume
from briefarchive.printing.volumes import volume_job

from .printed import builder_for, lay_brief, make
from .reading import letters_only, seen

HOSTILE = yaml.safe_load((Path(__file__).parent / "cases/hostile.yaml").read_text("utf-8"))


def test_texts_of_every_place_are_printed_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "archive" / "vocabulary").mkdir(parents=True)
    (tmp_path / "bib").mkdir()
    people = "\n".join(f"p{number}: {{name: {quoted(text)}}}" for number, text in enumerate(HOSTILE))
    (tmp_path / "archive/vocabulary/people.yaml").write_text(f"{people}\n")
    topics = "\n".join(f"t{number}: {{label: {{en: {quoted(text)}}}}}" for number, text in enumerate(HOSTILE))
    (tmp_path / "archive/vocabulary/topics.yaml").write_text(f"{topics}\n")
    fields = ("title = {{{0}}}", "publisher = {{P {0}}}", "note = {{N {0}}}")
    sources = [
        f"@misc{{s{number}-nd-a,\n{', '.join(fields).format(plain(text))}\n}}" for number, text in enumerate(HOSTILE)
    ]
    (tmp_path / "bib/undated.bib").write_text("\n".join(sources))
    for number, text in enumerate(HOSTILE):
        head = f"title: {quoted(text)}\nsummary: {quoted(f'S {text}')}\ncompilers: [p{number}]\ntopics: [t{number}]\n"
        body = f"``{text}`` {{cite:p}}`s{number}-nd-a`.\n\n## Part ``{text}``\n\n    {text}\n"
        lay_brief(tmp_path, body, name=f"n{number}", head=head)
    builder = builder_for(tmp_path)
    volume = make_volume(builder.entries, "year", 2014)
    printables = [one for one in map(builder.prepare, volume.briefs) if isinstance(one, PrintableBrief)]
    files = {text: make(builder.brief_job(printable)) for text, printable in zip(HOSTILE, printables, strict=True)}
    whole = make(volume_job(builder, volume, printables))
    everywhere = letters_only("".join(seen(whole)))
    for text, printed in files.items():
        shown = letters_only("".join(seen(printed)))
        # Title, summary, compiler, topic, text, heading, code; the source's title, publisher and note.
        assert shown.count(letters_only(text)) >= 7, text
        assert shown.count(letters_only(plain(text).replace("\\", ""))) >= 3, text
        assert letters_only(text) in everywhere
        assert str(printed.document.docinfo.Title) == text


def quoted(text: str) -> str:
    """*text* in YAML."""
    return "'" + text.replace("'", "''") + "'"


def plain(text: str) -> str:
    """*text* without what has a meaning in BibTeX."""
    return "".join(letter for letter in text if letter not in '\\{}#$%&_~^"')
