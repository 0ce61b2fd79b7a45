"""Files beside briefs: pictures, PDF and CSV, each what its name says, harmless, and cheap to show."""

from ...diagnostics import Rule
from .. import rules


class UnfitFileError(Exception):
    """A file breaks a *rule*; the message is the end of a sentence that begins with its name."""

    def __init__(self, fault: str, hint: str, rule: Rule = rules.WrongContent) -> None:
        super().__init__(fault)
        self.hint = hint
        self.rule = rule


class CostlyPictureError(UnfitFileError):
    """A picture makes more work than it may."""

    def __init__(self, fault: str, hint: str = "save it with fewer points: 1,600 across are enough for a page") -> None:
        super().__init__(fault, hint, rules.CostlyPicture)
