"""Saved web pages, and the pieces of HTML that other formats hold."""
