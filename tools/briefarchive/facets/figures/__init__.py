"""The pictures of the archive: what each shows, in figures and in words."""
