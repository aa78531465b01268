"""Numbers as a picture in HTML: the larger, the stronger; one colour above 0, another below."""

import math
import zlib
from base64 import b64encode

import numpy as np
from markupsafe import Markup

from maskviz.ui.kit.markup import joined

DRAWN = Markup('<span class="heat" role="img" aria-label="{}" style="{}">{}</span>')
LAYER = Markup('<i class="{}" style="--cells:url(data:image/png;base64,{})"></i>')
SIZE = Markup("width:{}px;aspect-ratio:{}/{}")
BEGIN = bytes([137]) + b"PNG\r\n" + bytes([26, 10])
GREY_AND_ALPHA = 4


def heat(values: np.ndarray, limit: float, label: str, side: int = 0) -> Markup:
    """A matrix of numbers, float (row, column): full colour at ±limit, none at 0.

    What is no number is hatched. `side` is the pixels of its longer side; with 0 the style sheet
    sets the size of the picture. `label` says to a screen reader what it shows.
    """
    known = np.isfinite(values)
    shares = np.clip(np.where(known, values, 0) / (limit or 1), -1, 1)
    layers = {"more": shares.clip(0), "less": (-shares).clip(0), "unknown": (~known).astype(float)}
    rows, columns = values.shape
    wide = round(side * columns / max(rows, columns), 2)
    size = SIZE.format(wide, columns, rows) if side else ""
    drawn = (LAYER.format(kind, png(strong)) for kind, strong in layers.items() if strong.any())
    return DRAWN.format(label, size, joined(drawn))


def limit_of(*values: np.ndarray) -> float:
    """The largest size of all numbers, 0 where there is none; pictures of one limit compare."""
    finite = [np.abs(v[np.isfinite(v)]) for v in values]
    return max((float(v.max()) for v in finite if v.size), default=0.0)


def png(alpha: np.ndarray) -> str:
    """A picture that is all alpha, 0 to 1 and (row, column), a pixel a number, as base64."""
    grey = np.zeros((*alpha.shape, 2), dtype=np.uint8)
    grey[..., 1] = np.rint(255 * alpha)
    rows, columns = alpha.shape
    lines = b"".join(b"\0" + line.tobytes() for line in grey)  # 0: no filter
    head = columns.to_bytes(4, "big") + rows.to_bytes(4, "big")
    head += bytes([8, GREY_AND_ALPHA, 0, 0, 0])
    written = BEGIN + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(lines, 9))
    return b64encode(written + chunk(b"IEND", b"")).decode()


def chunk(kind: bytes, data: bytes) -> bytes:
    """A piece of the file: its length, its name, what it holds, and a checksum."""
    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")


def shade(value: float, limit: float) -> tuple[str, str]:
    """The class of a table's cell and the number for its style sheet: as strong as in `heat`."""
    if not math.isfinite(value):
        return "shade unknown", ""
    share = min(abs(value) / limit, 1) if limit else 0.0
    return f"shade {'more' if value >= 0 else 'less'}", f"--share: {share:.0%}"
