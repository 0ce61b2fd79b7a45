"""Builds a site: renders what has changed beside the present site, and then replaces that."""
