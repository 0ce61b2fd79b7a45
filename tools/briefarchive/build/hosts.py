"""How large a site may be for those who host sites for nothing."""

from collections.abc import Iterator

_NEAR = 0.8
_MOST_BYTES = {"GitHub Pages": 1_000_000_000}
"""https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits"""
_MOST_FILES = {"Cloudflare Pages": 20_000}
"""https://developers.cloudflare.com/pages/platform/limits/"""


def near_limits(files: int, size: int) -> Iterator[str]:
    """A sentence for each limit of a host of which a site of so many *files* and bytes has used four fifths or more."""
    for host, most in _MOST_BYTES.items():
        if size >= _NEAR * most:
            yield f"The site has {size / 1e6:,.0f} MB; {host} takes {most / 1e6:,.0f} MB at most."
    for host, most in _MOST_FILES.items():
        if files >= _NEAR * most:
            yield f"The site has {files:,} files; {host} takes {most:,} at most."
