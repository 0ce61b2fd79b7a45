"""Finds what the texts of an old site have in common, and which of them are no briefs."""
