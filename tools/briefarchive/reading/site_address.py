"""The address at which a site is published, as it is given, configured, or told by the service that builds it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from .addresses import allowed_address

GIVEN = "BRIEFS_BASE_URL"
"""The variable that gives the address to a build whose service does not know it."""

VARIABLES = (
    *(GIVEN, "CI_MERGE_REQUEST_IID", "CI_PAGES_URL", "CONTEXT", "DEPLOY_PRIME_URL", "GITHUB_ACTIONS"),
    *("GITHUB_EVENT_NAME", "GITHUB_REPOSITORY", "GITHUB_SERVER_URL", "NETLIFY", "READTHEDOCS"),
    *("READTHEDOCS_CANONICAL_URL", "READTHEDOCS_VERSION_TYPE", "URL"),
)
"""The variables that decide about the address of a site."""

_DOMAIN = re.compile(r"(?!-)[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE)
_REPOSITORY = re.compile(r"[A-Za-z0-9-]+/[A-Za-z0-9._-]+")


class AddressError(ValueError):
    """A text cannot be the address of a site; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteAddress:
    """Where a site is published.

    Attributes:
        url: The address of its root; empty if it is not known.
        host: The service whose environment told the address; empty if somebody gave or configured it.
        is_preview: Whether this build is only a preview, which is shown at another address.
    """

    url: str = ""
    host: str = ""
    is_preview: bool = False

    @property
    def folder(self) -> str:
        """The path of the root on its host: `/` or `/briefs/`; `/` if the address is not known."""
        return f"{urlsplit(self.url).path.rstrip('/')}/"


def site_address(configured: str, environment: Mapping[str, str], domain: str = "") -> SiteAddress:
    """The address of a site.

    Args:
        configured: What an option or the configuration says; empty if nothing.
        environment: The variables of the process that builds it.
        domain: The content of the file `CNAME`, by which GitHub Pages learns of a domain; empty if there is none.

    Raises:
        AddressError: The configured address is none of a site.
    """
    preview = _is_preview(environment)
    if configured:
        return SiteAddress(url=checked_address(configured), is_preview=preview)
    host, told = _told_address(environment, domain)
    try:
        return SiteAddress(url=checked_address(told), host=host if told else "", is_preview=preview)
    except AddressError as error:
        raise AddressError(f"the address that {host} gives: {error}") from error


def checked_address(url: str) -> str:
    """*url* if it is the address of a site: http or https with a host, and neither a query nor a password.

    Raises:
        AddressError: It is none.
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
    if "@" in parts.netloc or not allowed_address(url) or not url.isprintable() or " " in url:
        raise AddressError(f'"{url}" is not an address that a link may have')
    return url


def _told_address(environment: Mapping[str, str], domain: str) -> tuple[str, str]:
    """The service that builds the site, and the address that its variables tell."""
    told = environment.get
    if given := told(GIVEN):
        return GIVEN, given
    if told("NETLIFY") == "true":
        return "Netlify", told("URL") or told("DEPLOY_PRIME_URL") or ""
    if told("READTHEDOCS") == "True":
        return "Read the Docs", told("READTHEDOCS_CANONICAL_URL") or ""
    if pages := told("CI_PAGES_URL"):
        return "GitLab Pages", pages
    return "GitHub Pages", _address_on_github(environment, domain)


def _address_on_github(environment: Mapping[str, str], domain: str) -> str:
    """The address of a repository's GitHub Pages: that of its own domain, or a folder of its owner's."""
    repository = environment.get("GITHUB_REPOSITORY", "")
    if environment.get("GITHUB_ACTIONS") != "true" or not _REPOSITORY.fullmatch(repository):
        return ""
    if environment.get("GITHUB_SERVER_URL", "https://github.com") != "https://github.com":
        return ""  # the pages of a company's own server can be anywhere
    if _DOMAIN.fullmatch(domain.strip()):
        return f"https://{domain.strip().lower()}/"
    owner, name = repository.split("/")
    host = f"{owner.lower()}.github.io"
    return f"https://{host}/" if name.lower() == host else f"https://{host}/{name}/"


def _is_preview(environment: Mapping[str, str]) -> bool:
    """Whether the build is of a proposed change, and its pages are shown elsewhere than the site."""
    told = environment.get
    return (
        (told("NETLIFY") == "true" and told("CONTEXT", "production") != "production")
        or (told("READTHEDOCS") == "True" and told("READTHEDOCS_VERSION_TYPE") == "external")
        or bool(told("CI_MERGE_REQUEST_IID"))
        or (told("GITHUB_ACTIONS") == "true" and told("GITHUB_EVENT_NAME", "").startswith("pull_request"))
    )
