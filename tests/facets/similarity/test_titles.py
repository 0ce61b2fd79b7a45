"""Titles of one text."""

import pytest

from briefarchive.facets.similarity.titles import fold_title, title_similarity


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("China, Russia ink 38 deals", "China, Russia Ink 38 Deals"),
        ("China, Russia ink 38 deals", "“China, Russia ink 38 deals”"),
        ("Côte d’Ivoire signs a gas deal", "Cote d'Ivoire signs a gas deal"),
        ("Cyber security in the Arctic region", "Cybersecurity in the Arctic region"),
        ("A survey of energy exports to China and Japan", "A survey of energy export to China and Japan"),
        ("Development of the Power of Siberia pipeline", "Developement of the Power of Siberia pipeline"),
        ("The price of gas on the world market", "Price of gas in the world market"),
        ("數讀李克強總理訪俄", "「數讀李克強總理訪俄」"),
    ],
)
def test_prints_of_one_title_are_alike(one: str, other: str) -> None:
    assert title_similarity(fold_title(one), fold_title(other)) >= 88


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("China and Russia sign 38 agreements in Moscow", "China and Russia sign 39 agreements in Moscow"),
        ("Statistical communiqué on trade, January 2014", "Statistical communiqué on trade, February 2014"),
        ("The history of the Silk Road, Part II", "The history of the Silk Road, Part III"),
        ("First report on the state of the gas market", "Third report on the state of the gas market"),
        ("China and Russia pledge to boost their ties", "China and Serbia pledge to boost their ties"),
        ("The economy and trade policy of Austria today", "The economy and trade policy of Australia today"),
        ("President says imports of gas will increase", "President says exports of gas will increase"),
        ("President says imports of gas will increase", "President says imports of gas will not increase"),
        ("中国国家主席访问俄罗斯", "美国国家主席访问俄罗斯"),
        ("国务院新闻办第一次会议", "国务院新闻办第二次会议"),
        ("", ""),
    ],
)
def test_titles_of_two_texts_are_not(one: str, other: str) -> None:
    assert title_similarity(fold_title(one), fold_title(other)) == 0


def test_a_title_of_one_word_tells_nothing() -> None:
    assert not fold_title("Editorial").telling
    assert not fold_title("简讯").telling
    assert fold_title("China, Russia ink 38 deals").telling
