"""Which pages have files of references of their own."""

ALL = "all.html"
"""Stands for the whole archive, in the place of a page."""

LONGEST_LIST = 80
"""So many briefs a list may have and files of its own. Beyond, one new brief would cost megabytes for each list."""

MOST_SOURCES = 1_000
"""The same for the sources of a publisher."""
