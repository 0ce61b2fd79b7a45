"""Bytes to text: read exactly, or not at all."""

import pytest

from briefimport.files.encoding import NotTextError, UndecodableError, decode

from ..cases import load_cases

PLAIN = "The port of the northern shore was open again this week, and rates fell. " * 8
READ, DOUBTFUL = (
    {encoding: text.replace("⟨plain⟩", PLAIN) for encoding, text in load_cases(__file__)[name].items()}
    for name in ("read", "doubtful")
)


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
