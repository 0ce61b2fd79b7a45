"""An organisation's own look: settings for colours, fonts, links, style sheets and texts.

Its colour must be legible (WCAG 2.2, success criterion 1.4.3).
"""

import re
import string
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sphinx.config import Config
from sphinx.errors import ConfigError

from ..i18n import OwnWords, interface_language
from ..storage import files
from .fonts import FAMILIES, OwnFont

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
_FAMILY = re.compile(r"[\w .-]+")
_OUTSIDE = ("https://", "http://", "mailto:")


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
    yield "claret-wash", _wash(accent, paper, wash)
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


def _wash(accent: str, paper: str, most: float) -> str:
    """Return a background tinted with *accent*, on which text in that colour is legible."""
    steps = (_mix(accent, paper, most * step / _STEPS) for step in range(_STEPS, -1, -1))
    return next((step for step in steps if contrast(step, accent) >= LEAST_CONTRAST), paper)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The look of an archive.

    Attributes:
        accent: Its colour; None for that of the style sheet.
        fonts: Its replacements of the site's fonts, by role.
        header_links, footer_links: A text, and a page of the site or another URL.
        imprint: Its publisher: paragraphs, or one address.
        stylesheets: Its own style sheets, by address below `_static/`, each with a digest.
    """

    accent: Accent | None = None
    fonts: dict[str, OwnFont]
    header_links: tuple[tuple[str, str], ...] = ()
    footer_links: tuple[tuple[str, str], ...] = ()
    imprint: str = ""
    contact: str = ""
    logo: Path | None = None
    stylesheets: tuple[tuple[str, str], ...] = ()


def read_look(config: Config, confdir: Path) -> Look:
    """Return the settings of a look.

    Raises:
        ConfigError: A setting cannot be used; the message names it and says why.
    """
    return Look(
        accent=read_accent(config.briefs_accent),
        fonts=dict(_fonts(config.briefs_fonts, confdir)),
        header_links=tuple(_links("briefs_header_links", config.briefs_header_links)),
        footer_links=tuple(_links("briefs_footer_links", config.briefs_footer_links)),
        imprint=config.briefs_imprint.strip(),
        contact=_contact(config.briefs_contact.strip()),
        logo=_find_file("html_logo", config.html_logo, confdir) if config.html_logo else None,
        stylesheets=tuple(_stylesheets(config, confdir)),
    )


def own_styles(look: Look) -> str:
    """Return CSS rules for the custom properties that depend on settings."""
    return accent_rules(look.accent) if look.accent else ""


def is_outside(address: str) -> bool:
    """Whether an address is outside the site."""
    return address.startswith(_OUTSIDE)


def _fonts(value: Mapping[str, object], confdir: Path) -> Iterator[tuple[str, OwnFont]]:
    for role, fonts in value.items():
        if role not in FAMILIES:
            raise ConfigError(f'briefs_fonts: "{role}" is none of {_list_names(FAMILIES)}')
        if isinstance(fonts, str) and not fonts.endswith(".woff2"):
            yield role, tuple(_families(fonts))
        elif isinstance(fonts, str | list | tuple) and fonts:
            paths = [fonts] if isinstance(fonts, str) else fonts
            yield role, tuple(_font_file(path, confdir) for path in paths)
        else:
            raise ConfigError(
                f'briefs_fonts: "{role}" must be names of fonts, "Charter, Georgia", or files, ["fonts/Own.woff2"]'
            )


def _families(families: str) -> Iterator[str]:
    for part in families.split(","):
        family = part.strip().strip("\"'")
        if not _FAMILY.fullmatch(family):
            raise ConfigError(f'briefs_fonts: "{part.strip()}" is not a name of a font')
        yield family


def _font_file(path: object, confdir: Path) -> Path:
    file = _find_file("briefs_fonts", path, confdir)
    if file.suffix != ".woff2" or not file.read_bytes().startswith(b"wOF2"):
        raise ConfigError(f"briefs_fonts: {path} is not a font in the format WOFF2")
    return file


def _find_file(setting: str, path: object, confdir: Path) -> Path:
    file = confdir / str(path)
    if not file.is_file():
        raise ConfigError(f"{setting}: there is no file {path} in {confdir.name}/")
    return file


def _links(setting: str, value: Iterable[object]) -> Iterator[tuple[str, str]]:
    for pair in value:
        match pair:
            case (str(text), str(address)) if text.strip():
                yield text.strip(), _address(setting, address.strip())
            case _:
                raise ConfigError(f'{setting}: {pair!r} is not a pair of a text and an address: ("Blog", "https://…")')


def _address(setting: str, address: str) -> str:
    is_page = bool(address) and ":" not in address and not address.startswith(("/", "..", "#"))
    if not (is_outside(address) or is_page):
        raise ConfigError(
            f'{setting}: "{address}" is neither an address (https://…, mailto:…) nor a page of the site, such as '
            '"docs/team.html"'
        )
    return address


def _contact(contact: str) -> str:
    if re.fullmatch(r"[^\s@:]+@[^\s@:]+", contact):
        return f"mailto:{contact}"
    return _address("briefs_contact", contact) if contact else ""


def _stylesheets(config: Config, confdir: Path) -> Iterator[tuple[str, str]]:
    """Yield the archive's own style sheets, which Sphinx adds to the pages of the guide."""
    for entry in config.html_css_files:
        name = entry if isinstance(entry, str) else entry[0]
        if "://" in name:
            raise ConfigError(
                f"html_css_files: {name} is on another server, from which pages load nothing. Copy the file into a "
                "folder of html_static_path"
            )
        paths = [confdir / folder / name for folder in config.html_static_path if (confdir / folder / name).is_file()]
        if not paths:
            raise ConfigError(f"html_css_files: there is no file {name} in {_list_names(config.html_static_path)}")
        yield name, files.digest_file(paths[-1])[:8]


def read_words(value: Mapping[str, object]) -> dict[str, OwnWords]:
    """Return the value of `briefs_words`: by language, the replacement of each text of the interface.

    Raises:
        ConfigError: It has another form, or a text lacks a placeholder.
    """
    return {
        interface_language(language) or language: dict(_own_words(language, texts)) for language, texts in value.items()
    }


def _own_words(language: str, texts: object) -> Iterator[tuple[str, tuple[str, ...]]]:
    if not isinstance(texts, dict):
        example = f'{{"{language}": {{"Compiled by": "Written by"}}}}'
        raise ConfigError(f'briefs_words: "{language}" must have texts: {example}')
    for text, own_text in texts.items():
        forms = (own_text,) if isinstance(own_text, str) else tuple(own_text)
        for form in forms:
            if unknown := _placeholders(form) - _placeholders(text):
                names = _list_names(unknown)
                raise ConfigError(f'briefs_words: "{form}" asks for what “{text}” does not have: {names}')
        yield text, forms


def _placeholders(text: str) -> set[str]:
    try:
        names = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError as error:
        raise ConfigError(f'briefs_words: "{text}" cannot be read: {error}') from error
    return names | set(re.findall(r"%\((\w+)\)s", text))


def _list_names(names: Iterable[str]) -> str:
    *others, end = sorted(names) or ["nothing"]
    return f"{', '.join(others)} or {end}" if others else end
