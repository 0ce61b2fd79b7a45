"""SVG pictures of data: squares, shelves, bars, maps, lines."""
