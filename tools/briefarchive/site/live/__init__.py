"""The live preview: the site on this machine, rendered page by page on request."""
