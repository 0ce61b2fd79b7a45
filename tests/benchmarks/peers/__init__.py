"""What a user would pick instead of this archive: each with a project of the same texts, and how it is built."""
