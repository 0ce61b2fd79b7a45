"""The settings of `conf.py`, those of Sphinx that the archive overrides, and the repository."""

import hashlib
import os
import tempfile
import weakref
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError

from ..diagnostics import sanitize
from ..exporting.formats import REFERENCE_FORMATS
from ..i18n import replace_texts
from ..reading.configuration import Publication
from ..reading.decoding import DEFAULT_PDF_BOUNDS
from ..reading.site_address import BASE_URL_VARIABLE, AddressError, SiteAddress, find_site_address
from .look import Look, read_look, read_words

_PACKAGE = Path(__file__).parent

SCRIPTS = _PACKAGE / "static"
"""The scripts of the site, by folder."""
SEARCH_SCRIPTS = SCRIPTS / "search"
"""The scripts of the search, which need no browser except those that draw."""

THEME = _PACKAGE / "theme"

SETTINGS: dict[str, object] = {
    "briefs_also_check": [],
    "briefs_pdf_mb": DEFAULT_PDF_BOUNDS.megabytes,
    "briefs_pdf_objects": DEFAULT_PDF_BOUNDS.values,
    "briefs_branch": "main",
    "briefs_contact": "",
    "briefs_description": "",
    "briefs_drafts": False,
    "briefs_exports": [form.name for form in REFERENCE_FORMATS],
    "briefs_fonts": {},
    "briefs_footer_links": [],
    "briefs_header_links": [],
    "briefs_how_to_edit": "",
    "briefs_imprint": "",
    "briefs_license": "",
    "briefs_motto": "",
    "briefs_repository": "",
    "briefs_words": {},
}
"""The settings of `conf.py` and their defaults; `briefs_accent`, which has two types, is added to them."""

_KNOWN: "weakref.WeakKeyDictionary[Config, tuple[SiteAddress, Look]]" = weakref.WeakKeyDictionary()

_OWN_RULES = ("myst.header", "ref.footnote", "myst.duplicate_def", "misc.highlighting_failure")
# Patterns for all names at the top of the repository except "docs", so that Sphinx does not even enter them. A list of
# the existing folders would change with them, and with it Sphinx's idea of its configuration.
_EVERYTHING_BUT_DOCS = ("[!d]*", "d[!o]*", "do[!c]*", "doc[!s]*", "docs?*")
_FORM = "correction.yml"


def apply_defaults(app: Sphinx, config: Config) -> None:
    """Override settings before Sphinx looks for documents.

    Sphinx looks for the guide below `docs/` only. It keeps no document trees between builds: they are pickles, and one
    from a repository would run code when it is loaded.
    """
    folder = tempfile.TemporaryDirectory(prefix="briefarchive-", ignore_cleanup_errors=True)
    weakref.finalize(app, folder.cleanup)
    app.doctreedir = Path(folder.name)
    address = _address(config, Path(app.confdir))
    config.html_baseurl = address.url
    _KNOWN[config] = address, read_look(config, Path(app.confdir))
    replace_texts(read_words(config.briefs_words))
    config.include_patterns = ["docs/**"]
    config.exclude_patterns = [*config.exclude_patterns, *_EVERYTHING_BUT_DOCS]
    config.root_doc = "docs/index"
    config.html_static_path = [*config.html_static_path, str(_PACKAGE / "static")]
    # Our own rules report what briefs must not use.
    config.sd_card_legacy_separators = False
    config.suppress_warnings = [*config.suppress_warnings, *_OWN_RULES]
    config.smartquotes = False  # keep texts as they were written
    config.html_theme = "briefs"
    if "html_title" not in config._raw_config:  # noqa: SLF001 — there is no other way to know whether it is set
        config.html_title = config.project  # Sphinx's default is “… documentation”
    config.html_copy_source = False
    config.html_show_sourcelink = False
    config.html_use_index = False
    config.html_domain_indices = False
    config.html_sidebars = {"**": []}


def get_address(config: Config) -> SiteAddress:
    """Return the address of the site, and how it was found."""
    return _KNOWN[config][0]


def get_look(config: Config) -> Look:
    """Return the archive's own look."""
    return _KNOWN[config][1]


