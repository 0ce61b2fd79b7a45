"""What one may type to find a word that is written otherwise."""

from briefarchive.search.segmentation import find_variants, pinyin, simplified, spellings, without_article

from ..cases import by_cases


@by_cases
def test_other_spellings_of_a_passage(passage: str, wanted: list[str]) -> None:
    assert list(spellings(passage)) == wanted


def test_the_sound_of_a_title_begins_at_each_letter() -> None:
    assert list(pinyin("“巴西总统访问” 2014")) == [
        "ǂbaxizongtong",
        "ǂxizongtongfang",
        "ǂzongtongfangwen",
        "ǂtongfangwen",
        "ǂfangwen",
        "ǂwen",
    ]
    assert list(pinyin("no Chinese")) == []


def test_traditional_characters_are_simplified_one_by_one() -> None:
    assert simplified("中國與俄羅斯 ok") == "中国与俄罗斯 ok"


def test_a_query_gets_the_characters_that_the_texts_need() -> None:
    table = find_variants("国银")
    assert table["國"] == "国"
    assert table["銀"] == "银"
    assert "羅" not in table
    assert find_variants("羅")["羅"] == "罗"


def test_an_article_goes_where_a_word_is_left() -> None:
    assert [without_article(word) for word in ("الصين", "والسعودية", "الى", "صين")] == ["صين", "سعودية", "الى", "صين"]
