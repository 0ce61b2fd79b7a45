"""Bytes to text: read exactly, or not at all."""

import pytest

from briefimport.encoding import NotTextError, UndecodableError, decode

PLAIN = "The port of the northern shore was open again this week, and rates fell. " * 8
WESTERN = "A naïve café “Élan” – l’été 3 m² 10³ ½ créée, José Núñez: ¿Qué? «oui» Ærø straße MÜNCHEN’S þýðing £5 §3 ©"
READ = {
    "cp1252": PLAIN + WESTERN,
    "gb18030": "海港与北岸之间的新渡轮航线星期一开通，首航载客二百一十二人。两市官员表示，航线每周往返三次。",
    "utf-8": "Паром вышел в море – 渡轮",
    "utf-16-le": "May 4, 2015\n\nThe ferry opened.\n",
    "cp1251": "Паром вышел в море. Новая линия между портами открылась в понедельник, сообщили власти двух городов.",
    "mac-cyrillic": "Паром вышел в море. Новая линия между портами открылась в понедельник, сообщили власти городов.",
    "koi8-r": "Паром вышел в море. Новая линия между портами открылась в понедельник, сообщили власти двух городов.",
    "cp950": "海港與北岸之間的新渡輪航線星期一開通，首航載客二百一十二人。兩市官員表示，航線每週往返三次。",
    "cp1250": "Sejm przyjął ustawę o ochronie środowiska. Żółte źródła są w Łodzi, a śluzy na rzece.",
    "iso8859-2": "Vláda schválila větší rozpočet. Ministři žádají lepší ochranu řek, příští týden rozhodne sněmovna.",
    "utf-32": "May 4, 2015\n\nThe ferry opened.\n",
    "utf-16-be": "2015年5月4日\n海港与北岸之间的新渡轮航线星期一开通。",
}
# Each passes a strict reading as GB 18030 or Windows-1252, with wrong letters.
DOUBTFUL = {
    "iso8859-2": PLAIN + "Nowa linia między portami została otwarta. Żadna łódź nie jest pusta.",
    "mac-roman": PLAIN + "The café “Élan” sold out, said José.",
    "cp1251": PLAIN + "Паром",
    "koi8-r": PLAIN + "Паром",
    "iso8859-7": PLAIN + "Ελληνικά",
    "big5": PLAIN + "海港日報",
    "euc-kr": "두 항구를 잇는 새 항로가 월요일에 열렸다.",
    "euc-jp": "新しいフェリー航路が開通した。",
}


@pytest.mark.parametrize("encoding", READ)
def test_text_is_read_in_its_encoding(encoding: str) -> None:
    assert decode(READ[encoding].encode(encoding)).text == READ[encoding]


def test_traditional_chinese_is_read_in_gb18030_as_well() -> None:
    assert decode(READ["cp950"].encode("gb18030")).text == READ["cp950"]


def test_lines_of_another_hand_are_read_in_their_own_encoding() -> None:
    mixed = "“One”\n“Two”\nA naïve line\n".encode().replace("naïve".encode(), "naïve".encode("cp1252"))
    assert decode(mixed).text == "“One”\n“Two”\nA naïve line\n"


@pytest.mark.parametrize("encoding", DOUBTFUL)
def test_text_that_would_get_wrong_letters_is_refused(encoding: str) -> None:
    with pytest.raises(UndecodableError):
        decode(DOUBTFUL[encoding].encode(encoding))


@pytest.mark.parametrize("encoding", DOUBTFUL)
def test_encoding_that_someone_names_is_taken(encoding: str) -> None:
    assert decode(DOUBTFUL[encoding].encode(encoding), encoding).text == DOUBTFUL[encoding]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_unicode_is_read_as_such_whatever_is_named(encoding: str) -> None:
    assert decode(READ[encoding].encode(encoding), "cp1251").text == READ[encoding]


@pytest.mark.parametrize("data", [b"May 4, 2015\n\nA ferry\x00 opened.", PLAIN.encode() + b"\x00", b"a\x00"])
def test_zero_byte_in_a_text_is_no_sign_of_utf_16(data: bytes) -> None:
    with pytest.raises(NotTextError):
        decode(data)
