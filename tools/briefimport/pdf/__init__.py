"""PDF files: their text layer, and what they say of themselves."""
