"""What became of each export, for a person and for programs."""
