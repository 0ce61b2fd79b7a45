"""The sample archives are what the measurements say that they are."""

import statistics
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from .citations import CITATIONS
from .ours import write_ours
from .prose import words_in
from .samples import SampleBrief, make_sample, without_citations

SIZE = 300


@pytest.fixture(scope="module")
def sample() -> Sequence[SampleBrief]:
    return make_sample(SIZE, seed=1)


def test_the_same_seed_gives_the_same_briefs(sample: Sequence[SampleBrief]) -> None:
    assert make_sample(SIZE, seed=1) == sample


def test_another_seed_gives_other_briefs(sample: Sequence[SampleBrief]) -> None:
    assert make_sample(SIZE, seed=2) != sample


def test_briefs_are_as_long_as_those_of_a_real_archive(sample: Sequence[SampleBrief]) -> None:
    lengths = [words_in(brief.text) for brief in sample]
    assert 490 <= statistics.mean(lengths) <= 530
    assert min(lengths) >= 320
    assert max(lengths) <= 680
    assert statistics.pstdev(lengths) == pytest.approx(65, abs=15)


def test_a_brief_cites_ten_sources_once_each(sample: Sequence[SampleBrief]) -> None:
    for brief in sample:
        assert len({source.key for source in brief.cited}) == CITATIONS
        assert brief.text.count("{cite:") == CITATIONS


def test_four_in_ten_citations_are_of_shared_sources(sample: Sequence[SampleBrief]) -> None:
    cited = Counter(source.key for brief in sample for source in brief.cited)
    shared = sum(count for count in cited.values() if count > 1)
    assert shared / cited.total() == pytest.approx(0.4, abs=0.02)


def test_no_source_appeared_after_a_brief_that_cites_it(sample: Sequence[SampleBrief]) -> None:
    late = [
        (brief.frame.id, source.key)
        for brief in sample
        for source in brief.cited
        if source.issued and source.issued > brief.frame.date
    ]
    assert late == []


def test_a_third_of_the_briefs_refer_to_others(sample: Sequence[SampleBrief]) -> None:
    assert sum("{brief}`" in brief.text for brief in sample) == pytest.approx(SIZE / 3, abs=1)


def test_one_brief_in_twenty_is_in_another_language() -> None:
    languages = Counter(brief.frame.language for brief in make_sample(1000, seed=1))
    assert languages["zh"] + languages["ru"] == pytest.approx(50, abs=20)
    assert set(languages) == {"en", "zh", "ru"}


def test_countries_topics_and_compilers_keep_within_their_numbers(sample: Sequence[SampleBrief]) -> None:
    for brief in sample:
        assert 2 <= len(set(brief.frame.countries)) <= 4
        assert 2 <= len(set(brief.frame.topics)) <= 4
        assert 1 <= len(set(brief.frame.compilers)) <= 2


@pytest.mark.parametrize("size", [1, 2, 7])
def test_a_small_archive_can_be_made_too(size: int) -> None:
    assert [len(brief.cited) for brief in make_sample(size, seed=1)] == [CITATIONS] * size


def test_every_source_is_written_once(sample: Sequence[SampleBrief], tmp_path: Path) -> None:
    write_ours(sample, tmp_path)
    entries = b"".join(path.read_bytes() for path in (tmp_path / "bib").iterdir()).count(b"@online{")
    assert entries == len({source.key for brief in sample for source in brief.cited})


def test_our_own_sample_has_an_address_so_that_feeds_are_made_too(
    sample: Sequence[SampleBrief], tmp_path: Path
) -> None:
    write_ours(sample, tmp_path)
    assert "html_baseurl" in (tmp_path / "docs" / "conf.py").read_text(encoding="utf-8")


def test_the_briefs_without_citations_have_the_same_words_and_no_source(
    sample: Sequence[SampleBrief], tmp_path: Path
) -> None:
    bare = without_citations(sample)
    write_ours(bare, tmp_path)
    assert [brief.frame for brief in bare] == [brief.frame for brief in sample]
    assert [brief.frame.id for brief in bare if brief.cited or "{cite:" in brief.text or ", 20" not in brief.text] == []
    assert [brief.text.count("{brief}") for brief in bare] == [brief.text.count("{brief}") for brief in sample]
    assert not (tmp_path / "bib").exists()
