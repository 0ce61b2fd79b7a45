"""Ids of briefs as arguments: one that is not there is a wrong use, and what is near is told."""

from pathlib import Path

import click

from ..diagnostics import printable
from ..model import Archive, BriefId
from ..model.aliases import address_of_alias
from ..reading.nearest import Nearest, plain
from .options import seen_from_here


def brief_id_of(root: Path, written: str, argument: str = "ID") -> BriefId:
    """What is asked for by its id, or by the path of its file.

    Raises:
        BadParameter: It is a path that leads to no file of a brief.
    """
    file = Path(written)
    if file.suffix != ".md":
        return BriefId(written)
    if not file.resolve().is_relative_to((root / "archive").resolve()):
        message = f'"{written}" is no file of a brief in "{seen_from_here(root)}"'
        raise click.BadParameter(printable(message), param_hint=argument)
    return BriefId(file.stem)


def known_brief(archive: Archive, written: str) -> BriefId:
    """The id of a brief that can be read.

    Raises:
        UsageError: There is none of that id.
    """
    brief_id = BriefId(written)
    if brief_id in archive.briefs:
        return brief_id
    if brief_id in archive.unread_briefs:
        raise click.UsageError(printable(f'"{written}" cannot be read; run "briefs check" and mend it first'))
    address = address_of_alias(written)
    for brief in archive.briefs.values():
        if any(address_of_alias(alias) == address for alias in brief.aliases):
            raise click.UsageError(printable(f'"{written}" is an old address of "{brief.id}"'))
    hint = Nearest(plain(archive.briefs)).hint(written)
    raise click.UsageError(printable(f'there is no brief "{written}"{f"; {hint}" if hint else ""}'))
