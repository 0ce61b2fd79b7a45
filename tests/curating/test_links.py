"""Links are asked for with patience and at public addresses, and nothing is told but what servers have said."""

import asyncio
import datetime
import email.utils
import itertools
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from briefarchive.curating import transport
from briefarchive.curating.links import LinkRecord, LinkState, ask_links
from briefarchive.curating.transport import GuardedTransport, is_public
from briefarchive.curating.web_client import Reason, RequestPolicy
from briefarchive.diagnostics import Span
from briefarchive.model import CiteKey, Source

from ..cases import by_cases
from .server import LocalWeb, Reply, free_port, leading_to, local_web

TODAY = datetime.date(2026, 5, 1)


@pytest.fixture
def web() -> Iterator[LocalWeb]:
    with local_web() as web:
        yield web


def ask(web: LocalWeb | str, *addresses: str, **policy: float) -> list[LinkRecord]:
    """The records of sources with these addresses, in their order."""
    settings = {"pause": 0.0, "timeout": 5.0, "retries": 2, "longest_wait": 2.0} | policy
    kept = RequestPolicy(**settings)  # type: ignore[arg-type]
    sources = [source(f"s{number}", address) for number, address in enumerate(addresses)]
    heard: dict[str, LinkRecord] = {}
    with leading_to(web if isinstance(web, str) else web.address):
        asyncio.run(ask_links(sources, kept, lambda record: heard.update({record.key: record}), today=TODAY))
    return [heard[source.key] for source in sources]


def source(key: str, url: str) -> Source:
    return Source(key=CiteKey(key), type="online", url=url, span=Span(path="bib/2014.bib"))


def test_a_page_that_is_there_is_ok_and_asked_for_once(web: LocalWeb) -> None:
    [record] = ask(web, web.put("http://a.test/page", Reply()))
    assert record == LinkRecord(key=CiteKey("s0"), url="http://a.test/page", date=TODAY, state=LinkState.OK, status=200)
    assert web.methods("a.test") == ["GET"]
    assert web.asked[-1].headers["User-Agent"].startswith("briefarchive/")


@by_cases
def test_what_is_answered_decides(web: LocalWeb, answers: dict[str, dict[str, Any]], told: dict[str, Any]) -> None:
    for address, answer in answers.items():
        body = {"body": answer["body"].encode()} if "body" in answer else {}
        web.put(f"http://{address}", Reply(**answer | body))
    [record] = ask(web, "http://a.test/1#part", retries=0)
    assert {name: getattr(record, name) for name in told} == told
    pages = {f"{request.host}{request.path}" for request in web.asked if request.path != "/robots.txt"}
    assert pages == {address for address in answers if not address.endswith("/robots.txt")}


def test_more_than_ten_redirects_are_too_many(web: LocalWeb) -> None:
    for number in range(20):
        web.put(f"http://a.test/{number}", Reply(status=302, headers={"Location": f"/{number + 1}"}))
    [ten] = ask(web, "http://a.test/10")
    assert (ten.state, ten.status) == (LinkState.GONE, 404)
    [more] = ask(web, "http://a.test/0")
    assert (more.state, more.reason) == (LinkState.UNREACHABLE, Reason.REDIRECTS)


def test_a_huge_body_is_not_read(web: LocalWeb) -> None:
    page, missing = (web.put(f"http://a.test/{code}", Reply(status=code, endless=True)) for code in (200, 404))
    assert [record.state for record in ask(web, page, missing)] == [LinkState.OK, LinkState.GONE]
    assert web.sent < 20_000_000  # what the system's buffers take


def test_a_slow_server_is_left_when_the_time_is_over(web: LocalWeb) -> None:
    web.put("http://a.test/page", Reply(delay=1.5))
    start = time.monotonic()
    [record] = ask(web, "http://a.test/page", timeout=0.2, retries=1)
    assert (record.state, record.reason) == (LinkState.UNREACHABLE, Reason.TIMEOUT)
    assert time.monotonic() - start < 1.4
    assert web.methods("a.test") == ["GET", "GET"]


