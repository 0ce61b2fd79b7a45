"""Word files (ECMA-376, WordprocessingML), which are simplified, converted to HTML, and then read as web pages."""
