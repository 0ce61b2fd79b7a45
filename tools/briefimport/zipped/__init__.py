"""ZIP archives: exports packed together, and the packages that word processors write."""
