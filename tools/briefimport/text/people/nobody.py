"""Names that are no person's: “the editors”, “admin”, “Redaktion”."""

from ...words.wordlist import wordlist


def is_nobody(text: str) -> bool:
    """Return whether *text* names nobody: an office, an account of a site or of a computer, or nothing at all."""
    return text in wordlist("nobody")
