"""Mistakes that people make in a bibliography again and again, and what they meant to write."""
