"""The language of a text."""

from .legacy import LegacyBrief
from .scripts import tag_of


def guess_language(legacy: LegacyBrief) -> str:
    """BCP 47 tag of the text: what its script shows, else what the file says."""
    shown = tag_of(" ".join(legacy.paragraphs))
    said = next((hint.value for hint in legacy.hints.languages), shown)
    primary = said.lower().partition("-")[0]
    if primary == "en":
        return shown
    # A page that says another language of the Latin script is believed; one of another script must show it.
    return said if shown in ("en", primary) else shown
