"""An archive's own colours, and their legibility (WCAG 2.2, success criterion 1.4.3)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sphinx.errors import ConfigError

OWN_COLOUR = "#8f1d33"
"""The accent of the style sheet."""
LEAST_CONTRAST = 4.5
GROUND = {"light": "#f2eee6", "dark": "#24201c"}
"""The background with the least contrast to text in the style sheet, that of the footer."""
_GOOD_CONTRAST = 7

_ON_FILL = "#fff8f0"
_BLACK, _WHITE = "#000000", "#ffffff"
_PAPER = {"light": "#faf8f4", "dark": "#161412"}
_ON_ACCENT = {"light": _ON_FILL, "dark": "#22090e"}
_FAR = {"light": _BLACK, "dark": _WHITE}
"""The end of the scale that contrasts with the paper."""
_SHARES = {"light": (0.08, 0.14, 0.3, 0.8, 0.4), "dark": (0.18, 0.2, 0.32, 0.5, 0.12)}
"""The shares of the accent in its wash, in three shades of squares, and in text on the lightest of these."""
_HEX = re.compile(r"#[0-9a-f]{6}")
_STEPS = 100


@dataclass(frozen=True, slots=True)
class Accent:
    """The colour of an organisation, in `#rrggbb`, for text on light and on dark pages."""

    light: str
    dark: str


def read_accent(value: object) -> Accent | None:
    """Return the setting `briefs_accent`: a colour, or one for light and one for dark pages; None if it is empty.

    Raises:
        ConfigError: It has another form, or text in it would be illegible.
    """
    if not value:
        return None
    colours = {"light": value} if isinstance(value, str) else value
    if not isinstance(colours, dict) or "light" not in colours or not colours.keys() <= GROUND.keys():
        raise ConfigError('briefs_accent must be a colour, "#1f4e79", or {"light": "#1f4e79", "dark": "#9cc3e6"}')
    light = _check_colour(colours["light"], "light")
    return Accent(
        light,
        _check_colour(colours["dark"], "dark") if "dark" in colours else _make_readable(light, "dark", _GOOD_CONTRAST),
    )


def accent_rules(accent: Accent) -> str:
    """Return the custom properties of the style sheet that follow from an accent, for light and dark pages."""
    fill = _ensure_contrast(accent.light, _ON_FILL, _BLACK)
    light, dark = (
        dict(_colours(colour, scheme, fill)) for scheme, colour in (("light", accent.light), ("dark", accent.dark))
    )
    rules = "".join(f"--{name}:light-dark({light[name]},{dark[name]});" for name in light)
    return f":root{{{rules}}}\n"


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    lower, higher = sorted((_luminance(first), _luminance(second)))
    return (higher + 0.05) / (lower + 0.05)


def _colours(accent: str, scheme: str, fill: str) -> Iterator[tuple[str, str]]:
    """Yield the colours of a scheme; *fill*, the background of buttons, is the same in both."""
    paper, far = _PAPER[scheme], _FAR[scheme]
    wash, first, second, third, on_low = _SHARES[scheme]
    yield "claret", accent
    yield "claret-wash", _ensure_contrast(_mix(accent, paper, wash), accent, paper)  # text on it has that colour
    yield "fill", fill
    yield from (("s-1", _mix(accent, paper, first)), ("s-2", _mix(accent, paper, second)))
    yield "s-3", _ensure_contrast(_mix(accent, paper, third), _WHITE, _BLACK)
    yield from (("s-4", _ensure_contrast(accent, _ON_ACCENT[scheme], far)), ("s-5", _mix(accent, far, 0.75)))
    yield "on-lo", _mix(accent, far, on_low)


def _check_colour(value: object, scheme: str) -> str:
    """Return a colour that is legible on pages of a scheme."""
    colour = value.lower() if isinstance(value, str) else ""
    if not _HEX.fullmatch(colour):
        raise ConfigError(f'briefs_accent: "{value}" is not a colour of the form #1f4e79')
    measured = contrast(colour, GROUND[scheme])
    if measured < LEAST_CONTRAST:
        raise ConfigError(
            f"briefs_accent: {colour} has a contrast of {measured:.1f} to the ground of a {scheme} page "
            f"({GROUND[scheme]}); text needs {LEAST_CONTRAST}. {_make_readable(colour, scheme)} is near and has it."
        )
    return colour


def _make_readable(colour: str, scheme: str, least: float = LEAST_CONTRAST) -> str:
    """Return the colour nearest to *colour* that is legible on pages of a scheme."""
    return _ensure_contrast(colour, GROUND[scheme], _FAR[scheme], least)


def _ensure_contrast(colour: str, text: str, end: str, least: float = LEAST_CONTRAST) -> str:
    """Return *colour*, mixed with *end* until it contrasts with *text*."""
    steps = (_mix(end, colour, step / _STEPS) for step in range(_STEPS + 1))
    return next((step for step in steps if contrast(step, text) >= least), end)


def _mix(first: str, second: str, share: float) -> str:
    pairs = zip(_rgb(first), _rgb(second), strict=True)
    return "#" + "".join(f"{round(first * share + second * (1 - share)):02x}" for first, second in pairs)


def _rgb(colour: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(colour[1:])
    return red, green, blue


def _luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    parts = (part / 255 for part in _rgb(colour))
    linear = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
