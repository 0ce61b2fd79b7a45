"""Rules that are checked only where an archive's configuration asks for them, since others have other customs."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from ..diagnostics import Diagnostic, Rule, Severity
from ..model import Brief, Status
from ..reading.configuration import also_checked
from ..reading.nearest import Nearest, plain
from .text import TEXT_RULES
from .text.citations import UncitedParagraph

_CODES = {rule.code for rule in TEXT_RULES if rule.optional}
# A draft may lack sources as long as it is one.
_OF_PUBLISHED = {UncitedParagraph.code}
_OF_ENGLISH = _CODES - _OF_PUBLISHED


class UnknownOptionalRule(Rule):
    """`briefs_also_check` in `docs/conf.py` names no rule that can be asked for, so that less is checked than meant.

    It is a list of codes, or of their beginnings: `["C212", "S2"]`. All other rules are always checked.
    """

    code = "F117"
    severity = Severity.WARNING


def find_on_request(root: Path, briefs: Iterable[Brief]) -> Iterator[Diagnostic]:
    """What the rules find that the configuration asks for, and what it asks for in vain."""
    asked = also_checked(root)
    for name, span in asked.items():
        if not (name and any(code.startswith(name) for code in _CODES)):
            hint = Nearest(plain(_CODES)).hint(name) or "the rules are " + ", ".join(sorted(_CODES))
            yield UnknownOptionalRule.at(span, f'there is no optional rule "{name}"', hint=hint)
    wanted = {code for code in _CODES if any(name and code.startswith(name) for name in asked)}
    for brief in briefs if wanted else ():
        left_out = _left_out(brief)
        yield from (one for one in brief.markup.on_request if one.code in wanted and one.code not in left_out)


def _left_out(brief: Brief) -> set[str]:
    """The rules that do not hold for a brief."""
    if brief.status is Status.WITHDRAWN:
        return _OF_PUBLISHED | _OF_ENGLISH
    foreign = set() if brief.language.partition("-")[0] == "en" else _OF_ENGLISH
    return foreign | (_OF_PUBLISHED if brief.status is Status.DRAFT else set())
