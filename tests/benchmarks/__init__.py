"""Measurements on generated archives: how long building and reading take, and how that grows."""
