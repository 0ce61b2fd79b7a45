"""A Sphinx-based archive of policy briefs.

Data flows one way: files → `reading` → `model.Archive` → `checking` and `facets` → the renderers.
"""

from importlib.metadata import version

__version__ = version("briefarchive")
