"""Reads dates as pages print them, and decides which of them is that of a text."""
