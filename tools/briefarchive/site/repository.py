"""Addresses on the web pages of the repository: where a text is edited, how it changed, where a mistake is reported."""

import hashlib
import os
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from sphinx.config import Config

_FORM = "correction.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """The web pages of a repository on GitHub, GitLab, or a service that has the addresses of GitHub.

    Attributes:
        url: The address of its first page.
        branch: The branch from which the site is built.
    """

    url: str
    branch: str

    @property
    def _is_gitlab(self) -> bool:
        return "gitlab" in self.url

    @property
    def _pages(self) -> str:
        return f"{self.url}/-" if self._is_gitlab else self.url

    def edit(self, path: str) -> str:
        """Where a file is edited."""
        return f"{self._pages}/edit/{quote(self.branch)}/{quote(path)}"

    def history(self, path: str) -> str:
        """All changes of a file."""
        return f"{self._pages}/commits/{quote(self.branch)}/{quote(path)}"

    def difference(self, commit: str, path: str) -> str:
        """What a commit changed in a file: the host names the part of the page by a digest of the path."""
        name = path.encode()
        if self._is_gitlab:
            return f"{self._pages}/commit/{commit}#{hashlib.sha1(name, usedforsecurity=False).hexdigest()}"
        return f"{self._pages}/commit/{commit}#diff-{hashlib.sha256(name).hexdigest()}"

    def report(self, title: str, page: str) -> str:
        """The form for a mistake, filled in as far as the page is known; a script adds the place and the words."""
        if self._is_gitlab:
            return f"{self._pages}/issues/new?{urlencode({'issue[title]': title, 'issue[description]': page})}"
        return f"{self._pages}/issues/new?{urlencode({'template': _FORM, 'title': title, 'page': page})}"


def find_repository(config: Config) -> Repository | None:
    """The repository that `briefs_repository` names, else that of the service which builds the site, if it is one."""
    url = config.briefs_repository or _from_environment()
    if not url.startswith("https://"):
        return None
    return Repository(url=url.rstrip("/"), branch=config.briefs_branch)


def _from_environment() -> str:
    if "GITHUB_REPOSITORY" in os.environ:
        return f"{os.environ.get('GITHUB_SERVER_URL', '')}/{os.environ['GITHUB_REPOSITORY']}"
    return os.environ.get("CI_PROJECT_URL", "")
