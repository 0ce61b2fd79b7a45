"""The text of a brief: one scan for its citations, links, headings and blocks."""
