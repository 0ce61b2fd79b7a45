"""Parts of SVG of which all pictures are made."""

from collections.abc import Iterable

from markupsafe import Markup


def number(value: float) -> str:
    """A length as a path has it, in as few signs as it takes."""
    written = f"{round(value, 2):g}"
    return written.replace("0.", ".", 1) if written.startswith(("0.", "-0.")) else written


def draw_path(kind: str, data: str) -> Markup:
    """A shape or a line."""
    return Markup('<path class="{}" d="{}"/>').format(kind, data)


def outline_box(x: float, y: float, width: float, height: float) -> str:
    """The data of a rectangle."""
    return f"M{number(x)} {number(y)}h{number(width)}v{number(height)}H{number(x)}z"


def draw_dot(kind: str, x: float, y: float, radius: float) -> Markup:
    """A point on a line."""
    return Markup('<circle class="{}" cx="{}" cy="{}" r="{}"/>').format(kind, number(x), number(y), radius)


def draw_text(kind: str, x: float, y: float, text: object, anchor: str = "start") -> Markup:
    """A line of text with its baseline at *y*; *anchor* is which part of it is at *x*."""
    return Markup('<text class="{}" x="{}" y="{}" text-anchor="{}">{}</text>').format(
        kind, number(x), number(y), anchor, text
    )


def link_parts(parts: Iterable[tuple[str, str, Markup]]) -> Markup:
    """Parts of a picture that lead to pages: way, words and drawing of each.

    The keyboard stops at the first; a script goes on from there by arrow keys.
    """
    return Markup("").join(
        Markup('<a href="{}" tabindex="{}" aria-label="{}"><title>{}</title>{}</a>').format(
            way, -1 if place else 0, words, words, drawing
        )
        for place, (way, words, drawing) in enumerate(parts)
    )
