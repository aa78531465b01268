"""The link is the state: all settings as one short text, and back, saying what could not be read.

Form: base64url of a version byte, the CRC-32 of what follows, and deflated JSON; from version 2 on
the version's frozen defaults are the dictionary of the packing. The address bar carries at most
`LINK_LIMIT` characters; a state file is the same JSON, not packed.
"""

import base64
import binascii
import json
import zlib

from maskviz.settings.declared import Settings
from maskviz.settings.frozen import frozen
from maskviz.settings.version2 import VERSION, to_data
from maskviz.settings.versions import LinkError, read_data, reader

LINK_LIMIT = 8_000  # characters; longer addresses are cut by servers and chat programs
UNPACKED_LIMIT = 200_000  # bytes of JSON; a small link must not fill the memory
FILE_LIMIT = 1_000_000  # bytes of an uploaded state file
PLAIN = -15  # of zlib: no header and no second checksum


def make_link(settings: Settings) -> str:
    """The packed text; LinkError with both numbers when it is too large to be read back."""
    unpacked = to_file(settings)
    if len(unpacked) > UNPACKED_LIMIT:
        raise LinkError(
            f"this state has {len(unpacked):,} bytes and a link carries at most "
            f"{UNPACKED_LIMIT:,}; save it as a file instead"
        )
    packer = zlib.compressobj(9, wbits=PLAIN, memLevel=9, zdict=frozen(VERSION).words)
    raw = packer.compress(unpacked) + packer.flush()
    packed = bytes([VERSION]) + zlib.crc32(raw).to_bytes(4, "big") + raw
    text = base64.urlsafe_b64encode(packed).decode().rstrip("=")
    if len(text) > LINK_LIMIT:
        raise LinkError(
            f"this state needs a link of {len(text):,} characters and {LINK_LIMIT:,} are the "
            "limit; save it as a file instead"
        )
    return text


def read_link(text: str) -> tuple[Settings, list[str]]:
    """Settings from a packed text, and a sentence for each part that was ignored."""
    if len(text) > LINK_LIMIT:
        raise LinkError(f"the link has {len(text):,} characters and {LINK_LIMIT:,} are the limit")
    try:
        packed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise LinkError(
            "the link has characters that no link has; it was not copied whole"
        ) from None
    if len(packed) < 6:
        raise LinkError(f"the link is cut off after {len(text)} characters")
    reader(packed[0])
    if zlib.crc32(packed[5:]).to_bytes(4, "big") != packed[1:5]:
        raise LinkError("the link is damaged: its checksum does not match")
    return read_json(unpacked(packed[0], packed[5:]))


def unpacked(version: int, packed: bytes) -> bytes:
    """The JSON of a link, of at most UNPACKED_LIMIT bytes."""
    if version == 1:
        unpacker = zlib.decompressobj()
    else:
        unpacker = zlib.decompressobj(PLAIN, frozen(version).words)
    try:
        raw = unpacker.decompress(packed, UNPACKED_LIMIT)
    except zlib.error:
        raise LinkError("the link is damaged: it cannot be unpacked") from None
    if unpacker.unconsumed_tail:
        raise LinkError(f"the link unpacks to more than {UNPACKED_LIMIT:,} bytes")
    return raw


def to_file(settings: Settings) -> bytes:
    """The JSON of a state file, which a link packs."""
    said = json.dumps(to_data(settings), separators=(",", ":"), ensure_ascii=False)
    return said.encode("utf-8", "surrogatepass")  # the reader names what is no text


def read_file(raw: bytes) -> tuple[Settings, list[str]]:
    """Settings from an uploaded state file; at most FILE_LIMIT bytes."""
    if len(raw) > FILE_LIMIT:
        raise LinkError(f"the file has {len(raw):,} bytes and {FILE_LIMIT:,} are the limit")
    return read_json(raw)


def read_json(raw: bytes) -> tuple[Settings, list[str]]:
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError):
        raise LinkError("this is not a state of this page: it is not JSON") from None
    return read_data(data)
