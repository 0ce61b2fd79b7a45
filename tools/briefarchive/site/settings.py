"""The settings of `conf.py`, and those of Sphinx that the archive decides itself."""

import os
import tempfile
import weakref
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError

from ..diagnostics import printable
from ..exporting.formats import REFERENCE_FORMATS
from ..i18n import use_own_words
from ..reading.configuration import Publication
from ..reading.decoding import USUAL
from ..reading.site_address import GIVEN, AddressError, SiteAddress, site_address
from .look import Look, read_look, read_words

_PACKAGE = Path(__file__).parent

SCRIPTS = _PACKAGE / "static"
"""The scripts of the site, by the names of their folders."""
SEARCH_SCRIPTS = SCRIPTS / "search"
"""Those of the search, which need no browser but for those that draw."""

THEME = _PACKAGE / "theme"

SETTINGS: dict[str, object] = {
    "briefs_also_check": [],
    "briefs_pdf_mb": USUAL.megabytes,
    "briefs_pdf_objects": USUAL.values,
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
"""The settings that `conf.py` may have, with their defaults; `briefs_accent`, which has two types, is added to them."""

_KNOWN: "weakref.WeakKeyDictionary[Config, tuple[SiteAddress, Look]]" = weakref.WeakKeyDictionary()

_OWN_RULES = ("myst.header", "ref.footnote", "myst.duplicate_def", "misc.highlighting_failure")
# Names at the top of the repository that are not "docs", as patterns: what they match is not even entered. A list of
# the folders that are there would change as they come and go, and with it Sphinx's idea of its configuration.
_EVERYTHING_BUT_DOCS = ("[!d]*", "d[!o]*", "do[!c]*", "doc[!s]*", "docs?*")


def apply_defaults(app: Sphinx, config: Config) -> None:
    """Set what Sphinx must know before it looks for documents.

    Sphinx looks for the guide below `docs/`, and in no other folder of a repository. What it reads it keeps nowhere:
    its files of trees are pickles, and one that came along with a repository would run code when it is loaded.
    """
    app.doctreedir = _private_folder(app)
    address = _address(config, Path(app.confdir))
    config.html_baseurl = address.url
    _KNOWN[config] = address, read_look(config, Path(app.confdir))
    use_own_words(read_words(config.briefs_words))
    config.include_patterns = ["docs/**"]
    config.exclude_patterns = [*config.exclude_patterns, *_EVERYTHING_BUT_DOCS]
    config.root_doc = "docs/index"
    config.html_static_path = [*config.html_static_path, str(_PACKAGE / "static")]
    # What a brief's text may not have is reported by our own rules.
    config.sd_card_legacy_separators = False
    config.suppress_warnings = [*config.suppress_warnings, *_OWN_RULES]
    config.smartquotes = False  # texts are shown as they were written
    config.html_theme = "briefs"
    if "html_title" not in config._raw_config:  # noqa: SLF001 — Sphinx tells in no other way what is set
        config.html_title = config.project  # Sphinx calls every project “… documentation”, in the language of the site
    config.html_copy_source = False
    config.html_show_sourcelink = False
    config.html_use_index = False
    config.html_domain_indices = False
    config.html_sidebars = {"**": []}


def known_address(config: Config) -> SiteAddress:
    """The address of the site, and from where it is known."""
    return _KNOWN[config][0]


def known_look(config: Config) -> Look:
    """The archive's own look."""
    return _KNOWN[config][1]


def address_notice(address: SiteAddress) -> str:
    """A notice if the address of the site is not known or was taken from the build service; else empty."""
    if not address.url:
        return (
            "The address of the site is not known: there are no feeds, no sitemap.xml, and no canonical addresses, and "
            "citations do not say where a brief is. Name it with --base-url URL, or as html_baseurl in docs/conf.py."
        )
    if address.host and address.host != GIVEN:
        return (
            f"The address of the site is {printable(address.url)}, as {address.host} says. If it is published "
            "elsewhere, name that address with --base-url URL, or as html_baseurl in docs/conf.py."
        )
    return ""


def extra_files(config: Config, confdir: Path) -> frozenset[str]:
    """Addresses of the archive's own files that Sphinx puts beside the pages (`html_extra_path`)."""
    found: set[str] = set()
    for extra in config.html_extra_path:
        place = confdir / extra
        folder, files = (place, place.rglob("*")) if place.is_dir() else (place.parent, [place])
        found.update(file.relative_to(folder).as_posix() for file in files if file.is_file())
    return frozenset(found)


def publication(config: Config) -> Publication:
    """What exports, feeds and PDFs say of the site that publishes them."""
    return Publication(
        series=config.project,
        base_url=config.html_baseurl,
        license_id=config.briefs_license,
        references=frozenset(config.briefs_exports),
        language=str(config.language),
        is_preview=known_address(config).is_preview,
    )


def rights_statement(config: Config) -> str:
    """What the configuration says of the rights in texts."""
    rights = config.copyright
    return rights if isinstance(rights, str) else ", ".join(rights)


def _address(config: Config, confdir: Path) -> SiteAddress:
    files = (confdir / "CNAME", *(confdir / extra / "CNAME" for extra in config.html_extra_path))
    domain = next((file.read_text("utf-8", "replace") for file in files if file.is_file()), "")
    try:
        return site_address(config.html_baseurl, os.environ, domain)
    except AddressError as error:
        raise ConfigError(f"html_baseurl: {error}" if config.html_baseurl else str(error)) from error


def _private_folder(app: Sphinx) -> Path:
    """A new folder for what Sphinx writes and reads within one build; it goes with the build."""
    folder = tempfile.TemporaryDirectory(prefix="briefarchive-", ignore_cleanup_errors=True)
    weakref.finalize(app, folder.cleanup)
    return Path(folder.name)
