"""An organisation's own look: settings for colours, fonts, links, style sheets and texts."""

import re
import string
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sphinx.config import Config
from sphinx.errors import ConfigError

from ..i18n import OwnWords, interface_language
from ..storage import files
from .colours import Accent, read_accent
from .fonts import FAMILIES, OwnFont

_FAMILY = re.compile(r"[\w .-]+")
_OUTSIDE = ("https://", "http://", "mailto:")


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
