"""A sample archive as files in the archive's own format."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import yaml

from .samples import PEOPLE, PUBLISHERS, TOPICS, WORDS, SampleBrief, SampleSource

# With an address of its own a site has feeds, too.
CONF = """\
project = "Sample archive"
extensions = ["briefarchive.site"]
html_baseurl = "https://example.org/archive/"
"""
_LANGID = {"en": "english", "zh": "chinese", "ru": "russian"}


def write_ours(briefs: Sequence[SampleBrief], root: Path) -> None:
    """Write `archive/`, `bib/` and the configuration below *root*."""
    write(root / "docs/conf.py", CONF)
    for brief in briefs:
        write(root / brief.path, _brief(brief))
    for stem, entries in _entries(briefs).items():
        write(root / f"bib/{stem}.bib", "\n".join(entries))
    for name, terms in _vocabularies().items():
        write(root / f"archive/vocabulary/{name}.yaml", _yaml(terms))


def write(path: Path, text: str) -> None:
    """Write a file and its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _brief(brief: SampleBrief) -> str:
    names = ("title", "date", "countries", "topics", "compilers", "summary", "language")
    return f"---\n{_yaml({name: getattr(brief, name) for name in names})}---\n{brief.text}"


def _entries(briefs: Iterable[SampleBrief]) -> Mapping[str, Sequence[str]]:
    """The entry of each source once, by the stem of its file, in the order of first citation."""
    sources = {source.key: source for brief in briefs for source in brief.cited}
    files: dict[str, list[str]] = defaultdict(list)
    for source in sources.values():
        files[str(source.issued.year) if source.issued else "undated"].append(_entry(source))
    return files


def _entry(source: SampleSource) -> str:
    fields = {
        "title": source.title,
        "translatedtitle": source.translated_title,
        "publisher": PUBLISHERS[source.publisher],
        "date": str(source.issued or ""),
        "url": f"https://example.org/{source.publisher}/{source.key}",
        "urldate": str(source.accessed),
        "langid": _LANGID[source.language],
    }
    lines = [f"  {name:<15} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@online{{{source.key},\n{''.join(lines)}}}\n"


def _vocabularies() -> Mapping[str, object]:
    topics: dict[str, dict[str, str]] = {topic: {} for topic in TOPICS}
    topics |= {topic: {"parent": parent} for parent, below in TOPICS.items() for topic in below}
    return {
        "countries": {"EU": {"label": {"en": "European Union"}, "members": WORDS["union"]}},
        "topics": {one: {"label": {"en": one.replace("-", " ").capitalize()}} | more for one, more in topics.items()},
        "people": {person: {"name": name} for person, name in PEOPLE.items()},
        "publishers": {publisher: {"name": name} for publisher, name in PUBLISHERS.items()},
    }


def _yaml(value: object) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, default_flow_style=None, width=1_000)
