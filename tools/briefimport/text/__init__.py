"""The reader of text exports, which asks what a line is and not where it stands."""
