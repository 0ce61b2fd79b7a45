"""Reads sources: the lines of a list, or a line alone, with their publishers, titles, dates and authors."""
