"""The address at which a site is published: given, configured, or found in the environment of the build service."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from .addresses import is_allowed_address

BASE_URL_VARIABLE = "BRIEFS_BASE_URL"
"""The environment variable that sets the address where the build service does not provide it."""

VARIABLES = (
    *(BASE_URL_VARIABLE, "CI_MERGE_REQUEST_IID", "CI_PAGES_URL", "CONTEXT", "DEPLOY_PRIME_URL", "GITHUB_ACTIONS"),
    *("GITHUB_EVENT_NAME", "GITHUB_REPOSITORY", "GITHUB_SERVER_URL", "NETLIFY", "READTHEDOCS"),
    *("READTHEDOCS_CANONICAL_URL", "READTHEDOCS_VERSION_TYPE", "URL"),
)
"""The environment variables that affect the address of a site."""

_DOMAIN = re.compile(r"(?!-)[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE)
_REPOSITORY = re.compile(r"[A-Za-z0-9-]+/[A-Za-z0-9._-]+")


class AddressError(ValueError):
    """A text is not valid as the address of a site; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteAddress:
    """The published location of a site.

    Attributes:
        url: The address of its root; empty if unknown.
        host: The service whose environment provided the address; empty if it was given or configured.
        is_preview: Whether this build is only a preview, which is hosted at another address.
    """

    url: str = ""
    host: str = ""
    is_preview: bool = False

    @property
    def folder(self) -> str:
        """The path of the root on its host: `/` or `/briefs/`; `/` if the address is unknown."""
        return f"{urlsplit(self.url).path.rstrip('/')}/"


def find_site_address(configured: str, environment: Mapping[str, str], domain: str = "") -> SiteAddress:
    """Determine the address of a site.

    Args:
        configured: The address from an option or the configuration, or empty.
        environment: The environment variables of the build.
        domain: The content of the file `CNAME`, which sets a custom domain for GitHub Pages, or empty.

    Raises:
        AddressError: The configured address is not valid.
    """
    preview = _is_preview(environment)
    if configured:
        return SiteAddress(url=check_address(configured), is_preview=preview)
    host, url = _detect_address(environment, domain)
    try:
        return SiteAddress(url=check_address(url), host=host if url else "", is_preview=preview)
    except AddressError as error:
        raise AddressError(f"the address that {host} gives: {error}") from error


def check_address(url: str) -> str:
    """Return *url* if it is valid for a site: http or https, with a host, and without a query or password.

    Raises:
        AddressError: It is not valid.
    """
    if not url:
        return ""
    try:
        parts = urlsplit(url)
        (parts.hostname or "").encode("idna")
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise AddressError(f'"{url}" is not the address of a site, such as https://example.org/briefs')
    if "@" in parts.netloc or not is_allowed_address(url) or not url.isprintable() or " " in url:
        raise AddressError(f'"{url}" is not an address that a link may have')
    return url


def _detect_address(environment: Mapping[str, str], domain: str) -> tuple[str, str]:
    """Return the service that builds the site, and the address in its environment variables."""
    get = environment.get
    if base_url := get(BASE_URL_VARIABLE):
        return BASE_URL_VARIABLE, base_url
    if get("NETLIFY") == "true":
        return "Netlify", get("URL") or get("DEPLOY_PRIME_URL") or ""
    if get("READTHEDOCS") == "True":
        return "Read the Docs", get("READTHEDOCS_CANONICAL_URL") or ""
    if pages := get("CI_PAGES_URL"):
        return "GitLab Pages", pages
    return "GitHub Pages", _github_address(environment, domain)


def _github_address(environment: Mapping[str, str], domain: str) -> str:
    """Return the address on GitHub Pages: the custom domain, or a folder below the owner's."""
    repository = environment.get("GITHUB_REPOSITORY", "")
    if environment.get("GITHUB_ACTIONS") != "true" or not _REPOSITORY.fullmatch(repository):
        return ""
    if environment.get("GITHUB_SERVER_URL", "https://github.com") != "https://github.com":
        return ""  # GitHub Enterprise can host pages anywhere
    if _DOMAIN.fullmatch(domain.strip()):
        return f"https://{domain.strip().lower()}/"
    owner, name = repository.split("/")
    host = f"{owner.lower()}.github.io"
    return f"https://{host}/" if name.lower() == host else f"https://{host}/{name}/"


def _is_preview(environment: Mapping[str, str]) -> bool:
    """Return whether the build is of a proposed change, whose pages are hosted elsewhere."""
    get = environment.get
    return (
        (get("NETLIFY") == "true" and get("CONTEXT", "production") != "production")
        or (get("READTHEDOCS") == "True" and get("READTHEDOCS_VERSION_TYPE") == "external")
        or bool(get("CI_MERGE_REQUEST_IID"))
        or (get("GITHUB_ACTIONS") == "true" and get("GITHUB_EVENT_NAME", "").startswith("pull_request"))
    )
