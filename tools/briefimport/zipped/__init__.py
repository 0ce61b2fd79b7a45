"""ZIP archives: packed exports, and the packages that word processors write."""
