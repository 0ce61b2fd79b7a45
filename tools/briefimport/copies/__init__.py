"""Exports of one text: found, and united to one brief."""
