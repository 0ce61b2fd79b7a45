"""Rules of family L: links and pictures that lead nowhere, and old addresses."""

import difflib
import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from ..diagnostics import Diagnostic, Replacement, Severity, Span
from ..facets.reserved import is_free
from ..model import Archive, Brief, BriefId, TextLink
from ..model.aliases import address_of_alias
from ..model.register import Register
from ..reading.addresses import allowed_address, has_scheme, meant_address
from ..reading.attached_files.attachments import (
    CHART_FILES,
    DOCUMENTS,
    PICTURES,
    destination,
    list_pictures,
    resolve_path,
)
from ..reading.attached_files.pictures import MOST_POINTS_OF_BRIEF
from .rule import ArchiveRule


class UnusablePicture(ArchiveRule):
    """A picture is not a file beside the brief.

    Pictures stand in the brief's own folder, as plain files of at most 10 MB: `.png`, `.jpg`, `.jpeg`, `.gif`,
    `.webp` or `.svg`. Nothing is shown from elsewhere, be it the web, another folder or the disk: a page must not
    change because somebody else's has.
    """

    code = "L102"
    one_at_a_time = True

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        for brief, link in _without_file(archive):
            if not link.chart and allowed_address(link.target):
                message = f'"{link.target}" is not a picture beside the brief'
                yield cls.at(link.span, message, hint=_hint_of_file(archive, brief, link.target, PICTURES))


class UnusableChart(ArchiveRule):
    """A chart is not drawn from a CSV file beside the brief.

    The file stands in the brief's own folder, as a plain file that ends in `.csv`. Several charts, also of several
    briefs of one folder, can be drawn from one file.
    """

    code = "L112"
    one_at_a_time = True

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        for brief, link in _without_file(archive):
            if link.chart:
                message = f'"{link.target}" is not a CSV file beside the brief'
                yield cls.at(link.span, message, hint=_hint_of_file(archive, brief, link.target, CHART_FILES))


def _without_file(archive: Archive) -> Iterator[tuple[Brief, TextLink]]:
    """Pictures and charts whose files are not there: what is wrong with one that is there is told of the file."""
    for brief in archive.briefs.values():
        for link in brief.markup.links:
            if not link.image or resolve_path(brief.path, link.target) in archive.unread_files:
                continue
            if destination(archive, brief, link) is None:
                yield brief, link


def _hint_of_file(archive: Archive, brief: Brief, target: str, kinds: frozenset[str]) -> str:
    """What to do about a file that is not there: its name as it is written, or where it has to stand."""
    folder = posixpath.dirname(brief.path)
    name = posixpath.basename(target).casefold()
    beside = [
        posixpath.basename(path)
        for path in archive.attachments
        if posixpath.dirname(path) == folder and posixpath.splitext(path)[1] in kinds
    ]
    meant = [one for one in beside if one.casefold() == name]
    if not meant and (near := difflib.get_close_matches(name, beside, n=1, cutoff=0.85)):
        return f'did you mean "{near[0]}"?'
    if meant:
        return f'write "{meant[0]}"'
    return f'put the file into "{folder}" ({", ".join(sorted(kinds))}), and write its name alone'


class TooManyPoints(ArchiveRule):
    """The pictures of a brief have more than 120 million points together.

    A browser and the PDF unpack all of them at once. Five photographs as they come from a camera are as many; 1,600
    points across are enough for a page. An animation counts with all of its frames, and an SVG by what it draws: each
    of its units (F122) is 1,500 points.
    """

    code = "F121"
    one_at_a_time = True

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        for brief in archive.briefs.values():
            shown = list_pictures(brief)
            points = {path: archive.points.get(path, 0) for path in shown}
            total = sum(points.values())
            if total > MOST_POINTS_OF_BRIEF:
                largest = max(points, key=lambda path: points[path])
                message = (
                    f"the pictures of this brief have {total:,} points; at most {MOST_POINTS_OF_BRIEF:,} are allowed"
                )
                name = posixpath.basename(largest)
                hint = f'save them smaller, first of all "{name}" with its {points[largest]:,} points'
                yield cls.at(shown[largest].span, message, hint=hint)


class UnusedFile(ArchiveRule):
    """A file stands beside the briefs, and no brief of its folder shows it or leads to it: nobody will see it.

    Show it, `![what it shows](name.png)`, draw a chart from it, link to it, or take it out of the archive.
    """

    code = "L110"
    severity = Severity.NOTICE

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        if archive.unread_briefs or not archive.attachments:
            return
        used = {resolve_path(brief.path, link.target.partition("#")[0])
                for brief in archive.briefs.values() for link in brief.markup.links}  # fmt: skip
        for path in archive.attachments:
            if path not in used:
                name = posixpath.basename(path)
                shown = f"![what it shows]({name})" if PurePosixPath(path).suffix in PICTURES else f"[words]({name})"
                message = f'no brief shows "{path}" or leads to it'
                yield cls.at(
                    Span(path=path), message, hint=f"for example {shown} in the text of its brief, or delete it"
                )


