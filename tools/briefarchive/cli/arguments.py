"""Brief ids, source keys and facet terms as arguments, with suggestions for unknown ones."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from ..diagnostics import sanitize
from ..facets.table import OPTIONAL
from ..model import Archive, Brief, BriefId, CiteKey
from ..model.names import alias_address
from ..reading.nearest import Nearest, quote_names
from .console import relative_path


def parse_brief_id(root: Path, text: str, argument: str = "ID") -> BriefId:
    """Return the id of a brief, given its id or the path of its file."""
    file = Path(text)
    if file.suffix != ".md":
        return BriefId(text)
    if not file.resolve().is_relative_to((root / "archive").resolve()):
        message = f'"{text}" is not the file of a brief in "{relative_path(root)}"'
        raise click.BadParameter(sanitize(message), param_hint=argument)
    return BriefId(file.stem)


def find_known_brief(archive: Archive, name: str) -> Brief:
    """Return the readable brief with an id.

    Raises:
        UsageError: There is none.
    """
    if brief := archive.briefs.get(BriefId(name)):
        return brief
    if name in archive.unread_briefs:
        raise click.UsageError(sanitize(f'"{name}" cannot be read; run "briefs check" and correct it first'))
    address = alias_address(name)
    for candidate in archive.briefs.values():
        if any(alias_address(alias) == address for alias in candidate.aliases):
            raise click.UsageError(sanitize(f'"{name}" is an old address of "{candidate.id}"'))
    raise _unknown_error("brief", name, archive.briefs)


def find_known_sources(archive: Archive, keys: Iterable[str]) -> list[CiteKey]:
    """Return the keys of readable sources.

    Raises:
        UsageError: There is no source with one of the keys.
    """
    for key in keys:
        if key in archive.sources:
            continue
        if archive.source(key):
            raise click.UsageError(sanitize(f'"{key}" is another name of "{archive.resolve_key(key)}"'))
        unread = " or ".join(archive.unread_bibliographies)
        raise _unknown_error("source", key, archive.sources, unread and f" (its entry may be unreadable: see {unread})")
    return [CiteKey(key) for key in keys]


def _unknown_error(kind: str, name: str, known_names: Iterable[str], ending: str = "") -> click.UsageError:
    hint = Nearest(quote_names(known_names)).hint(name)
    return click.UsageError(sanitize(f'there is no {kind} "{name}"{f"; {hint}" if hint else ""}{ending}'))


def facet_options(*, typed: bool = True) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add the options of facets to a command; *typed* says whether their values must be ids of terms."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for facet, option in reversed(OPTIONAL):
            flag, value_type = f"--{facet.name}", int if typed and option.is_number else str
            add = click.option(flag, multiple=True, type=value_type, metavar=option.metavar, help=option.help)
            command = add(command)
        return command

    return decorate


def select_terms(values: Mapping[str, tuple[Any, ...]]) -> dict[str, tuple[Any, ...]]:
    """Return the terms given to these options, by facet."""
    return {facet.name: values[facet.name.replace("-", "_")] for facet, _ in OPTIONAL}
