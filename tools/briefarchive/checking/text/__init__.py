"""Rules on the text of a brief, checked while it is read."""