class BrokenLink(ArchiveRule):
    """A link without a scheme leads neither to a brief nor to a file that stands with the briefs.

    Another brief is best named by its role, `` {brief}`id` ``; a link with words of its own goes to its file,
    `[the contract](2014-05-21-power-of-siberia.md)`. A part of it is named by its heading in small letters, with
    hyphens, `…siberia.md#the-price`, and one of the same brief by that alone, `#the-price`. Files are `.pdf`, `.csv`
    and pictures below `archive/`. The address of a web page begins with `https://`.
    """

    code = "L103"
    fixable = True
    rewrites = True
    one_at_a_time = True

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        for brief in archive.briefs.values():
            for link in brief.markup.links:
                if link.image or has_scheme(link.target):
                    continue
                if brief_of_page(archive, link.target) is not None:
                    continue
                if resolve_path(brief.path, link.target.partition("#")[0]) in archive.unread_files:
                    continue  # what is wrong with it is told of the file
                if allowed_address(link.target) and destination(archive, brief, link) is None:
                    if address := meant_address(link.target):
                        message = f'"{link.target}" leads nowhere: it is no whole address'
                        span = link.address or link.span
                        yield cls.instead(span, message, address, link.target, sure=link.address is not None)
                        continue
                    kinds = ", ".join(sorted(DOCUMENTS | PICTURES))
                    hint = f"link to a brief's .md file, to #a-heading, or to a file below archive/ ({kinds})"
                    yield cls.at(link.span, f'"{link.target}" leads nowhere', hint=hint)


class AddressOfPage(ArchiveRule):
    """A link leads to a brief by the address of its page, `…/archive/2014/….html`, or of its file on another site.

    The second is `https://github.com/…/blob/main/archive/2014/….md` and the like. Both break where the archive is read
    elsewhere: in a preview, in a PDF, on another host. Link to the brief's file,
    `[the contract](2014-05-21-power-of-siberia.md)`, or name it by its role, `` {brief}`id` ``: then the other page
    says too who links to it.
    """

    code = "L106"
    severity = Severity.WARNING
    fixable = True
    one_at_a_time = True

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        for brief in archive.briefs.values():
            for link in brief.markup.links:
                other = None if link.image else brief_of_page(archive, link.target)
                if other is not None:
                    way = posixpath.relpath(other.path, posixpath.dirname(brief.path))
                    target = f"{way}{_part(link.target)}"
                    fits = link.address and destination(archive, brief, replace(link, target=target))
                    fix = (
                        (Replacement(span=link.address, text=target, old=link.target),) if link.address and fits else ()
                    )
                    what = "page" if ".html" in link.target else "file on another site"
                    message = f'"{link.target}" is the address of a {what}, and may change'
                    yield cls.at(link.span, message, hint=f'link to "{target}"', fix=fix)


# Where sites show the files of repositories, or give them out.
_OF_FILES = re.compile(
    r"//(?:www\.)?(?:github\.com/[^/]+/[^/]+/(?:blob|raw|edit|blame)/|raw\.githubusercontent\.com/|[^/]+/.+/-/(?:blob|raw)/"
    r"|codeberg\.org/[^/]+/[^/]+/(?:src|raw)/|bitbucket\.org/[^/]+/[^/]+/(?:src|raw)/)"
)

_LONGEST = 2_000


def brief_of_page(archive: Archive, target: str) -> Brief | None:
    """The brief to whose page an address leads, be it written whole or from here."""
    address = target.partition("#")[0].partition("?")[0]
    if address.endswith(".md") and has_scheme(address):
        other = archive.briefs.get(BriefId(PurePosixPath(address).stem))
        is_file = other and address.endswith(f"/{other.path}") and _OF_FILES.search(address[:_LONGEST])
        return other if is_file else None
    if ".html" not in target:
        return None
    folder, _, name = address.rpartition("/")
    other = archive.briefs.get(BriefId(name.removesuffix(".html"))) if name.endswith(".html") else None
    if other is None:
        return None
    # Another site may have a page of the same name, but not below the same folders.
    whole = address.endswith(f"/{other.path.removesuffix('.md')}.html")
    return other if whole or not has_scheme(folder) else None


def _part(target: str) -> str:
    """The part of a brief to which the address of its page leads: pages have `#text-prices` for a text's `#prices`."""
    part = target.partition("#")[2].removeprefix("text-")
    return f"#{part}" if part else ""


class UnusableAlias(ArchiveRule):
    """An old address cannot lead to a brief: the site has, or may come to have, a page of its own there.

    Addresses under `countries/`, `topics/`, `years/`, `people/`, `publishers/`, `docs/` and the like are the site's,
    and so is that of a brief that is there. Two briefs cannot have the same old address, be it in capitals or small
    letters, and an address cannot be a folder of another.
    """

    code = "L104"

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        pages = {f"{brief.path.removesuffix('.md')}.html" for brief in archive.briefs.values()}
        owners: Register[Brief] = Register()
        for brief in archive.briefs.values():
            for number, alias in enumerate(brief.aliases):
                address = address_of_alias(alias)
                owner = owners.claim(address, brief)
                if not is_free(address) or address in pages:
                    message = f'the old address "{alias}" is one of the site\'s own'
                elif owner is not brief:
                    message = f'the old address "{alias}" is that of "{owner.id}" too'
                else:
                    continue
                yield cls.at(brief.place("aliases", number), message, hint="delete it here")
        yield from cls._nested(archive, owners)

    @classmethod
    def _nested(cls, archive: Archive, owners: Register[Brief]) -> Iterator[Diagnostic]:
        for brief in archive.briefs.values():
            for number, alias in enumerate(brief.aliases):
                folders = map(str, PurePosixPath(address_of_alias(alias)).parents)
                above = next((folder for folder in folders if owners.owner(folder)), None)
                if above:
                    message = f'the old address "{alias}" lies within the page "{above}"'
                    yield cls.at(brief.place("aliases", number), message, hint="delete one of the two")


RULES: tuple[type[ArchiveRule], ...] = (
    UnusablePicture,
    UnusableChart,
    TooManyPoints,
    UnusedFile,
    BrokenLink,
    AddressOfPage,
    UnusableAlias,
)
