"""Reads the people who made a text, from bylines and from names that stand alone."""
