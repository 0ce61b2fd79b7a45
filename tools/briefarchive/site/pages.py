"""The writer of the archive's pages: one Jinja environment, compiled once, that escapes everything."""

import functools
import hashlib
import re
from collections.abc import Callable, Mapping, MutableMapping
from pathlib import Path, PurePosixPath
from typing import Any

import jinja2
import msgspec
from markupsafe import Markup, escape
from sphinx.builders.html import StandaloneHTMLBuilder

from .. import __version__
from ..exporting.formats import table_formats
from ..exporting.static_files import offered_references
from ..facets import addresses
from ..facets.indices.lists import ALL
from ..facets.table import FILTERED, PAGED
from ..facets.views import ListEntry
from ..facets.wording import format_date, format_day
from ..i18n import format_number, gettext_noop, text_direction, translations
from ..pictures.drawing import draw_picture
from ..pictures.squares import draw_evidence_bar, draw_strip
from ..reading.languages import language_mark, split_by_script
from .colours import accent_rules
from .fonts import site_fonts
from .look import is_outside
from .project import has_guide
from .scripts import list_words_scripts, words_script_name
from .security_headers import REFERRER, policy
from .settings import find_repository, get_address, get_look, publication

_TEMPLATES = Path(__file__).parent / "templates"
_SPECIAL = re.compile("[&<>'\"]")
_COMPILED: dict[tuple[str, tuple[Any, ...]], Any] = {}


