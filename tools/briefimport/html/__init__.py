"""Reads saved web pages, and the pieces of HTML in other formats."""
