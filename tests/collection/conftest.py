"""What the tests of the house's own collection share.

They look at what the house has written and keeps itself, where its facts base lies beside the repository. Elsewhere,
and for briefs of others, they look at nothing: nobody who contributes may meet a fault that the check does not tell.
"""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def facts(shared: Path) -> Path:
    """The file of the facts base."""
    file = shared / "facts" / "facts.md"
    if not file.is_file():
        pytest.skip("the facts base is not beside this repository")
    return file
