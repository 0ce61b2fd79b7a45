"""A site that comes near the limits of a host is told before it meets them."""

import pytest

from briefarchive.build.run import near_limits


@pytest.mark.parametrize(
    ("files", "size", "sentences"),
    [
        (15_999, 799_999_999, []),
        (16_000, 0, ["The site has 16,000 files; Cloudflare Pages takes 20,000 at most."]),
        (1, 812_000_000, ["The site has 812 MB; GitHub Pages takes 1,000 MB at most."]),
    ],
)
def test_four_fifths_of_a_limit_are_told(files: int, size: int, sentences: list[str]) -> None:
    assert list(near_limits(files, size)) == sentences
