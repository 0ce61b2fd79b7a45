"""Pages that stand in the place of the page that was asked for, to keep programs out."""

import re

from .answers import Answer

# What stands on such pages alone. Cloudflare puts `/cdn-cgi/challenge-platform/` and DataDome its tag on ordinary pages
# too, those for 404 among them, so that these prove nothing.
_ON_WALLS = re.compile(
    rb"_cf_chl_opt|<title>\s*(?:Just a moment\.\.\.|Attention Required! \| Cloudflare|DDoS-Guard)|"
    rb"Incapsula incident ID|captcha-delivery\.com/[ci]\.js|id=[\"']px-captcha|"
    rb"id=[\"']anubis_challenge|errors\.aliyun\.com|<title>\s*(?:Pardon Our Interruption|Human Verification)",
    re.IGNORECASE,
)


def is_wall(answer: Answer) -> bool:
    """Whether an answer is a wall against programs: Cloudflare, AWS WAF, Imperva, DataDome, PerimeterX or another."""
    headers = answer.headers
    if headers.get("cf-mitigated") == "challenge" or headers.get("x-amzn-waf-action") in ("challenge", "captcha"):
        return True
    return _ON_WALLS.search(answer.body) is not None
