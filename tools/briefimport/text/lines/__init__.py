"""Splits plain text into lines, and finds which of them belong together."""
