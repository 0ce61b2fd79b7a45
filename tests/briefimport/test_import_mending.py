"""Letters that were read in the wrong encoding and saved again are put back."""

import ftfy.bad_codecs  # noqa: F401 — it registers the encodings as browsers read them
import pytest

from briefimport.files.mending import mend_html, mend_text

TEXTS = ("It’s “done” – café naïve…", "Порт открылся — вчера", "海港与北岸之间", "Zażółć gęślą")


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("encoding", ["latin-1", "sloppy-windows-1252"])
def test_garbled_letters_are_put_back(text: str, encoding: str) -> None:
    mended = mend_text(text.encode().decode(encoding))
    assert mended.text == text
    assert mended.places


def test_russian_and_chinese_readings_are_put_back() -> None:
    assert mend_text("Порт открылся — вчера".encode().decode("cp1251")).text == "Порт открылся — вчера"
    assert mend_text("It鈥檚 done").text == "It’s done"


@pytest.mark.parametrize("text", ["CAFÉ™ “MÜNCHEN’S” l’été", "СССР, Р.С. «Россия»", "价格€5，他说", "plain"])
def test_sound_text_stays(text: str) -> None:
    assert mend_text(text).text == text
    assert not mend_text(text).places


def test_garbled_letters_may_be_entities() -> None:
    assert (
        mend_html("<p>It&acirc;&euro;&trade;s &eacute;t&eacute; &lt;b&gt;</p>").text
        == "<p>It’s &eacute;t&eacute; &lt;b&gt;</p>"
    )


def test_what_was_put_right_is_told() -> None:
    note = mend_text("Itâ€™s").note("a.txt")
    assert (note.code, "â€™" in note.message, "’" in note.message) == ("I207", True, True)
