"""Reads lines below a source that only give its address and when it was seen."""

import re
from dataclasses import replace

from ...legacy import LegacySource
from ...words import phrases
from ...words.wordlist import wordlist
from .addresses import add_scheme
from .cited_line import CitedLine
from .references import Citing, Strength

_LONGEST = 400
_SEE = frozenset(phrases("citing", "see"))


def is_access_note(text: str) -> bool:
    """Return whether *text* is the day on which a source was seen, perhaps with its address: “accessed 4 May 2015”."""
    if len(text) > _LONGEST:
        return False
    line = CitedLine.of(text)
    return line.accessed is not None and len(line.addresses) <= 1 and line.is_empty


def names_another(text: str) -> bool:
    """Return whether the words before a colon say that something else follows: “See also: https://…”."""
    label = re.split("[:：]", text, maxsplit=1)[0].strip()
    # Newspapers put “Read more: https://…” below what is copied from them, with its own address.
    return label in wordlist("also") and label.casefold() in _SEE


def with_access_note(source: LegacySource, text: str, citing: Citing) -> tuple[LegacySource, tuple[str, ...]] | None:
    """Return *source* with the address that *text* below it gives, or with the day on which it was seen, or with both.

    Also return the words of *text* that belong to no field. None if *text* says more, or repeats *source*.

    Args:
        source: The last source above *text*.
        text: What may belong to it.
        citing: The same, read as a source of its own.
    """
    if citing.strength is Strength.ADDRESS:
        return (replace(source, url=citing.source.url), citing.aside) if _lacks_address(source) else None
    if citing.strength is not Strength.NONE:
        return None
    line = CitedLine.of(text)
    if not line.is_empty or len(line.addresses) > 1:
        return None
    repeats_source = (line.addresses and not _lacks_address(source)) or (line.accessed and source.accessed)
    if repeats_source or not (line.addresses or line.accessed):
        return None
    completed = replace(
        source,
        url=add_scheme(line.addresses[0]) if line.addresses else source.url,
        accessed=line.accessed or source.accessed,
        printed_dates=(*source.printed_dates, *line.visited),
    )
    return completed, line.aside


def _lacks_address(source: LegacySource) -> bool:
    """Return whether a source has no address, or only the one that is its title."""
    return not source.url or (source.title != "" and source.url.endswith(source.title))
