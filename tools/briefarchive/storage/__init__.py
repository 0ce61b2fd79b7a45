"""The basis of the other packages: files, the cache, locks, git, and processes that share work."""
