"""A project of Pelican, with its own theme and its feeds."""

from collections.abc import Sequence
from pathlib import Path

from .. import words
from ..frames import PEOPLE
from ..prose import country_name
from ..samples import SampleBrief
from .peer import Peer
from .texts import Texts, beside, write

CONF = """\
SITENAME = "Sample archive"
SITEURL = "https://example.org/archive"
PATH = "content"
TIMEZONE = "UTC"
DEFAULT_PAGINATION = 100
MARKDOWN = {"extension_configs": {"markdown.extensions.footnotes": {}}, "output_format": "html5"}
ARTICLE_URL = ARTICLE_SAVE_AS = "archive/{date:%Y}/{slug}.html"
ARTICLE_LANG_URL = ARTICLE_LANG_SAVE_AS = ARTICLE_URL
YEAR_ARCHIVE_SAVE_AS = "archive/{date:%Y}/index.html"
FEED_ALL_ATOM = "feeds/all.atom.xml"
CATEGORY_FEED_ATOM = "feeds/category-{slug}.atom.xml"
TAG_FEED_ATOM = "feeds/tag-{slug}.atom.xml"
"""


def write_pelican(briefs: Sequence[SampleBrief], root: Path) -> None:
    """The texts below `content/`: the first topic is the category, the others and the countries are tags."""
    texts = Texts(briefs, lambda frame: f"{{filename}}{beside(frame)}")
    for brief in briefs:
        frame = brief.frame
        topics = [words.topic_label(topic) for topic in frame.topics]
        fields = {
            "Title": frame.title,
            "Date": frame.date,
            "Slug": frame.id,
            "Lang": frame.language,
            "Category": topics[0],
            "Tags": ", ".join((*topics[1:], *map(country_name, frame.countries))),
            "Authors": "; ".join(PEOPLE[person] for person in frame.compilers),
            "Summary": frame.summary,
        }
        head = "".join(f"{name}: {value}\n" for name, value in fields.items())
        write(root / "content" / frame.path, f"{head}\n{texts.with_footnotes(brief)}")
    write(root / "pelicanconf.py", CONF)


def build(programs: Path, project: Path) -> Sequence[str]:
    """The command that builds the site."""
    return (str(programs / "pelican"), "-q", "-s", str(project / "pelicanconf.py"), "-o", str(project / "out"))


PELICAN = Peer(
    name="Pelican",
    environment="pelican",
    packages=("pelican", "markdown"),
    write=write_pelican,
    command=build,
    citations="Footnotes, written out in each text",
    lists="Categories, tags, authors and years, with feeds",
    leaves_out="A search, shared sources and what cites them, pages of a country with a topic, exports",
)
