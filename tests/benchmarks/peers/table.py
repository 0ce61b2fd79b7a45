"""All peers, by the short names that the command line and the results have for them."""

from collections.abc import Mapping

from .peer import Peer
from .with_hugo import HUGO
from .with_mkdocs import MATERIAL, ZENSICAL
from .with_mystmd import MYSTMD
from .with_pelican import PELICAN
from .with_sphinx import ABLOG_PEER, BARE_BASIC, BARE_PYDATA, FOOTCITE, PAGE_BIBLIOGRAPHY

PEERS: Mapping[str, Peer] = {
    "sphinx-basic": BARE_BASIC,
    "sphinx-pydata": BARE_PYDATA,
    "sphinx-bibliography": PAGE_BIBLIOGRAPHY,
    "sphinx-footcite": FOOTCITE,
    "ablog": ABLOG_PEER,
    "mkdocs-material": MATERIAL,
    "zensical": ZENSICAL,
    "mystmd": MYSTMD,
    "hugo": HUGO,
    "pelican": PELICAN,
}
