"""A sample archive as files in the archive's own format."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from . import words
from .bibtex import write_bibliography
from .citations import PUBLISHERS
from .frames import PEOPLE
from .samples import SampleBrief

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
    broad = {topic: _term(topic) for topic in words.TOPICS}
    specific = {topic: {**_term(topic), "parent": parent} for parent, below in words.TOPICS.items() for topic in below}
    return {
        "countries": {"EU": {"label": {"en": "European Union"}, "members": list(words.UNION_MEMBERS)}},
        "topics": broad | specific,
        "people": {person: {"name": name} for person, name in PEOPLE.items()},
        "publishers": {publisher: {"name": name} for publisher, name in PUBLISHERS.items()},
    }


def _term(topic: str) -> dict[str, object]:
    return {"label": {"en": words.topic_label(topic)}}


def _yaml(value: object) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, default_flow_style=None, width=1_000)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
