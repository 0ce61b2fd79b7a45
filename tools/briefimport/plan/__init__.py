"""The table in which a person decides what becomes of each text of an old site."""
