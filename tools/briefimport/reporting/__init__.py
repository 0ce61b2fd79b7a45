"""The report of an import, for people and for programs."""
