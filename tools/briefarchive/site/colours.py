"""Colours of an archive's own, and whether they can be read (WCAG 2.2, success criterion 1.4.3)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sphinx.errors import ConfigError

OWN_COLOUR = "#8f1d33"
"""The accent of the style sheet."""
LEAST_CONTRAST = 4.5
GROUND = {"light": "#f2eee6", "dark": "#24201c"}
"""Of the colours of the page in the style sheet, that from which text stands out least: the ground of the footer."""
_GOOD_CONTRAST = 7

_ON_FILL = "#fff8f0"
_BLACK, _WHITE = "#000000", "#ffffff"
_PAPER = {"light": "#faf8f4", "dark": "#161412"}
_ON_ACCENT = {"light": _ON_FILL, "dark": "#22090e"}
_FAR = {"light": _BLACK, "dark": _WHITE}
"""The end of the scale that is far from the paper."""
_SHARES = {"light": (0.08, 0.14, 0.3, 0.8, 0.4), "dark": (0.18, 0.2, 0.32, 0.5, 0.12)}
"""How much of the accent is in its wash, in three kinds of squares, and in what stands on the lightest of these."""
_HEX = re.compile(r"#[0-9a-f]{6}")
_STEPS = 100


@dataclass(frozen=True, slots=True)
class Accent:
    """The colour of an organisation, in `#rrggbb`, for text on light and on dark paper."""

    light: str
    dark: str


def read_accent(value: object) -> Accent | None:
    """The value of the setting `briefs_accent`: a colour, or one for light and one for dark paper; None if empty.

    Raises:
        ConfigError: It is something else, or text in it could not be read.
    """
    if not value:
        return None
    given = {"light": value} if isinstance(value, str) else value
    if not isinstance(given, dict) or "light" not in given or not given.keys() <= GROUND.keys():
        raise ConfigError('briefs_accent must be a colour, "#1f4e79", or {"light": "#1f4e79", "dark": "#9cc3e6"}')
    light = _check_colour(given["light"], "light")
    return Accent(
        light,
        _check_colour(given["dark"], "dark") if "dark" in given else _make_readable(light, "dark", _GOOD_CONTRAST),
    )


def accent_rules(accent: Accent) -> str:
    """The custom properties of the site's style sheet that follow from an accent, for light and dark paper."""
    fill = _ensure_contrast(accent.light, _ON_FILL, _BLACK)
    light, dark = (
        dict(_colours(one, scheme, fill)) for scheme, one in (("light", accent.light), ("dark", accent.dark))
    )
    rules = "".join(f"--{name}:light-dark({light[name]},{dark[name]});" for name in light)
    return f":root{{{rules}}}\n"


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    lower, higher = sorted((_luminance(one), _luminance(other)))
    return (higher + 0.05) / (lower + 0.05)


def _colours(accent: str, scheme: str, fill: str) -> Iterator[tuple[str, str]]:
    """The colours of a scheme; *fill* is the ground of buttons, which is the same in both."""
    paper, far = _PAPER[scheme], _FAR[scheme]
    wash, first, second, third, on_low = _SHARES[scheme]
    yield "claret", accent
    yield "claret-wash", _wash(accent, paper, wash)
    yield "fill", fill
    yield from (("s-1", _mix(accent, paper, first)), ("s-2", _mix(accent, paper, second)))
    yield "s-3", _ensure_contrast(_mix(accent, paper, third), _WHITE, _BLACK)
    yield from (("s-4", _ensure_contrast(accent, _ON_ACCENT[scheme], far)), ("s-5", _mix(accent, far, 0.75)))
    yield "on-lo", _mix(accent, far, on_low)


def _check_colour(value: object, scheme: str) -> str:
    """A colour that can be read on paper of a scheme."""
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
    """The nearest colour to *colour* that can be read on paper of a scheme."""
    return _ensure_contrast(colour, GROUND[scheme], _FAR[scheme], least)


def _ensure_contrast(colour: str, text: str, end: str, least: float = LEAST_CONTRAST) -> str:
    """*colour*, brought towards *end* until it stands out from *text*."""
    steps = (_mix(end, colour, step / _STEPS) for step in range(_STEPS + 1))
    return next((one for one in steps if contrast(one, text) >= least), end)


def _wash(accent: str, paper: str, most: float) -> str:
    """A ground with a breath of *accent*, on which text in it can be read."""
    steps = (_mix(accent, paper, most * step / _STEPS) for step in range(_STEPS, -1, -1))
    return next((one for one in steps if contrast(one, accent) >= LEAST_CONTRAST), paper)


def _mix(one: str, other: str, share: float) -> str:
    """So much of *one* in *other*."""
    pairs = zip(_rgb(one), _rgb(other), strict=True)
    return "#" + "".join(f"{round(first * share + second * (1 - share)):02x}" for first, second in pairs)


def _rgb(colour: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(colour[1:])
    return red, green, blue


def _luminance(colour: str) -> float:
    """The relative luminance of a colour (WCAG 2.2)."""
    parts = (part / 255 for part in _rgb(colour))
    linear = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
