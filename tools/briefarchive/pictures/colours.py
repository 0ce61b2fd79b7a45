"""Colours of pictures that no style sheet colours: on paper, and in files of images."""

PAPER, INK, SOFT, RULE, GRID = "#faf8f4", "#1d1a17", "#57504a", "#8d8478", "#d0c9bd"
TELLERS = {
    "official": "#263465",
    "state": "#96101e",
    "agency": "#9a7405",
    "press": "#728da8",
    "research": "#247550",
    "other": "#6b4e69",
}
"""Of the sources, by who tells them; `pictures.css` has the same for a light page."""
