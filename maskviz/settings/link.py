"""The link is the state: all settings as one short text, and back, saying what could not be read.

Form: base64url of a version byte, the CRC-32 of what follows, and deflated JSON. The address bar
carries at most `LINK_LIMIT` characters; a state file is the same JSON, not packed.
"""

import base64
import binascii
import json
import zlib
from typing import Any

from maskviz.masks.compose import Term, Typed, typed
from maskviz.settings.declared import Settings
from maskviz.settings.versions import LinkError, read_data, reader

VERSION = 1
LINK_LIMIT = 8_000  # characters; longer addresses are cut by servers and chat programs
UNPACKED_LIMIT = 200_000  # bytes of JSON; a small link must not fill the memory
FILE_LIMIT = 1_000_000  # bytes of an uploaded state file


def to_data(settings: Settings) -> dict:
    """Settings as plain JSON data, defaults included, so that new defaults keep old links true.

    A typed text that is no rule yet is left out; the last one that was is in its slot.
    """
    unfinished = [] if isinstance(typed(settings.typed_rule), Typed) else ["typed_rule"]
    return {
        "v": VERSION,
        "values": {
            key: plain(value) for key, value in settings.values.items() if key not in unfinished
        },
        "slots": {slot: str(mask) for slot, mask in settings.slots.items()},
        "book": {slot: page.data for slot, page in settings.book.items()},
        "picks": {name: list(p) for name, p in settings.picks.items()},
        "locked": list(settings.locked) if settings.locked else None,
    }


def plain(value: Any) -> Any:
    """A value as JSON has it: a tuple as a list, a mask as its text."""
    if isinstance(value, tuple):
        return list(value)
    return str(value) if isinstance(value, Term) else value


def make_link(settings: Settings) -> str:
    """The packed text; LinkError with both numbers when it is too large to be read back."""
    unpacked = to_file(settings)
    if len(unpacked) > UNPACKED_LIMIT:
        raise LinkError(
            f"this state has {len(unpacked):,} bytes and a link carries at most "
            f"{UNPACKED_LIMIT:,}; save it as a file instead"
        )
    raw = zlib.compress(unpacked, 9)
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
    unpacker = zlib.decompressobj()
    try:
        raw = unpacker.decompress(packed[5:], UNPACKED_LIMIT)
    except zlib.error:
        raise LinkError("the link is damaged: it cannot be unpacked") from None
    if unpacker.unconsumed_tail:
        raise LinkError(f"the link unpacks to more than {UNPACKED_LIMIT:,} bytes")
    return read_json(raw)


def to_file(settings: Settings) -> bytes:
    """The JSON of a state file, which a link packs."""
    return json.dumps(to_data(settings), separators=(",", ":")).encode()


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
