"""The facets with their pages, and the pages of all briefs."""
