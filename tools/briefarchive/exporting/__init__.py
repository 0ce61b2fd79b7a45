"""Exports of sources and briefs in other programs' formats."""