def address_notice(address: SiteAddress) -> str:
    """Return a notice if the address of the site is unknown or was taken from the build service; else empty."""
    if not address.url:
        return (
            "The address of the site is not known: there are no feeds, no sitemap.xml, and no canonical addresses, and "
            "citations do not say where a brief is. Set it with --base-url URL, or as html_baseurl in docs/conf.py."
        )
    if address.host and address.host != BASE_URL_VARIABLE:
        return (
            f"The address of the site is {sanitize(address.url)}, as {address.host} says. If it is published "
            "elsewhere, name that address with --base-url URL, or as html_baseurl in docs/conf.py."
        )
    return ""


def extra_files(config: Config, confdir: Path) -> frozenset[str]:
    """Return the addresses of the archive's own files that Sphinx copies beside the pages (`html_extra_path`)."""
    names: set[str] = set()
    for extra in config.html_extra_path:
        place = confdir / extra
        folder, files = (place, place.rglob("*")) if place.is_dir() else (place.parent, [place])
        names.update(file.relative_to(folder).as_posix() for file in files if file.is_file())
    return frozenset(names)


def publication(config: Config) -> Publication:
    """Return the data about the site for exports, feeds and PDFs."""
    return Publication(
        series=config.project,
        base_url=config.html_baseurl,
        license_id=config.briefs_license,
        references=frozenset(config.briefs_exports),
        language=str(config.language),
        is_preview=get_address(config).is_preview,
    )


def rights_statement(config: Config) -> str:
    """Return the statement of rights in the configuration."""
    rights = config.copyright
    return rights if isinstance(rights, str) else ", ".join(rights)


def _address(config: Config, confdir: Path) -> SiteAddress:
    files = (confdir / "CNAME", *(confdir / extra / "CNAME" for extra in config.html_extra_path))
    domain = next((file.read_text("utf-8", "replace") for file in files if file.is_file()), "")
    try:
        return find_site_address(config.html_baseurl, os.environ, domain)
    except AddressError as error:
        raise ConfigError(f"html_baseurl: {error}" if config.html_baseurl else str(error)) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """The web pages of a repository on GitHub, GitLab, or a service with the same addresses as GitHub."""

    url: str
    branch: str

    @property
    def _is_gitlab(self) -> bool:
        return "gitlab" in self.url

    @property
    def _pages(self) -> str:
        return f"{self.url}/-" if self._is_gitlab else self.url

    def edit(self, path: str) -> str:
        """Return the page for editing a file."""
        return f"{self._pages}/edit/{quote(self.branch)}/{quote(path)}"

    def history(self, path: str) -> str:
        """Return the page with all changes of a file."""
        return f"{self._pages}/commits/{quote(self.branch)}/{quote(path)}"

    def difference(self, commit: str, path: str) -> str:
        """Return the page of a commit's changes to a file, whose part of the page is named by a digest of the path."""
        name = path.encode()
        if self._is_gitlab:
            return f"{self._pages}/commit/{commit}#{hashlib.sha1(name, usedforsecurity=False).hexdigest()}"
        return f"{self._pages}/commit/{commit}#diff-{hashlib.sha256(name).hexdigest()}"

    def report(self, title: str, page: str) -> str:
        """Return the form for reporting a mistake on a page; a script adds the paragraph and the selected words."""
        if self._is_gitlab:
            return f"{self._pages}/issues/new?{urlencode({'issue[title]': title, 'issue[description]': page})}"
        return f"{self._pages}/issues/new?{urlencode({'template': _FORM, 'title': title, 'page': page})}"


def find_repository(config: Config) -> Repository | None:
    """Return the repository in `briefs_repository`, else that of the build service."""
    url = config.briefs_repository or _environment_url()
    if not url.startswith("https://"):
        return None
    return Repository(url=url.rstrip("/"), branch=config.briefs_branch)


def _environment_url() -> str:
    if "GITHUB_REPOSITORY" in os.environ:
        return f"{os.environ.get('GITHUB_SERVER_URL', '')}/{os.environ['GITHUB_REPOSITORY']}"
    return os.environ.get("CI_PROJECT_URL", "")
