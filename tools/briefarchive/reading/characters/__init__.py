"""Encodings and characters: what can be read as a text at all."""
