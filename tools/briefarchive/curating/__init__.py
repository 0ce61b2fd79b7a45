"""Commands that edit an archive: creating, renaming and withdrawing briefs, and maintaining the bibliography."""
