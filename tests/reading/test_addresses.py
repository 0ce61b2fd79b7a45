"""Which addresses a link may have, judged as a browser reads them."""

from briefarchive.reading.addresses import allowed_address, shown_elsewhere

from ..cases import by_cases


@by_cases
def test_ordinary_addresses_may_be_there(address: str) -> None:
    assert allowed_address(address)


@by_cases
def test_others_may_not(address: str) -> None:
    assert not allowed_address(address)


@by_cases
def test_a_text_that_is_an_address_leads_to_its_own_host(text: str, address: str, elsewhere: bool) -> None:
    assert shown_elsewhere(text, address) is elsewhere
