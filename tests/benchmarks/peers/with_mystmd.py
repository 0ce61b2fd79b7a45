"""A project of mystmd, with its own citations from BibTeX files.

Its themes are fetched from a web service at the first build, and no registry has them. So what is measured stops before
the pages: it reads all texts and writes them as trees in JSON, from which a theme would draw HTML.
"""

from collections.abc import Sequence
from pathlib import Path

import yaml

from .. import words
from ..bibtex import write_bibliography
from ..frames import PEOPLE
from ..prose import country_name
from ..samples import SampleBrief
from .peer import Peer
from .texts import Texts, beside, write

# A theme from this folder asks for no network, and draws nothing.
TEMPLATE = "myst: v1\nkind: site\ntitle: None\n"


def write_mystmd(briefs: Sequence[SampleBrief], root: Path) -> None:
    """The texts with roles for citations; countries and topics are keywords, of which it makes no pages."""
    texts = Texts(briefs, beside)
    for brief in briefs:
        frame = brief.frame
        fields = {
            "title": frame.title,
            "date": str(frame.date),
            "authors": [{"name": PEOPLE[person]} for person in frame.compilers],
            "keywords": [*map(country_name, frame.countries), *map(words.topic_label, frame.topics)],
        }
        front = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False)
        write(root / frame.path, f"---\n{front}---\n{texts.with_roles(brief, 'cite')}")
    write(root / "index.md", "# Sample archive\n")
    files = [path.relative_to(root).as_posix() for path in write_bibliography(briefs, root)]
    years = sorted({brief.frame.date.year for brief in briefs})
    toc = [{"title": str(year), "children": [{"pattern": f"archive/{year}/*.md"}]} for year in years]
    project = {"title": "Sample archive", "bibliography": files, "toc": [{"file": "index.md"}, *toc]}
    settings = {"version": 1, "project": project, "site": {"template": "theme/template.yml"}}
    write(root / "myst.yml", yaml.safe_dump(settings, allow_unicode=True, sort_keys=False))
    write(root / "theme" / "template.yml", TEMPLATE)


def build(programs: Path, project: Path) -> Sequence[str]:
    """The command that writes the texts as trees; it works in the folder where it stands."""
    return ("env", "-C", str(project), str(programs / "myst"), "build", "--site", "--ci")


MYSTMD = Peer(
    name="mystmd, no HTML",
    environment="mystmd",
    packages=("mystmd",),
    write=write_mystmd,
    command=build,
    pages="_build/site/content/20*.json",
    citations="Links to a list of sources on each page",
    lists="None: a list of all pages in the order of years",
    leaves_out=(
        "HTML: its theme must be fetched from the network, so only its trees in JSON were made. Then what cites a "
        "source, pages of countries, topics, people and publishers, feeds, exports"
    ),
)
