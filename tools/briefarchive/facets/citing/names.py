"""Names of people and institutions as citation styles write them."""

from collections.abc import Sequence
from dataclasses import replace

from ...model import Name


def inverted(name: Name, separator: str = ", ") -> str:
    """*name* with the family name first, as lists are sorted; that of an institution stays whole."""
    return name.literal or separator.join(filter(None, (name.family, name.given, name.suffix)))


def spoken(name: Name) -> str:
    """*name* with the given name first."""
    return name.literal or " ".join(filter(None, (name.given, name.family, name.suffix)))


def abbreviate(name: Name, *, stop: str = ".", hyphen: str = "-") -> Name:
    """*name* with initials in place of given names; a name in a script without capitals has none.

    citeproc-py puts stray full stops around a part in small letters (`. de . la C.`): here it stays as it is.
    """
    if not any(map(str.isupper, name.given)):
        return name
    parts = (part.replace(".", " ").split() for part in name.given.split("-"))
    initials = ([word[0] + stop if word[0].isupper() else word for word in part] for part in parts)
    return replace(name, given=hyphen.join(map(" ".join, initials)))


def join_names(
    names: Sequence[str], *, at_most: int, shown: int, last: str = "", others: str = "et al.", comma: bool = False
) -> str:
    """Join *names* into a list.

    Args:
        names: The names as the style writes them.
        at_most: As many are all given.
        shown: How many are given of more than that.
        last: The word before the last name, with a space behind it.
        others: What stands for the names that are left out; `{}` is the last of all.
        comma: Whether a comma stands before the end of a list of two names too.
    """
    if len(names) < 2:
        return "".join(names)
    first, end = names[:-1], f"{last}{names[-1]}"
    if len(names) > at_most:
        first, end = names[:shown], others.format(names[-1])
    return ", ".join(first) + (", " if comma or len(first) > 1 else " ") + end
