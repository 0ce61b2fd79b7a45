"""Pictures as SVG, made of figures: squares, shelves, bars, maps, lines."""
