"""Reports the outcome for each export, as pages and as data."""
