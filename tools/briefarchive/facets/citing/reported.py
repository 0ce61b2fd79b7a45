"""The report that a brief is."""

import functools
import re

from ...checking.metadata import PlaceholderTitle
from ...model import Brief, Name, Person, Status, Vocabulary
from ...reading.bibliography.names import read_names
from .. import addresses
from ..entries import Entries
from .plain import one_line
from .report import Report

_JUNIOR = re.compile(r"(?P<given>[^,=\\~$]+) (?P<family>[^ ,=\\~$]+),? (?P<suffix>[JS]r\.?|II|III|IV)")
_UNTITLED = "[Untitled brief]"
_WITHDRAWN = "[Withdrawn]"
# In a list of authors these are structure, or mean something to LaTeX.
_STRUCTURE = frozenset(",=\\{}~$")


def report_of(brief: Brief, entries: Entries, *, series: str, base_url: str = "") -> Report:
    """The brief as a report.

    Args:
        brief: The brief.
        entries: Where the names of people come from.
        series: Name of the archive.
        base_url: Address of the site's root, if it is known.
    """
    return Report(
        id=brief.id,
        title=cited_title(brief),
        authors=cited_names(brief, entries.catalogue.archive.vocabulary),
        institution=series,
        date=brief.date,
        url=f"{base_url.rstrip('/')}/{addresses.of_brief(brief)}" if base_url else "",
        language=brief.language,
    )


def cited_title(brief: Brief) -> str:
    """The title without its full stop, or words that say that there is none yet; a withdrawn brief is called so."""
    title = one_line(brief.title)
    if title.startswith(PlaceholderTitle.PREFIX):
        title = _UNTITLED
    elif not title.endswith(".."):
        title = title.removesuffix(".")
    return f"{title} {_WITHDRAWN}" if brief.status is Status.WITHDRAWN else title


def cited_names(brief: Brief, vocabulary: Vocabulary) -> tuple[Name, ...]:
    """The compilers as a list of authors has them."""
    people = vocabulary.people
    return tuple(_cited(people[one]) if one in people else name_in_parts(one) for one in brief.compilers)


def _cited(person: Person) -> Name:
    if not person.cited_as:
        return name_in_parts(person.name)
    family, comma, given = map(one_line, person.cited_as.partition(","))
    return Name(family=family, given=given) if comma and family and given else Name(literal=one_line(person.cited_as))


@functools.lru_cache(maxsize=10_000)
def name_in_parts(written: str) -> Name:
    """A name in parts; one that cannot be taken apart as one name stays whole, as does that of a body."""
    if written.startswith("The "):
        return Name(literal=one_line(written))
    bare = one_line(written.replace("{", "").replace("}", ""))
    junior = _JUNIOR.fullmatch(bare)
    listed = f"{junior['family']}, {junior['suffix']}, {junior['given']}" if junior else bare
    names, unreadable = read_names(listed) if junior or not _STRUCTURE & set(bare) else ((), ())
    return names[0] if len(names) == 1 and not unreadable else Name(literal=bare)
