"""Which addresses a link may have, judged as a browser reads them."""

from briefarchive.reading.addresses import is_allowed_address, shows_other_host

from ..cases import by_cases


@by_cases
def test_ordinary_addresses_may_be_there(address: str) -> None:
    assert is_allowed_address(address)


@by_cases
def test_others_may_not(address: str) -> None:
    assert not is_allowed_address(address)


@by_cases
def test_a_text_that_is_an_address_leads_to_its_own_host(text: str, address: str, elsewhere: bool) -> None:
    assert shows_other_host(text, address) is elsewhere
