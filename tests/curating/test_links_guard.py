"""Nothing that a file names makes this machine talk to its own network."""

import asyncio
import datetime

import httpx
import pytest

from briefarchive.curating.link_register import LinkRecord
from briefarchive.curating.links import ask_links
from briefarchive.curating.transport import GuardedTransport, is_public
from briefarchive.curating.web_client import Reason, RequestPolicy
from briefarchive.diagnostics import Span
from briefarchive.model import CiteKey, Source


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1",
        "fd12::1", "fec0::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
        "2001:db8::1", "localhost", "", "127.1",
    ],
)  # fmt: skip
def test_addresses_of_this_machine_and_its_network_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "207.241.224.2", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_other_addresses_are(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("addresses", [["127.0.0.1"], ["10.0.0.1", "fd00::1"]])
def test_a_name_that_leads_into_the_own_network_is_refused(addresses: list[str]) -> None:
    assert _asked("http://rebind.test/", addresses).reason is Reason.PRIVATE


def test_a_name_without_an_address_is_told() -> None:
    assert _asked("http://nowhere.test/", []).reason is Reason.DNS


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/", "http://[::1]/", "https://192.168.0.1/admin"])
def test_a_source_with_a_private_address_is_not_asked(address: str) -> None:
    assert _asked(address, ["8.8.8.8"]).reason is Reason.PRIVATE


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

    async def ask() -> None:
        async with httpx.AsyncClient(transport=GuardedTransport(resolver=resolver)) as client:
            await client.get("https://example.org/x")

    asyncio.run(ask())
    assert [str(request.url) for request in sent] == ["https://[2606:4700::1111]/x", "https://8.8.8.8/x"]
    assert {request.headers["Host"] for request in sent} == {"example.org"}
    assert {request.extensions["sni_hostname"] for request in sent} == {"example.org"}


def _asked(address: str, addresses: list[str]) -> LinkRecord:
    async def resolver(_: str) -> list[str]:
        return addresses

    source = Source(key=CiteKey("a"), type="online", url=address, span=Span(path="bib/2014.bib"))
    heard: list[LinkRecord] = []
    policy = RequestPolicy(pause=0.0, retries=0)
    today = datetime.date(2026, 5, 1)
    asyncio.run(ask_links([source], policy, heard.append, today=today, resolver=resolver))
    return heard[0]