class PageWriter:
    """The renderer of pages from views.

    A template in a folder of the archive's `templates_path` overrides the packaged one of the same name and can extend
    it: `{% extends "!brief.html" %}`.

    Attributes:
        stylesheets: The style sheets of every page, by address below `_static/`.
        own_styles: The rules that the archive's settings add to them.
        words_scripts: Scripts with translations of the scripts' texts, by address below `_static/`.
        shared: Plain values that every page shows, so that changes can be detected.
    """

    def __init__(self, builder: StandaloneHTMLBuilder) -> None:
        config = builder.config
        self._builder = builder
        own_templates = [str(Path(builder.confdir) / folder) for folder in config.templates_path]
        packaged = _Packaged(str(_TEMPLATES))
        self._environment = _Environment(
            loader=jinja2.ChoiceLoader(
                [jinja2.FileSystemLoader(own_templates), packaged, jinja2.PrefixLoader({"": packaged}, delimiter="!")]
            ),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,  # checking for changes takes longer than rendering
            extensions=["jinja2.ext.i18n"],
        )
        self._place, self._language = "", ""  # of the page that is being rendered
        self._environment.newstyle_gettext = True  # type: ignore[attr-defined]
        look, how_to_edit = get_look(config), str(config.briefs_how_to_edit)
        self.fonts = site_fonts(look.fonts)
        self.stylesheets = ("site.css", *(name for name, _ in look.stylesheets))
        self.own_styles = accent_rules(look.accent) if look.accent else ""
        self.words_scripts = list_words_scripts()
        self.shared = {
            "project": config.project,
            "description": config.briefs_description,
            "motto": config.briefs_motto,
            "language": str(config.language).replace("_", "-"),
            "copyright": config.copyright,
            "base_url": config.html_baseurl.rstrip("/"),
            "is_preview": get_address(config).is_preview,
            "logo": Path(config.html_logo).name if config.html_logo else "",
            "doors": (
                (gettext_noop("Briefs"), addresses.BRIEFS),
                *((facet.label, pages.index) for facet, pages in PAGED if pages.in_header),
                (gettext_noop("Changes"), addresses.CHANGES),
                (gettext_noop("About"), addresses.ABOUT),
            ),
            "indices": tuple((facet.label, pages.index) for facet, pages in PAGED),
            "header_links": look.header_links,
            "reading_list": addresses.READING_LIST,
            "search": addresses.SEARCH,
            "home": addresses.HOME,
            "about": addresses.ABOUT,
            "social_card": addresses.SOCIAL_CARD if config.html_baseurl else "",
            "guide": "docs/index.html" if has_guide(Path(builder.srcdir)) else "",
            "version": __version__,
            "license_id": config.briefs_license,
            "all_briefs": addresses.BRIEFS,
            "all_changes": addresses.CHANGES,
            # The page of the guide on editing briefs, for archives without a known repository.
            "how_to_edit": builder.get_target_uri(how_to_edit) if how_to_edit in builder.env.project.docnames else "",
            "repository": find_repository(config),
            "stylesheets": self.stylesheets,
            "own_styles": (*look.stylesheets, self.own_styles, self.fonts.stylesheet),
            "footer_links": look.footer_links,
            "imprint": look.imprint,
            "contact": look.contact,
            "preloaded_fonts": self.fonts.preloaded,
            "policy": Markup(policy()),  # noqa: S704 — its quotation marks are of the other kind than the attribute's
            "referrer": REFERRER,
        }
        self._environment.filters["marked"] = _mark_languages
        self._environment.filters["in_script"] = _script_json
        self._environment.filters["stem"] = lambda path: PurePosixPath(path).stem
        self._environment.globals.update(
            self.shared,
            fingerprint=functools.cache(self._fingerprint),
            reference_formats=offered_references(publication(config)),
            table_formats=table_formats(),
            picture=draw_picture,
            strip=lambda evidence: draw_strip(evidence.runs, evidence.label),
            evidence_bar=lambda evidence: draw_evidence_bar(evidence.runs, evidence.label),
            whole=ALL,
            filters=[filter_.name for _, filter_ in FILTERED],
            feed=addresses.FEED,
            feed_of_changes=addresses.FEED_OF_CHANGES,
            text_direction=text_direction,
            canonical=functools.partial(addresses.absolute_url, self.shared["base_url"]),
            # These look up the page that is being rendered: imported macros keep the globals of the first page.
            to=self._relative_url,
            entry=self._entry,
            gettext=self._gettext,
            ngettext=self._ngettext,
            _=self._gettext,
            grouped=lambda number: format_number(number, self._language),
            written=lambda day: format_date(day, self._language),
            written_day=lambda day: format_day(day, self._language),
        )
        # Caches of this writer's own: those of its class would keep it, and the archive with it, after its last page.
        self._plain_text = functools.cache(_translate)
        self._language_values = functools.cache(self._list_language_values)
        self._cached_entry = functools.lru_cache(maxsize=20_000)(
            functools.partial(self.fragment, "components/entry.html")
        )
        self._cached_frame = functools.lru_cache(maxsize=200)(self._header_or_footer)
        doors = [door for _, door in self.shared["doors"]]
        self._with_own_header = {addresses.SEARCH, addresses.NOT_FOUND, *doors}
        self._door_of = {door.partition("/")[0]: door for door in doors if "/" in door} | {"archive": addresses.BRIEFS}
        self._folder = get_address(config).folder

    def render(self, address: str, template: str, *, language: str = "", **values: Any) -> str:
        """Return the HTML of a page.

        Args:
            address: Its address; in the template, `to(other)` is the relative URL of another page.
            template: The name of the template.
            language: The language of the page's frame, if not that of the archive; it must have a catalogue.
            values: The values for the template.
        """
        language = language or self.shared["language"]
        # The page for missing addresses has its own place, because it is sent at any depth.
        place = address if address == addresses.NOT_FOUND else _page_place(address)
        door = self._door_of.get(address.partition("/")[0], "")
        current_address = address if address in self._with_own_header else place
        around = functools.partial(self._cached_frame, place, current_address, door, language)
        return self.fragment(template, language, place, address=address, around=around, **values)

    def fragment(self, template: str, language: str, place: str = "", /, **values: Any) -> Markup:
        """Return a page, or a part of one, in a *place*; without one, it has no links."""
        self._place, self._language = place, language
        html = self._environment.get_template(template).render(self._language_values(language), **values)
        return Markup(html)  # noqa: S704 — the template escapes

    def _list_language_values(self, language: str) -> dict[str, str]:
        words_script = words_script_name(language)
        return {
            "language": language,
            "direction": text_direction(language),
            # Notes on sources are in the language of the archive even on pages in another language.
            "note_lang": language_mark(self.shared["language"], language),
            "words_script": words_script if words_script in self.words_scripts else "",
        }

    def _relative_url(self, target: str) -> str:
        """Return the URL from the current page to another page or another site."""
        if is_outside(target):
            return target
        if self._place == addresses.NOT_FOUND:  # sent at any depth
            return f"{self._folder}{target}"
        return addresses.relative_url(self._place, target)

    def _gettext(self, text: str, /, **values: object) -> Markup:
        """Return a text in the language of the current page; inserted values are escaped."""
        return self._plain_text(self._language, text) if not values else _translate(self._language, text, **values)

    def _ngettext(self, one: str, many: str, number: int, /, **values: object) -> Markup:
        return _fill(self._language, translations(self._language).ngettext(one, many, number), values)

    def _entry(self, brief: ListEntry, *, mini: bool = False, terms: bool = True) -> Markup:
        """Return the entry of a brief in a list, which is the same on all pages of a place."""
        return self._cached_entry(self._language, self._place, brief=brief, mini=mini, terms=terms)

    def _header_or_footer(self, place: str, address: str, door: str, language: str, name: str) -> Markup:
        """Return the header or the footer of pages in a *place* and a section of the site."""
        return self.fragment(f"components/{name}.html", language, place, address=address, behind=door)

    def _fingerprint(self, name: str) -> str:
        """Return a short digest of a static file, with which browsers fetch it again when it has changed."""
        data = (Path(self._builder.outdir) / "_static" / name).read_bytes()
        return hashlib.blake2b(data, digest_size=4).hexdigest()


