"""What the site asks of browsers: to run and fetch nothing but its own, and to tell nobody who reads what.

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
"""What every page says by itself."""

_HEADER_ONLY: Mapping[str, str] = {
    # The worker of the search runs its engine, and has no page that could say so. Pages themselves stay without.
    "script-src": "'self' 'wasm-unsafe-eval'",
    "frame-ancestors": "'none'",  # browsers heed it in a header alone
}

REFERRER = "same-origin"


def policy(*, header: bool = False) -> str:
    """The policy in one line, for a server's *header*, or else for a page."""
    rules = {**POLICY, **_HEADER_ONLY} if header else POLICY
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def headers() -> dict[str, str]:
    """What a server should send with every file, by name."""
    return {
        "Content-Security-Policy": policy(header=True),
        "Referrer-Policy": REFERRER,
        "X-Content-Type-Options": "nosniff",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
