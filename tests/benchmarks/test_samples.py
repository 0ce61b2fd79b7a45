"""The sample archives are what the measurements say that they are."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from .ours import write_ours
from .samples import CITATIONS, SampleBrief, make_sample, without_citations

SIZE = 300


@pytest.fixture(scope="module")
def sample() -> Sequence[SampleBrief]:
    return make_sample(SIZE, seed=1)


def test_the_same_seed_gives_the_same_briefs(sample: Sequence[SampleBrief]) -> None:
    assert make_sample(SIZE, seed=1) == sample


def test_a_brief_cites_ten_sources_once_each(sample: Sequence[SampleBrief]) -> None:
    for brief in sample:
        assert len({source.key for source in brief.cited}) == CITATIONS
        assert brief.text.count("{cite:") == CITATIONS


def test_four_in_ten_citations_are_of_shared_sources(sample: Sequence[SampleBrief]) -> None:
    cited = Counter(source.key for brief in sample for source in brief.cited)
    shared = sum(count for count in cited.values() if count > 1)
    assert shared / cited.total() == pytest.approx(0.4, abs=0.02)


def test_the_briefs_without_citations_have_the_same_words_and_no_source(
    sample: Sequence[SampleBrief], tmp_path: Path
) -> None:
    bare = without_citations(sample)
    write_ours(bare, tmp_path)
    assert [brief.frame for brief in bare] == [brief.frame for brief in sample]
    assert [brief.frame.id for brief in bare if brief.cited or "{cite:" in brief.text or ", 20" not in brief.text] == []
    assert [brief.text.count("{brief}") for brief in bare] == [brief.text.count("{brief}") for brief in sample]
    assert not (tmp_path / "bib").exists()