def test_a_server_that_fails_once_is_asked_again(web: LocalWeb) -> None:
    web.put("http://a.test/page", lambda request: Reply(status=503 if request.number == 1 else 200))
    [record] = ask(web, "http://a.test/page")
    assert (record.state, len(web.to("a.test"))) == (LinkState.OK, 2)


def test_retry_after_is_obeyed(web: LocalWeb) -> None:
    web.put(
        "http://a.test/page",
        lambda request: Reply(status=429, headers={"Retry-After": "1"}) if request.number == 1 else Reply(),
    )
    [record] = ask(web, "http://a.test/page")
    first, second = web.to("a.test")
    assert record.state is LinkState.OK
    assert second.at - first.at >= 0.95


@pytest.mark.parametrize("wait", ["3600", email.utils.formatdate(time.time() + 3600, usegmt=True)], ids=["s", "date"])
def test_who_asks_for_a_long_wait_is_left_alone(web: LocalWeb, wait: str) -> None:
    [record] = ask(web, web.put("http://a.test/page", Reply(status=429, headers={"Retry-After": wait})))
    assert (record.state, record.status, len(web.to("a.test"))) == (LinkState.BLOCKED, 429, 1)


@pytest.mark.parametrize("headers", [{}, {"Retry-After": "3600"}])
def test_a_host_that_has_had_too_many_requests_gets_no_more(web: LocalWeb, headers: dict[str, str]) -> None:
    addresses = [web.put(f"http://a.test/{number}", Reply(status=429, headers=headers)) for number in range(3)]
    records = ask(web, *addresses, retries=1)
    assert [(one.state, one.status, one.url) for one in records] == [(LinkState.BLOCKED, 429, url) for url in addresses]
    assert {request.path for request in web.to("a.test")} == {"/0"}


def test_retries_are_bounded_and_wait_longer_each_time(web: LocalWeb) -> None:
    [record] = ask(web, web.put("http://a.test/page", Reply(status=503)), pause=0.1, retries=2)
    times = [request.at for request in web.to("a.test")]
    assert (record.state, record.reason, len(times)) == (LinkState.UNREACHABLE, Reason.SERVER, 3)
    assert times[1] - times[0] >= 0.19
    assert times[2] - times[1] >= 0.39


