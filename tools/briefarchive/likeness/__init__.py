"""How alike two sources are: which are probably one, and what speaks for it."""
