"""The table in which a person decides about each text."""
