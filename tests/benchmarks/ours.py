"""A sample archive as files in the archive's own format."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import yaml

from .samples import PEOPLE, PUBLISHERS, TOPICS, UNION_MEMBERS, SampleBrief, SampleSource, topic_label

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


# With an address of its own a site has feeds, too.
CONF = """\
project = "Sample archive"
extensions = ["briefarchive.site"]
html_baseurl = "https://example.org/archive/"
"""


def write_ours(briefs: Sequence[SampleBrief], root: Path) -> None:
    """Write `archive/`, `bib/` and the configuration below *root*."""
    _write(root / "docs" / "conf.py", CONF)
    for brief in briefs:
        _write(root / brief.frame.path, _brief(brief))
    write_bibliography(briefs, root)
    for name, terms in _vocabularies().items():
        _write(root / "archive" / "vocabulary" / f"{name}.yaml", _yaml(terms))


def _brief(brief: SampleBrief) -> str:
    frame = brief.frame
    fields = {
        "title": frame.title,
        "date": frame.date,
        "countries": list(frame.countries),
        "topics": list(frame.topics),
        "compilers": list(frame.compilers),
        "summary": frame.summary,
        "language": frame.language,
    }
    return f"---\n{_yaml(fields)}---\n{brief.text}"


def _vocabularies() -> Mapping[str, object]:
    broad = {topic: _term(topic) for topic in TOPICS}
    specific = {topic: {**_term(topic), "parent": parent} for parent, below in TOPICS.items() for topic in below}
    return {
        "countries": {"EU": {"label": {"en": "European Union"}, "members": list(UNION_MEMBERS)}},
        "topics": broad | specific,
        "people": {person: {"name": name} for person, name in PEOPLE.items()},
        "publishers": {publisher: {"name": name} for publisher, name in PUBLISHERS.items()},
    }


def _term(topic: str) -> dict[str, object]:
    return {"label": {"en": topic_label(topic)}}


def _yaml(value: object) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, default_flow_style=None, width=1_000)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
