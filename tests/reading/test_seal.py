"""The key of the seal, where it comes from the environment."""

from collections.abc import Iterator

import pytest

from briefarchive.reading import seal


@pytest.fixture(autouse=True)
def _key_is_looked_up_again(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    seal._key.cache_clear()
    yield
    monkeypatch.undo()
    seal._key.cache_clear()


def _kept_with(key: str, monkeypatch: pytest.MonkeyPatch) -> bytes:
    monkeypatch.setenv("BRIEFS_CACHE_KEY", key)
    seal._key.cache_clear()
    return seal.sealed(b"text", "test")


def test_who_has_the_key_can_open_the_seal_and_nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    kept, other = (_kept_with(key, monkeypatch) for key in ("one", "another"))
    assert seal.unsealed(kept, "test") is None
    assert bytes(seal.unsealed(other, "test") or b"") == b"text"
    assert seal.unsealed(other, "something else") is None


@pytest.mark.parametrize(("key", "same_as"), [("one\n", "one"), (" one ", "one"), (" ", ""), ("\n", "")])
def test_blanks_around_a_key_do_not_count(key: str, same_as: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _kept_with(key, monkeypatch) == _kept_with(same_as, monkeypatch)
