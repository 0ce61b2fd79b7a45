"""Similarity of sources: which are probably one, and what speaks for it."""
