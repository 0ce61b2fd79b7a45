"""The facets, each with what its pages show; beside them, the pages with all briefs and all changes."""
