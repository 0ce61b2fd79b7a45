"""Which keys can stand in an address and in a citation."""

import re
import unicodedata

from ..characters.invisible import INVISIBLE

_KEY = re.compile(r"[^\s<>\"`\\=#{}%\x00-\x1f\x7f]{1,200}")


def is_usable(key: str) -> bool:
    """Whether *key* can be the key of a source."""
    sound = _KEY.fullmatch(key) and not INVISIBLE.search(key) and not _is_path(key)
    return bool(sound) and not _mixes_scripts(key)


def _is_path(key: str) -> bool:
    return key.startswith("/") or any(part in (".", "..") for part in key.split("/"))


def _mixes_scripts(key: str) -> bool:
    """Whether letters of another script stand among Latin ones, which they could imitate; or a sign without a width."""
    if key.isascii():
        return False
    scripts = {unicodedata.name(sign, "?").split()[0] for sign in key if sign.isalpha()}
    hidden = any(unicodedata.category(sign) in {"Cf", "Mn", "Me"} for sign in key)
    return hidden or ("LATIN" in scripts and bool(scripts & {"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC"}))
