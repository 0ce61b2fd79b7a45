"""The directives of sphinx-design that briefs can use.

They are registered under names that nothing else uses, because Sphinx and its extensions replace some of them for the
guide, which must not affect briefs.
"""

from collections.abc import Mapping
from types import SimpleNamespace

from docutils.parsers.rst import Directive, directives
from sphinx_design.cards import CardDirective
from sphinx_design.config import SdConfig
from sphinx_design.dropdown import DropdownDirective
from sphinx_design.grids import GridDirective, GridItemCardDirective, GridItemDirective
from sphinx_design.tabs import TabItemDirective, TabSetDirective

_OWN = "brief-"


class _SphinxDesignSettings:
    """The settings that sphinx-design's directives otherwise look up in Sphinx's environment."""

    env = SimpleNamespace(sd_config=SdConfig(card_legacy_separators=False))


DESIGN: Mapping[str, type[Directive]] = {
    "card": CardDirective,
    "dropdown": DropdownDirective,
    "grid": GridDirective,
    "grid-item": GridItemDirective,
    "grid-item-card": GridItemCardDirective,
    "tab-item": TabItemDirective,
    "tab-set": TabSetDirective,
}


def register_directives() -> None:
    """Register the directives with docutils; Sphinx removes them at the end of a build."""
    for name, directive in DESIGN.items():
        own_directive = type(directive.__name__, (_SphinxDesignSettings, directive), {})
        directives.register_directive(registered_name(name), own_directive)


def registered_name(name: str) -> str:
    """Return the name under which docutils knows a directive of briefs."""
    return f"{_OWN}{name}"
