"""The old addresses of a brief that gets another id: the one that it had comes to them, the one that it gets goes."""

from collections.abc import Sequence
from dataclasses import replace

from ..checking.archive import read_and_check
from ..model import Brief
from ..model.aliases import address_of_alias
from ..reading.brief import ID
from ..reading.edits import Edit, Offsets, edited
from .brief_meaning import meaning
from .front_matter_editing import FrontMatterEditor, FrontMatterError, remove_item
from .reference_editing import BriefMove


def add_old_address(path: str, text: str, moved: BriefMove) -> tuple[str, bool]:
    """The text of the moved brief with its old id among its old addresses, and whether that can stand there.

    The new address is taken out of them: a brief that gets an id which it had before does not lead to itself.

    Raises:
        FrontMatterError: The front matter is written in a way in which it cannot be changed here.
    """
    brief, _ = read_and_check(path, text.encode())
    if brief is None:
        raise FrontMatterError
    addresses = [address_of_alias(alias) for alias in brief.aliases]
    going = [number for number, address in enumerate(addresses) if address == address_of_alias(moved.new)]
    has_redirect = ID.fullmatch(moved.old) is not None
    coming = moved.old if has_redirect and address_of_alias(moved.old) not in addresses else None
    result = edited(text, _alias_edits(text, brief, going, coming))
    after, _ = read_and_check(path, result.encode())
    wanted = {alias for number, alias in enumerate(brief.aliases) if number not in going} | ({coming} - {None})
    if after is None or set(after.aliases) != wanted:
        raise FrontMatterError
    if meaning(replace(after, aliases=())) != meaning(replace(brief, aliases=())):
        raise FrontMatterError
    return result, has_redirect


def _alias_edits(text: str, brief: Brief, going: Sequence[int], coming: str | None) -> list[Edit]:
    """The edits that take old addresses out of a brief's list, by their numbers, and put one in."""
    offsets = Offsets(text)
    edits = []
    for number in going:
        start, end = offsets.of(brief.place("aliases", number))
        if coming and number == going[0]:
            edits.append(Edit(start, end, coming))
        else:
            edits.append(remove_item(text, offsets.line_start(start), start, end) or Edit(start, end, ""))
    return edits if going or not coming else [FrontMatterEditor(brief.path, text).append_item("aliases", coming)]
