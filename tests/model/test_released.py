"""What the public sees of an archive on a day."""

import datetime

from briefarchive.diagnostics import Span
from briefarchive.model import (
    Archive,
    Brief,
    BriefId,
    CiteKey,
    Correction,
    Imported,
    Original,
    PartialDate,
    Publisher,
    PublisherId,
    Reference,
    Source,
    Status,
    Vocabulary,
    Withdrawal,
)
from briefarchive.model.brief import TextMarkup

DAY = datetime.date(2026, 11, 27)
LATER = DAY + datetime.timedelta(days=1)


def _brief(name: str, *cited: str, published: datetime.date | None = None, **others: object) -> Brief:
    path = f"archive/2014/{name}.md"
    references = tuple(Reference(role="cite:p", target=key, span=Span(path=path)) for key in cited)
    fields = {"title": name, "date": datetime.date(2014, 10, 17), "markup": TextMarkup(references=references), **others}
    return Brief(id=BriefId(name), path=path, digest="", published=published, **fields)  # type: ignore[arg-type]


def _source(key: str, publisher: str) -> Source:
    return Source(key=CiteKey(key), type="online", publisher=PublisherId(publisher), span=Span(path="bib/2014.bib"))


def _archive(*briefs: Brief) -> Archive:
    cited = {key for brief in briefs for key in brief.bibliography}
    sources = {CiteKey(key): _source(key, {"a": "known", "b": "made"}.get(key, "made-too")) for key in sorted(cited)}
    publishers = {
        PublisherId(name): Publisher(id=PublisherId(name), name=name, is_listed=name == "known")
        for name in ("known", "made", "made-too")
    }
    vocabulary = Vocabulary(publishers=publishers)
    return Archive(briefs={brief.id: brief for brief in briefs}, sources=sources, vocabulary=vocabulary)


def test_a_brief_is_held_back_until_its_day_with_what_only_it_cites() -> None:
    archive = _archive(_brief("now", "a", published=DAY), _brief("later", "a", "b", published=LATER))
    public = archive.public_view(DAY)
    assert (set(public.briefs), set(public.sources)) == ({"now"}, {"a"})
    assert set(public.vocabulary.publishers) == {"known"}
    assert archive.public_view(LATER) is archive


def test_what_only_a_draft_cites_is_not_public_but_what_a_withdrawn_brief_cites_is() -> None:
    gone = _brief("gone", "a", status=Status.WITHDRAWN)
    public = _archive(gone, _brief("draft", "a", "b", status=Status.DRAFT)).public_view(DAY)
    assert (set(public.sources), set(public.vocabulary.publishers)) == ({"a"}, {"known"})


def test_an_event_to_come_holds_nothing_back() -> None:
    archive = _archive(_brief("summit", date=datetime.date(2027, 5, 1), published=DAY), _brief("unknown"))
    public = archive.public_view(DAY)
    assert (public.briefs, public.sources) == (archive.briefs, archive.sources)
    assert public.to_come == {"summit"}
    assert archive.next_change(DAY) == datetime.date(2027, 5, 1)


def test_ids_of_briefs_that_are_held_back_are_known_to_be_none_that_anybody_may_see() -> None:
    archive = _archive(_brief("now", published=DAY), _brief("later", published=LATER))
    assert archive.public_view(DAY).withheld == {"later"}
    assert archive.next_change(DAY) == LATER
    assert archive.next_change(LATER) is None


def test_a_correction_of_a_day_to_come_has_not_happened() -> None:
    first, second = Correction(date=DAY, note="One."), Correction(date=LATER, note="Two.")
    two = _brief("a", published=DAY, status=Status.CORRECTED, corrections=(first, second))
    brief = _brief("b", published=DAY, status=Status.CORRECTED, corrections=(second,))
    archive = _archive(two, brief)
    public = archive.public_view(DAY).briefs
    assert (public["a"].corrections, public["a"].revised, public["a"].status) == ((first,), DAY, Status.CORRECTED)
    assert (public["b"].corrections, public["b"].changed, public["b"].status) == ((), DAY, Status.PUBLISHED)
    assert archive.next_change(DAY) == LATER
    assert archive.public_view(LATER) is archive


def test_a_withdrawal_of_a_day_to_come_has_not_happened() -> None:
    withdrawal = Withdrawal(date=LATER, reason="")
    archive = _archive(_brief("a", published=DAY, status=Status.WITHDRAWN, withdrawal=withdrawal))
    public = archive.public_view(DAY)
    assert (public.withdrawn, public.briefs["a"].status, public.briefs["a"].changed) == ((), Status.PUBLISHED, DAY)
    assert archive.public_view(LATER) is archive


def test_a_citation_gives_the_day_of_the_first_appearance() -> None:
    elsewhere = Original(date=PartialDate(year=2008, month=3, day=1))
    assert _brief("a", published=DAY).issued == PartialDate.from_day(DAY)
    assert _brief("a", published=DAY, original=elsewhere).issued == PartialDate(year=2008, month=3, day=1)
    assert _brief("a", published=DAY, original=Original(url="https://example.org/")).issued == PartialDate.from_day(DAY)
    assert _brief("a").issued is None


def test_the_last_change_is_one_in_this_archive() -> None:
    elsewhere = Original(date=PartialDate(year=2008, month=3, day=1))
    assert _brief("a", published=DAY, original=elsewhere).changed == DAY
    assert _brief("a", imported=Imported(origin="a.txt", sha256="", date=DAY), original=elsewhere).changed == DAY
    corrected = _brief("a", published=DAY, corrections=(Correction(date=LATER, note=""),))
    assert (corrected.revised, corrected.changed) == (LATER, LATER)
    assert _brief("a", published=DAY, withdrawal=Withdrawal(date=LATER, reason="")).changed == LATER
    assert _brief("a").changed is None


def test_compilers_count_as_authors_where_there_are_none() -> None:
    assert _brief("a", compilers=("one",)).responsible == ("one",)
    assert _brief("a", compilers=("one",), authors=("two",)).responsible == ("two",)
    assert _brief("a", compilers=("one",), authors=("two", "one"), editors=("three",)).people == ("two", "one", "three")
