"""Security headers, which only let browsers run and fetch the site's own files and tell nobody who reads what.

Content Security Policy Level 3; Referrer Policy; the Fetch standard for `X-Content-Type-Options`.
"""

from collections.abc import Mapping

POLICY: Mapping[str, str] = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}
"""The policy in every page."""

_HEADER_ONLY: Mapping[str, str] = {
    # For the worker of the search, which runs WebAssembly. Pages do not allow it.
    "script-src": "'self' 'wasm-unsafe-eval'",
    "frame-ancestors": "'none'",  # only works in a header
}

REFERRER = "same-origin"


def policy(*, header: bool = False) -> str:
    """Return the policy on one line, for a server's *header* or for a page."""
    rules = {**POLICY, **_HEADER_ONLY} if header else POLICY
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def headers() -> dict[str, str]:
    """Return the headers that a server should send with every file, by name."""
    return {
        "Content-Security-Policy": policy(header=True),
        "Referrer-Policy": REFERRER,
        "X-Content-Type-Options": "nosniff",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
