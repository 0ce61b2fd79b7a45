"""Files that stand beside the pages and that another renderer makes: exports, and whatever is added to the site.

A page only has their addresses. The renderers do not know one another: what makes companions is an entry point of the
group `briefarchive.companions`, in this package or in another that is installed beside it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import entry_points

from .catalogue import Catalogue
from .reference_formats import REFERENCE_FORMATS, ReferenceFormat

_GROUP = "briefarchive.companions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Companion:
    """One file.

    Attributes:
        address: Relative to the site's root.
        made_from: Digest of all that decides what is in it, but for the program itself.
        make: Gives its bytes. It is only asked for where the file is not there yet.
    """

    address: str
    made_from: str
    make: Callable[[], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What a site says of itself.

    Attributes:
        series: Name of the archive.
        base_url: Address of the site's root, or empty.
        license_id: The licence of texts that name none of their own, as an SPDX identifier, or empty.
        formats: Those in which it offers references.
        is_preview: Whether it is only a preview, which nobody else should find.
    """

    series: str
    base_url: str = ""
    license_id: str = ""
    formats: tuple[ReferenceFormat, ...] = REFERENCE_FORMATS
    is_preview: bool = False


def installed() -> tuple[str, ...]:
    """What is installed to make companions, in words: a site that was built without one of them is out of date."""
    points = entry_points(group=_GROUP)
    return tuple(sorted(f"{one.name} {one.value} {one.dist.version if one.dist else ''}" for one in points))


def companions_of(catalogue: Catalogue, site: Publication) -> Iterator[Companion]:
    """All companions of a site, from every entry point, by its name."""
    for point in sorted(entry_points(group=_GROUP), key=lambda point: point.name):
        make: Callable[[Catalogue, Publication], Iterable[Companion]] = point.load()
        yield from make(catalogue, site)
