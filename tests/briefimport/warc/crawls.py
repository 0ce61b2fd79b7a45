"""Captures of web sites as crawlers write them."""

import io

from PIL import Image
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

SITE = "https://briefs.example"
Headers = tuple[tuple[str, str], ...]


def picture() -> bytes:
    """A small picture."""
    stream = io.BytesIO()
    Image.new("RGB", (6, 4), (10, 90, 160)).save(stream, "PNG")
    return stream.getvalue()


class _Writer(WARCWriter):  # type: ignore[misc]
    """The library's own leaves temporary files open."""

    def _create_temp_file(self) -> io.BytesIO:
        return io.BytesIO()


class Crawl:
    """A capture that is being written."""

    def __init__(self, *, compressed: bool = True) -> None:
        self._stream = io.BytesIO()
        self._writer = _Writer(self._stream, gzip=compressed)
        self._writer.write_record(self._writer.create_warcinfo_record("crawl.warc", {"software": "test"}))

    def answer(
        self,
        address: str,
        data: bytes,
        *,
        kind: str = "text/html",
        day: str = "2016-01-02",
        status: str = "200 OK",
        headers: Headers = (),
    ) -> str:
        """Write what a server answered, and give its digest."""
        response_headers = StatusAndHeaders(status, [("Content-Type", kind), *headers], protocol="HTTP/1.1")
        record = self._writer.create_warc_record(
            address, "response", payload=io.BytesIO(data), http_headers=response_headers,
            warc_headers_dict={"WARC-Date": f"{day}T01:02:03Z"},
        )  # fmt: skip
        self._writer.write_record(record)
        return str(record.rec_headers.get_header("WARC-Payload-Digest"))

    def revisit(self, address: str, digest: str, day: str, refers_to: str = "") -> None:
        """Write that a page was the same as before."""
        record = self._writer.create_revisit_record(
            address, digest, refers_to or address, "2016-01-02T01:02:03Z",
            warc_headers_dict={"WARC-Date": f"{day}T01:02:03Z"},
        )  # fmt: skip
        self._writer.write_record(record)

    def request(self, address: str) -> None:
        """Write what the crawler asked."""
        headers = StatusAndHeaders("GET / HTTP/1.1", [("Host", "briefs.example")], is_http_request=True)
        self._writer.write_record(self._writer.create_warc_record(address, "request", http_headers=headers))

    @property
    def data(self) -> bytes:
        """The file so far."""
        return self._stream.getvalue()
