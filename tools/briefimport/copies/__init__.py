"""Finds exports of the same text, and merges them into one brief."""
