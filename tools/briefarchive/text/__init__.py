"""The document tree of a brief's text, from which the site, the PDFs and the search index are made."""
