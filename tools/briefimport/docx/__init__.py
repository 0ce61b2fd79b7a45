"""Word files (ECMA-376, WordprocessingML): made plain first, then converted to HTML, which is read as pages are."""
