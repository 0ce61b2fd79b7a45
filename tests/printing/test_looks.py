"""Some pages look as they did: small pictures of them are compared with those in `cases/`.

After a change that is meant, look at the pages, and write the pictures anew:

    RENEW=1 python -m pytest tests/printing/test_looks.py
"""

import os
from collections.abc import Mapping
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter

from .printed import Printed

CASES = Path(__file__).parent / "cases"
PAGES = {"long-1": ("long", 0), "arabic-1": ("arabic", 0), "wide-2": ("wide", 1), "contents": ("volume", 2)}
_DOTS = 40
"""In an inch: as many as show where lines and blocks stand, and not each letter."""
_MOST = 0.004
"""The share of dots that may be of another grey: letters are smoothed differently from version to version."""


def picture(printed: Printed, number: int) -> Image.Image:
    """A page in a few greys."""
    with pypdfium2.PdfDocument(printed.pdf) as document:
        return document[number].render(scale=_DOTS / 72, grayscale=True).to_pil()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_looks_as_it_did(name: str, briefs: Mapping[str, Printed], volume: Printed) -> None:
    which, number = PAGES[name]
    now = picture(volume if which == "volume" else briefs[which], number)
    file = CASES / f"{name}.png"
    if "RENEW" in os.environ:
        CASES.mkdir(exist_ok=True)
        now.quantize(16).save(file, optimize=True)
    with Image.open(file) as stored:
        before = stored.convert("L")
    assert now.size == before.size
    blurred = [image.filter(ImageFilter.GaussianBlur(1)) for image in (now, before)]
    differing = sum(ImageChops.difference(*blurred).histogram()[24:])
    assert differing <= _MOST * now.width * now.height
