"""An option of the tests of rules: write what is expected of a case rather than compare it."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--write-cases`, for `pytest tests/checking --write-cases`."""
    parser.addoption(
        "--write-cases", action="store_true", help="Write the expected results of the cases of rules anew."
    )


@pytest.fixture
def write_cases(request: pytest.FixtureRequest) -> bool:
    """Whether expected results are written; false when pytest was not started for this folder."""
    return bool(request.config.getoption("--write-cases", default=False))
