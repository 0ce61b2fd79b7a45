"""A sample's sources as BibTeX files, one for each year in which sources appeared."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from .citations import PUBLISHERS, SampleSource
from .samples import SampleBrief

LANGID = {"en": "english", "zh": "chinese", "ru": "russian"}


def write_bibliography(briefs: Iterable[SampleBrief], root: Path) -> Sequence[Path]:
    """Write `bib/` below *root*, each source once; gives the files."""
    written = []
    for stem, sources in _by_year(briefs).items():
        path = root / "bib" / f"{stem}.bib"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(_entry(source) for source in sources), encoding="utf-8")
        written.append(path)
    return sorted(written)


def _by_year(briefs: Iterable[SampleBrief]) -> Mapping[str, Sequence[SampleSource]]:
    """Each source once, by the stem of its file, in the order of first citation."""
    sources = {source.key: source for brief in briefs for source in brief.cited}
    files: dict[str, list[SampleSource]] = defaultdict(list)
    for source in sources.values():
        files[str(source.issued.year) if source.issued else "undated"].append(source)
    return files


def _entry(source: SampleSource) -> str:
    fields = {
        "title": source.title,
        "translatedtitle": source.translated_title,
        "publisher": PUBLISHERS[source.publisher],
        "date": str(source.issued or ""),
        "url": source.address,
        "urldate": str(source.accessed),
        "langid": LANGID[source.language],
    }
    lines = [f"  {name:<15} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@online{{{source.key},\n{''.join(lines)}}}\n"
