"""Links of version 1 as the app wrote them until version 2: every setting, defaults included."""

import base64
import json
import zlib
from typing import Any

from maskviz.settings.declared import Settings
from maskviz.settings.version2 import plain


def data_v1(settings: Settings) -> dict[str, Any]:
    """All of a state, so that nothing depends on what is left out."""
    return {
        "v": 1,
        "values": {key: plain(value) for key, value in settings.values.items()},
        "slots": {slot: str(mask) for slot, mask in settings.slots.items()},
        "book": {slot: page.data for slot, page in settings.book.items()},
        "picks": {name: list(p) for name, p in settings.picks.items()},
        "locked": list(settings.locked) if settings.locked else None,
    }


def packed(raw: bytes, version: int = 1) -> str:
    squeezed = zlib.compress(raw, 9)
    body = bytes([version]) + zlib.crc32(squeezed).to_bytes(4, "big") + squeezed
    return base64.urlsafe_b64encode(body).decode().rstrip("=")


def link_v1(settings: Settings) -> str:
    return packed(json.dumps(data_v1(settings), separators=(",", ":")).encode())
