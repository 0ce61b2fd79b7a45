"""The similarity of sources, for finding duplicates."""
