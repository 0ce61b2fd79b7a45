"""Projects of Sphinx and MyST-Parser: bare, with sphinxcontrib-bibtex, and with ABlog."""

import functools
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from .. import words
from ..bibtex import write_bibliography
from ..frames import PEOPLE, Frame
from ..prose import country_name
from ..samples import SampleBrief
from .peer import Peer
from .texts import Texts, beside, write

CONF = """\
project = "Sample archive"
extensions = {extensions}
exclude_patterns = ["out"]
html_theme = "{theme}"
"""
BIBTEX = """\
bibtex_bibfiles = {files}
# Each page lists its sources, so a source that several briefs cite is listed several times.
suppress_warnings = ["bibtex.duplicate_citation", "bibtex.duplicate_label"]
"""
ABLOG = """\
blog_title = "Sample archive"
blog_baseurl = "https://example.org/archive/"
blog_post_pattern = "archive/*/*.md"
blog_feed_archives = True
blog_authors = {authors}
"""
# The list of a page in sphinxcontrib-bibtex, as its manual has it: what is cited in this document.
PAGE_LIST = "\n## Sources\n\n```{bibliography}\n:filter: docname in docnames\n:style: plain\n```\n"
FOOT_LIST = "\n## Sources\n\n```{footbibliography}\n```\n"
SPHINX = ("sphinx", "docutils", "myst-parser", "pydata-sphinx-theme")


def build(programs: Path, project: Path) -> Sequence[str]:
    """The command that builds the site of a project of Sphinx."""
    return (str(programs / "python"), "-m", "sphinx", "-q", str(project), str(project / "out"))


def write_bare(briefs: Sequence[SampleBrief], root: Path, *, theme: str) -> None:
    """The same texts without citations, in a tree of years."""
    texts = Texts(briefs, beside)
    for brief in briefs:
        write(root / brief.frame.path, f"# {brief.frame.title}\n\n{texts.with_words(brief)}")
    write(root / "conf.py", CONF.format(extensions=["myst_parser"], theme=theme))
    write_years(briefs, root)


def write_bibtex(briefs: Sequence[SampleBrief], root: Path, *, prefix: str, listing: str) -> None:
    """The texts with sphinxcontrib-bibtex's roles, and *listing* at the end of each."""
    texts = Texts(briefs, beside)
    for brief in briefs:
        write(root / brief.frame.path, f"# {brief.frame.title}\n\n{texts.with_roles(brief, prefix)}{listing}")
    files = write_bibliography(briefs, root)
    settings = BIBTEX.format(files=[path.relative_to(root).as_posix() for path in files])
    write(root / "conf.py", CONF.format(extensions=["myst_parser", "sphinxcontrib.bibtex"], theme="basic") + settings)
    write_years(briefs, root)


def write_ablog(briefs: Sequence[SampleBrief], root: Path) -> None:
    """The texts as posts: topics are categories, countries are tags, and a source is a footnote."""
    texts = Texts(briefs, beside)
    for brief in briefs:
        front = yaml.safe_dump(_post(brief.frame), allow_unicode=True, sort_keys=False)
        write(root / brief.frame.path, f"---\n{front}---\n# {brief.frame.title}\n\n{texts.with_footnotes(brief)}")
    settings = ABLOG.format(authors={key: (name, None) for key, name in PEOPLE.items()})
    write(root / "conf.py", CONF.format(extensions=["myst_parser", "ablog"], theme="pydata_sphinx_theme") + settings)
    write(root / "index.md", "# Sample archive\n\n```{postlist} 20\n```\n")


def write_years(briefs: Sequence[SampleBrief], root: Path) -> None:
    """A first page that leads to a page for each year, so that no page names all briefs."""
    numbers = sorted({brief.frame.date.year for brief in briefs})
    pages = "\n".join(f"archive/{year}/index" for year in numbers)
    write(root / "index.md", f"# Sample archive\n\n```{{toctree}}\n:maxdepth: 1\n\n{pages}\n```\n")
    for year in numbers:
        write(root / "archive" / str(year) / "index.md", f"# {year}\n\n```{{toctree}}\n:glob:\n\n20*\n```\n")


def _post(frame: Frame) -> Mapping[str, object]:
    """What ABlog reads of a post; values with commas are lists to it."""
    return {
        "blogpost": True,
        "date": frame.date,
        "author": ", ".join(frame.compilers),
        "category": ", ".join(words.topic_label(topic) for topic in frame.topics),
        "tags": ", ".join(country_name(code) for code in frame.countries),
        "language": frame.language,
    }


_NO_LISTS = "A tree of years"
_CHINESE = "search within Chinese texts"
_NO_ARCHIVE = f"pages of countries, topics, people and publishers, feeds, exports, {_CHINESE}"
_BARE = f"Citations, lists of sources, {_NO_ARCHIVE}"
_BIBTEX = f"Publisher and date of a source, what else cites it, {_NO_ARCHIVE}"
BARE_BASIC = Peer(
    name="Sphinx, basic",
    packages=SPHINX,
    write=functools.partial(write_bare, theme="basic"),
    command=build,
    citations="None: words in their place",
    lists=_NO_LISTS,
    leaves_out=_BARE,
)
BARE_PYDATA = Peer(
    name="Sphinx, pydata",
    packages=SPHINX,
    write=functools.partial(write_bare, theme="pydata_sphinx_theme"),
    command=build,
    citations="None: words in their place",
    lists=_NO_LISTS,
    leaves_out=_BARE,
)
PAGE_BIBLIOGRAPHY = Peer(
    name="Sphinx, bibliography",
    packages=(*SPHINX, "sphinxcontrib-bibtex"),
    write=functools.partial(write_bibtex, prefix="cite", listing=PAGE_LIST),
    command=build,
    citations="Links to a list of sources on each page",
    lists=_NO_LISTS,
    leaves_out=_BIBTEX,
)
FOOTCITE = Peer(
    name="Sphinx, footcite",
    packages=(*SPHINX, "sphinxcontrib-bibtex"),
    write=functools.partial(write_bibtex, prefix="footcite", listing=FOOT_LIST),
    command=build,
    citations="Footnotes from the BibTeX files",
    lists=_NO_LISTS,
    leaves_out=_BIBTEX,
)
ABLOG_PEER = Peer(
    name="ABlog",
    environment="ablog",
    packages=("ablog", "sphinx", "myst-parser", "pydata-sphinx-theme"),
    write=write_ablog,
    command=build,
    citations="Footnotes, written out in each text",
    lists="Categories, tags, authors and years, with feeds",
    leaves_out=f"Shared sources and what cites them, pages of a country with a topic, exports, {_CHINESE}",
)
