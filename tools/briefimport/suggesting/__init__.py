"""Suggests countries and topics for a text from the names in it."""
