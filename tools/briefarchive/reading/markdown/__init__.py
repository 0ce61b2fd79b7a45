"""The text of a brief, scanned once for citations, links, headings and blocks."""
