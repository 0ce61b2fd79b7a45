"""Addresses of licences, by their SPDX identifiers."""

import re

# By-lines of Creative Commons: CC-BY-NC-SA-4.0, and of earlier versions those of a country, CC-BY-3.0-DE.
_CREATIVE_COMMONS = re.compile(
    r"CC-(?P<terms>BY(?:-NC)?(?:-SA|-ND)?)-(?P<version>[1-4]\.[05])(?:-(?P<country>[A-Z]{2,3}))?"
)
_OWN = {
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC-PDDC": "https://creativecommons.org/licenses/publicdomain/",
}


def license_address(license_id: str) -> str:
    """Where a licence can be read: at Creative Commons if it is one of theirs, else in the list of SPDX.

    Empty for none, and for `LicenseRef-…`, by which a licence is named that no list has.
    """
    if not license_id or license_id.startswith("LicenseRef-"):
        return ""
    if own := _OWN.get(license_id):
        return own
    if common := _CREATIVE_COMMONS.fullmatch(license_id):
        country = f"{common['country'].lower()}/" if common["country"] else ""
        return f"https://creativecommons.org/licenses/{common['terms'].lower()}/{common['version']}/{country}"
    return f"https://spdx.org/licenses/{license_id.removesuffix('+')}.html"
