"""Web archive files."""
