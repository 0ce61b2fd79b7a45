"""Projects of MkDocs with the theme Material, and of Zensical, which reads the same ones."""

from collections.abc import Sequence
from pathlib import Path

import yaml

from .. import words
from ..prose import country_name
from ..samples import SampleBrief
from .peer import Peer
from .texts import Texts, beside, write

# Its manual asks large sites to prune their navigation. Letters from elsewhere are off, as on our site.
CONF = """\
site_name: Sample archive
site_url: https://example.org/archive/
site_dir: out
theme:
  name: material
  font: false
  features: [navigation.prune]
plugins: [search, tags]
markdown_extensions: [footnotes]
"""


def write_mkdocs(briefs: Sequence[SampleBrief], root: Path) -> None:
    """The texts below `docs/`: countries and topics are tags, and a source is a footnote."""
    texts = Texts(briefs, beside)
    for brief in briefs:
        frame = brief.frame
        tags = [*map(country_name, frame.countries), *map(words.topic_label, frame.topics)]
        front = yaml.safe_dump({"title": frame.title, "tags": tags}, allow_unicode=True, sort_keys=False)
        write(root / "docs" / frame.path, f"---\n{front}---\n# {frame.title}\n\n{texts.with_footnotes(brief)}")
    write(root / "docs" / "index.md", "# Sample archive\n")
    write(root / "docs" / "tags.md", "# Tags\n\n<!-- material/tags -->\n")
    write(root / "mkdocs.yml", CONF)


def build_mkdocs(programs: Path, project: Path) -> Sequence[str]:
    """The command that builds with MkDocs."""
    return (str(programs / "mkdocs"), "build", "-q", "-f", str(project / "mkdocs.yml"))


def build_zensical(programs: Path, project: Path) -> Sequence[str]:
    """The command that builds with Zensical."""
    return (str(programs / "zensical"), "build", "-f", str(project / "mkdocs.yml"))


_LEAVES_OUT = "Shared sources and what cites them, pages of countries, topics, people and publishers, feeds, exports"
MATERIAL = Peer(
    name="MkDocs Material",
    environment="mkdocs-material",
    packages=("mkdocs", "mkdocs-material"),
    write=write_mkdocs,
    command=build_mkdocs,
    pages="out/archive/*/20*/index.html",
    citations="Footnotes, written out in each text",
    lists="One page with all tags",
    leaves_out=_LEAVES_OUT,
)
ZENSICAL = Peer(
    name="Zensical",
    environment="zensical",
    packages=("zensical",),
    write=write_mkdocs,
    command=build_zensical,
    pages="out/archive/*/20*/index.html",
    citations="Footnotes, written out in each text",
    lists="One page with all tags",
    leaves_out=_LEAVES_OUT,
)
