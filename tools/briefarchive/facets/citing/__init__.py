"""How things are cited: a brief as a report, and items in the citation styles that readers ask for."""
