"""One message to the browser: a JSON header, then arrays as raw bytes.

Layout: uint32 length of the header, the header as UTF-8 padded with spaces to a multiple of 4,
then each array at the offset that `header["arrays"][name]` gives, a multiple of 4 after the header.
All numbers are little-endian. Bool arrays are packed, 8 cells a byte, first cell in the high bit.
"""

import json
import math
from collections.abc import Mapping
from typing import Any

import numpy as np

CODES = {"float16": "f2", "float32": "f4", "uint8": "u1", "bool": "b1"}


def padded(raw: bytes, filler: bytes = b"\0") -> bytes:
    return raw + filler * (-len(raw) % 4)


def jsonable(number: float) -> float | str:
    """A number for the header; ±∞ and NaN, which JSON has not, go as text."""
    return number if math.isfinite(number) else str(number)


def pack(header: Mapping, arrays: Mapping[str, np.ndarray]) -> bytes:
    """Header and arrays (dtypes float16, float32, uint8, bool) as one byte string."""
    index, body = {}, b""
    for name, array in arrays.items():
        code = CODES[array.dtype.name]
        raw = np.packbits(array) if code == "b1" else np.ascontiguousarray(array)
        index[name] = {"dtype": code, "shape": list(array.shape), "offset": len(body)}
        body += padded(raw.astype(raw.dtype.newbyteorder("<"), copy=False).tobytes())
    return framed({**header, "arrays": index}) + body


def as_json(content: Any) -> bytes:
    """Words and numbers as bytes; half an emoji becomes a question mark."""
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8", "replace")


def framed(header: Mapping) -> bytes:
    """A header with its length before it, padded so that arrays stand at multiples of 4."""
    head = padded(as_json(header), b" ")
    return len(head).to_bytes(4, "little") + head


def unpack(message: bytes) -> tuple[dict, dict[str, np.ndarray]]:
    """The inverse of `pack`; float16 comes back as it was sent."""
    size = int.from_bytes(message[:4], "little")
    header, arrays = json.loads(message[4 : 4 + size]), {}
    dtypes = {"f2": "<f2", "f4": "<f4", "u1": "u1"}
    for name, entry in header.pop("arrays").items():
        count, start = int(np.prod(entry["shape"])), 4 + size + entry["offset"]
        if entry["dtype"] == "b1":
            flat = np.frombuffer(message, "u1", -(-count // 8), start)
            array = np.unpackbits(flat, count=count).astype(bool)
        else:
            array = np.frombuffer(message, dtypes[entry["dtype"]], count, start)
        arrays[name] = array.reshape(entry["shape"])
    return header, arrays
