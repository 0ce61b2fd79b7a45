"""Captures of web sites."""
