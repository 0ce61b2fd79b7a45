"""The directives that briefs can use, from docutils and sphinx-design.

They are registered under names that nothing else uses, because Sphinx and its extensions replace some of them for the
guide, which must not affect briefs.
"""

from collections.abc import Mapping
from types import SimpleNamespace

from docutils.parsers.rst import Directive, directives
from docutils.parsers.rst.directives import admonitions, images
from sphinx_design.cards import CardDirective
from sphinx_design.config import SdConfig
from sphinx_design.dropdown import DropdownDirective
from sphinx_design.grids import GridDirective, GridItemCardDirective, GridItemDirective
from sphinx_design.tabs import TabItemDirective, TabSetDirective

from .nodes import SeeAlso

_OWN = "brief-"


class SeeAlsoDirective(admonitions.BaseAdmonition):
    """An admonition with references for further reading."""

    node_class = SeeAlso


class _SphinxDesignSettings:
    """The settings that sphinx-design's directives otherwise look up in Sphinx's environment."""

    env = SimpleNamespace(sd_config=SdConfig(card_legacy_separators=False))


_DESIGN: Mapping[str, type[Directive]] = {
    "card": CardDirective,
    "dropdown": DropdownDirective,
    "grid": GridDirective,
    "grid-item": GridItemDirective,
    "grid-item-card": GridItemCardDirective,
    "tab-item": TabItemDirective,
    "tab-set": TabSetDirective,
}

_DIRECTIVES: Mapping[str, type[Directive]] = {
    "admonition": admonitions.Admonition,
    "attention": admonitions.Attention,
    "caution": admonitions.Caution,
    "danger": admonitions.Danger,
    "error": admonitions.Error,
    "figure": images.Figure,
    "hint": admonitions.Hint,
    "image": images.Image,
    "important": admonitions.Important,
    "note": admonitions.Note,
    "seealso": SeeAlsoDirective,
    "tip": admonitions.Tip,
    "warning": admonitions.Warning,
    **{name: type(directive.__name__, (_SphinxDesignSettings, directive), {}) for name, directive in _DESIGN.items()},
}


def register_directives() -> None:
    """Register the directives of briefs with docutils; Sphinx removes them at the end of a build."""
    for name, directive in _DIRECTIVES.items():
        directives.register_directive(registered_name(name), directive)


def registered_name(name: str) -> str:
    """Return the name under which docutils knows a directive of briefs."""
    return f"{_OWN}{name}"
