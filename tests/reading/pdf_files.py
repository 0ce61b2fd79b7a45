"""PDF files for tests, byte by byte, sound and otherwise."""

import zlib

CATALOG = "<</Type/Catalog/Pages 2 0 R{}>>"
PAGES = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<<>>{}>>"
SCRIPT = "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"


def pdf_address(*objects: str, catalog: str = "", page: str = "") -> bytes:
    """A PDF with one empty page, more in its catalog and its page, and more objects, which are numbered from 4."""
    return numbered([CATALOG.format(catalog), PAGES, PAGE.format(page), *objects])


def numbered(bodies: list[str], *, first: int = 0, trailer: str = "") -> bytes:
    """A PDF of these objects, whose cross-reference table says that it begins with the number *first*."""
    pdf = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(pdf))
        pdf += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    rows = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    table = f"xref\n{first} {len(bodies) + 1}\n0000000000 65535 f \n{rows}"
    end = f"trailer\n<</Root 1 0 R/Size {len(bodies) + 1}{trailer}>>\nstartxref\n{len(pdf)}\n%%EOF\n"
    return pdf + (table + end).encode()


def stream_of(data: bytes, entries: str = "") -> str:
    """The body of a stream object."""
    return f"<</Length {len(data)}{entries}>>stream\n{data.decode('latin-1')}\nendstream"


def packed(objects: list[bytes], entries: str = "/Filter/FlateDecode") -> bytes:
    """A PDF whose catalog leads to objects within an object stream each, numbered from 11 in steps of two."""
    pdf = bytearray(b"%PDF-1.7\n")
    rows = {0: b"\0" * 7}

    def add(number: int, body: str) -> None:
        rows[number] = b"\1" + len(pdf).to_bytes(4, "big") + b"\0\0"
        pdf.extend(f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1"))

    references = " ".join(f"{11 + 2 * place} 0 R" for place in range(len(objects)))
    for number, body in enumerate([CATALOG.format(f"/X[{references}]"), PAGES, PAGE.format("")], 1):
        add(number, body)
    for number, one in zip(range(10, 10 + 2 * len(objects), 2), objects, strict=True):
        head = f"{number + 1} 0 ".encode()
        add(number, stream_of(zlib.compress(head + one), f"/Type/ObjStm/N 1/First {len(head)}{entries}"))
        rows[number + 1] = b"\2" + number.to_bytes(4, "big") + b"\0\0"
    start, last = len(pdf), max(rows) + 1
    rows[last] = b"\1" + start.to_bytes(4, "big") + b"\0\0"
    table = b"".join(rows.get(number, rows[0]) for number in range(last + 1))
    add(last, stream_of(table, f"/Type/XRef/W[1 4 2]/Size {last + 1}/Root 1 0 R"))
    return bytes(pdf) + f"startxref\n{start}\n%%EOF\n".encode()
