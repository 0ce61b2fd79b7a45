"""Briefs and volumes as PDF: their text becomes Typst, and Typst sets the pages."""
