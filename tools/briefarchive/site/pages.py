"""Writes the archive's pages from templates: one environment, compiled once, that escapes everything."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup
from sphinx.builders.html import StandaloneHTMLBuilder

from ..facets import addresses
from ..reading import files
from .project import has_guide
from .settings import edit_address

_TEMPLATES = Path(__file__).parent / "templates"
_STYLES = ("pygments.css", "site-header.css", "site.css")
_DOORS = (
    ("Countries", addresses.COUNTRIES),
    ("Topics", addresses.TOPICS),
    ("Years", addresses.YEARS),
    ("People", addresses.PEOPLE),
    ("Publishers", addresses.PUBLISHERS),
)


class PageWriter:
    """Draws pages that are made of views.

    A template in a folder of the archive's own `templates_path` stands before the packaged one of its name.
    """

    def __init__(self, builder: StandaloneHTMLBuilder) -> None:
        config = builder.config
        self._builder = builder
        own = [str(Path(builder.confdir) / folder) for folder in config.templates_path]
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader([*own, str(_TEMPLATES)]),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        guide = "Guide" if has_guide(Path(builder.srcdir)) else "About"
        self._environment.globals.update(
            project=config.project,
            description=config.briefs_description,
            language=config.language,
            copyright=config.copyright,
            base_url=config.html_baseurl.rstrip("/"),
            logo=Path(config.html_logo).name if config.html_logo else "",
            doors=(*_DOORS, (guide, "docs/index.html")),
            search=addresses.SEARCH,
            home=addresses.HOME,
            how_to_edit=_how_to_edit(builder),
            edit=lambda path: edit_address(config, path),
            stylesheets=_STYLES,
            fingerprint=self._fingerprint,
        )
        self._fingerprints: dict[str, str] = {}

    def write(self, address: str, template: str, **values: Any) -> None:
        """Write one page; *values* are what its template places."""
        files.write_text(Path(self._builder.outdir) / address, self.render(address, template, **values))

    def render(self, address: str, template: str, **values: Any) -> str:
        """The HTML of a page at *address*, in which `to(other)` is the way to another."""

        def to(other: str) -> str:
            return addresses.way(address, other)

        return self._environment.get_template(template).render(address=address, to=to, **values)

    def header(self, address: str) -> Markup:
        """The site's header, for a page that another template draws."""
        return Markup(self.render(address, "components/header.html"))  # noqa: S704 — the template escapes

    def _fingerprint(self, name: str) -> str:
        """A short digest of a static file, so that a browser fetches it again when it has changed."""
        if name not in self._fingerprints:
            data = (Path(self._builder.outdir) / "_static" / name).read_bytes()
            self._fingerprints[name] = hashlib.blake2b(data, digest_size=4).hexdigest()
        return self._fingerprints[name]


def _how_to_edit(builder: StandaloneHTMLBuilder) -> str:
    """The page of the guide that says how a brief is edited, for a site whose repository has no known address."""
    docname = str(builder.config.briefs_how_to_edit)
    return builder.get_target_uri(docname) if docname in builder.env.found_docs else ""


def settings_digest(values: Iterable[Any]) -> str:
    """A digest of settings that every page shows."""
    return hashlib.blake2b(repr(list(values)).encode(), digest_size=8).hexdigest()