def _escape_value(value: object) -> str:
    """Return a value as HTML."""
    if type(value) is Markup:
        return value
    return value if type(value) is str and not _SPECIAL.search(value) else escape(value)


class _Environment(jinja2.Environment):
    """An environment whose templates share their globals, so that imports need not compare them."""

    def make_globals(self, _: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the shared globals."""
        return self.globals

    def compile(self, source: Any, *place: Any, **how: Any) -> Any:
        """Return the code of a template, which a process compiles once for all sites that it renders."""
        if (source, place) not in _COMPILED:
            _COMPILED[source, place] = super().compile(source, *place, **how)
        return _COMPILED[source, place]


class _Packaged(jinja2.FileSystemLoader):
    """Packaged templates without their indentation, which would take megabytes on thousands of pages."""

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return a template without indentation."""
        source, path, is_current = super().get_source(environment, template)
        return re.sub(r"^[ ]+", "", source, flags=re.MULTILINE), path, is_current


def _translate(language: str, text: str, /, **values: object) -> Markup:
    return _fill(language, translations(language).gettext(text), values)


def _fill(language: str, text: str, values: Mapping[str, object]) -> Markup:
    """Return a text with its values, of which numbers have thousands separators."""
    written = {name: format_number(v, language) if type(v) is int else _escape_value(v) for name, v in values.items()}
    return Markup(text % written)  # noqa: S704 — texts of templates and catalogues are ours


def _page_place(address: str) -> str:
    """Return the place of a page: pages with the same relative URLs to all others share one.

    Most pages of a site are two folders deep, where URLs of pages in the same top-level folder are shorter.
    """
    folders = address.count("/")
    return (address.partition("/")[0] if folders > 1 else "") + "/" * folders


def _mark_languages(text: str) -> Markup:
    if text.isascii():
        return escape(text)
    parts = (
        Markup('<span lang="{}">{}</span>').format(tag, part) if tag else escape(part)
        for part, tag in split_by_script(text)
    )
    return Markup("").join(parts)


def _script_json(value: object) -> Markup:
    """Return JSON for `<script>`, which cannot end the element or start a comment (HTML, “Restrictions for contents”).

    U+2028 and U+2029 end a line in JavaScript before 2019.
    """
    text = msgspec.json.encode(value).decode()
    signs = re.sub("[<>&\u2028\u2029]", lambda sign: f"\\u{ord(sign[0]):04x}", text)
    return Markup(signs)  # noqa: S704 — nothing is left that HTML could read
