"""Views over an archive: pure values which pages, PDFs, feeds and exports all draw from."""
