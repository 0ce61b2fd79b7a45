"""Attachments: pictures, PDF and CSV files beside briefs, checked for content type, safety and rendering cost."""

from ...diagnostics import Rule
from .. import rules


class UnfitFileError(Exception):
    """A file breaks a *rule*; the message completes a sentence that begins with the file's name."""

    def __init__(self, fault: str, hint: str, rule: Rule = rules.WrongContent) -> None:
        super().__init__(fault)
        self.hint = hint
        self.rule = rule


class CostlyPictureError(UnfitFileError):
    """A picture is too expensive to display."""

    def __init__(self, fault: str, hint: str = "save it with fewer points: 1,600 across are enough for a page") -> None:
        super().__init__(fault, hint, rules.CostlyPicture)