def test_a_page_that_robots_txt_forbids_is_not_asked_for(web: LocalWeb) -> None:
    web.put("http://a.test/robots.txt", Reply(body=b"User-agent: briefarchive\nDisallow: /private/\n"))
    for page in ("private/1", "private/2", "open"):
        web.put(f"http://a.test/{page}", Reply())
    first, second, third = ask(web, *(f"http://a.test/{page}" for page in ("private/1", "private/2", "open")))
    assert (first.state, first.reason, second.state) == (LinkState.BLOCKED, Reason.ROBOTS, LinkState.BLOCKED)
    assert third.state is LinkState.OK
    assert [request.path for request in web.to("a.test", robots=True)] == ["/robots.txt", "/open"]


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for a.test that nobody has signed but itself, and its key, in one file."""
    key, both = tmp_path / "key.pem", tmp_path / "both.pem"
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj /CN=a.test -addext"
    command = [*command.split(), "subjectAltName=DNS:a.test", "-keyout", str(key), "-out", str(both)]
    subprocess.run(command, check=True, capture_output=True)
    both.write_text(both.read_text() + key.read_text())
    return both


def test_a_certificate_that_is_not_valid_is_told(certificate: Path) -> None:
    with local_web(certificate=certificate) as web:
        [record] = ask(web, "https://a.test/page")
        assert (record.state, record.reason) == (LinkState.UNREACHABLE, Reason.CERTIFICATE)
        assert web.asked == []


def test_a_certificate_is_judged_for_the_hosts_name(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("certifi.where", lambda: str(certificate))
    with local_web(certificate=certificate) as web:
        web.put("https://a.test/page", Reply())
        right, wrong = ask(web, "https://a.test/page", "https://b.test/page")
        assert (right.state, wrong.reason) == (LinkState.OK, Reason.CERTIFICATE)
        assert {request.host for request in web.asked} == {"a.test"}


def test_a_server_that_speaks_no_tls_is_told_from_one_with_a_bad_certificate(web: LocalWeb) -> None:
    [record] = ask(web, "https://a.test/page")
    assert (record.state, record.reason) == (LinkState.UNREACHABLE, Reason.TLS)


def test_a_server_that_is_not_there_is_unreachable() -> None:
    [record] = ask(f"127.0.0.1:{free_port()}", "http://a.test/page", retries=0)
    assert (record.state, record.reason) == (LinkState.UNREACHABLE, Reason.CONNECTION)


def test_a_host_gets_one_request_at_a_time_with_a_pause(web: LocalWeb) -> None:
    addresses = [web.put(f"http://{host}.test/{n}", Reply(delay=0.05)) for host in "abc" for n in range(3)]
    records = ask(web, *addresses, pause=0.1)
    assert {record.state for record in records} == {LinkState.OK}
    # Between the beginnings of two requests lie the answer to the first and the pause.
    times = [request.at for request in web.to("a.test")]
    assert all(second - first >= 0.149 for first, second in itertools.pairwise(times))
    # The three hosts were visited side by side.
    assert max(request.at for request in web.asked) - min(one.at for one in web.asked) < 2 * (times[-1] - times[0])


def test_an_address_that_many_sources_have_is_asked_for_once(web: LocalWeb) -> None:
    address = web.put("http://a.test/page", Reply())
    assert [record.state for record in ask(web, address, address)] == [LinkState.OK, LinkState.OK]
    assert len(web.to("a.test")) == 1


def test_cookies_are_not_taken(web: LocalWeb) -> None:
    web.put("http://a.test/1", Reply(status=302, headers={"Location": "/2", "Set-Cookie": "id=1"}))
    web.put("http://a.test/2", Reply())
    ask(web, "http://a.test/1")
    assert all("Cookie" not in request.headers for request in web.asked)


@by_cases
def test_an_odd_address_stops_no_run(web: LocalWeb, address: str) -> None:
    redirect = web.put("http://a.test/1", Reply(status=302, headers={"Location": address.encode().decode("latin-1")}))
    odd, sent, sound = ask(web, address, redirect, web.put("http://a.test/page", Reply()))
    assert (odd.url, sent.url, sound.state) == (address, redirect, LinkState.OK)


@by_cases
def test_addresses_of_this_machine_and_its_network_are_not_public(address: str, public: bool) -> None:
    assert is_public(address) == public


@by_cases
def test_an_address_is_judged_by_where_it_leads(address: str, addresses: list[str], reason: Reason) -> None:
    assert _asked(address, addresses).reason is reason


def test_the_connection_goes_to_the_address_that_was_judged_under_the_hosts_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent: list[httpx.Request] = []

    async def send(_: httpx.AsyncHTTPTransport, request: httpx.Request) -> httpx.Response:
        sent.append(request)
        if len(sent) == 1:
            raise httpx.ConnectError("no way to get there")
        return httpx.Response(200)

    async def resolver(_: str) -> list[str]:
        return ["10.0.0.1", "2606:4700::1111", "8.8.8.8"]

    monkeypatch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", send)
    monkeypatch.setattr(transport, "resolve", resolver)

    async def ask() -> None:
        async with httpx.AsyncClient(transport=GuardedTransport()) as client:
            await client.get("https://example.org/x")

    asyncio.run(ask())
    assert [str(request.url) for request in sent] == ["https://[2606:4700::1111]/x", "https://8.8.8.8/x"]
    assert {request.headers["Host"] for request in sent} == {"example.org"}
    assert {request.extensions["sni_hostname"] for request in sent} == {"example.org"}


def _asked(address: str, addresses: list[str]) -> LinkRecord:
    async def resolver(_: str) -> list[str]:
        return addresses

    heard: list[LinkRecord] = []
    policy = RequestPolicy(pause=0.0, retries=0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(transport, "resolve", resolver)
        asyncio.run(ask_links([source("a", address)], policy, heard.append, today=TODAY))
    return heard[0]
