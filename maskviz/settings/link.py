"""The link is the state: all settings as one short text, and back, saying what could not be read.

Form: base64url of a version byte, the CRC-32 of what follows, and deflated JSON. The address bar
carries at most `LINK_LIMIT` characters; a state file is the same JSON, not packed.
"""

import base64
import binascii
import json
import zlib
from collections.abc import Collection, Mapping
from itertools import product
from typing import Any

from maskviz.masks.compose import read_term
from maskviz.masks.facts import PICKS
from maskviz.masks.kinds import quoted
from maskviz.masks.painting import POSITIONS, read_biases
from maskviz.settings.declared import CONTROLS, CUSTOM, DEFAULTS, PARTS, Settings, slot_of
from maskviz.settings.kinds import Many

VERSION = 1
LINK_LIMIT = 8_000  # characters; longer addresses are cut by servers and chat programs
UNPACKED_LIMIT = 200_000  # bytes of JSON; a small link must not fill the memory
FILE_LIMIT = 1_000_000  # bytes of an uploaded state file


class LinkError(ValueError):
    """A link or state file that holds no settings; the message says why."""


def to_data(settings: Settings) -> dict:
    """Settings as plain JSON data, defaults included, so that new defaults keep old links true.

    A typed text that is no rule yet is left out; the last one that was is in its slot.
    """
    typed = CONTROLS["typed_rule"].kind.problem(settings.typed_rule)
    unfinished = ["typed_rule"] if typed else []
    return {
        "v": VERSION,
        "values": {
            key: list(value) if isinstance(value, tuple) else value
            for key, value in settings.values.items()
            if key not in unfinished
        },
        "slots": dict(settings.slots),
        "book": {slot: dict(page) for slot, page in settings.book.items()},
        "picks": {name: list(p) for name, p in settings.picks.items()},
        "locked": list(settings.locked) if settings.locked else None,
    }


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
    if packed[0] != VERSION:
        raise LinkError(f"the link is of version {packed[0]} and this page reads version {VERSION}")
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
    if not isinstance(data, dict) or data.get("v") != VERSION:
        found = data.get("v") if isinstance(data, dict) else type(data).__name__
        raise LinkError(f"the state is of version {quoted(found)}, this page reads {VERSION}")
    return read_data(data)


def read_data(data: Mapping) -> tuple[Settings, list[str]]:
    """Take every part that is valid, name every part that is not."""
    ignored: list[str] = []
    values = dict(DEFAULTS)
    for key, value in section(data, "values", ignored).items():
        if key not in CONTROLS:
            ignored.append(f"this page has no setting “{key[:40]}”")
        elif problem := CONTROLS[key].kind.problem(value):
            ignored.append(f"{key}: {problem}")
        else:
            values[key] = tuple(value) if isinstance(CONTROLS[key].kind, Many) else value
    heads, layers = ("all", *CONTROLS["head"].kind.options), CONTROLS["layer"].kind.options
    sides = product(("self", *PARTS), heads, (None, *layers))
    names = {slot_of(*side) for side in sides}
    slots = read_slots(section(data, "slots", ignored), names, ignored)
    book = read_book(section(data, "book", ignored), names, ignored)
    picks = {}
    for name, found in section(data, "picks", ignored).items():
        if name in PICKS and positions(found, POSITIONS):
            picks[name] = tuple(sorted(set(found)))
        else:
            ignored.append(f"the tokens picked as “{name[:40]}”")
    locked = data.get("locked")
    if locked is not None and not (positions(locked, POSITIONS) and len(locked) == 2):
        ignored.append("the locked cell: it is not a pair of positions")
        locked = None
    locked = tuple(locked) if locked else None
    return Settings.of(**values, slots=slots, book=book, picks=picks, locked=locked), ignored


def section(data: Mapping, name: str, ignored: list[str]) -> Mapping[str, Any]:
    found = data.get(name, {})
    if not isinstance(found, dict):
        ignored.append(f"“{name}” is {type(found).__name__}, not a list of settings")
        return {}
    return found


def positions(found: Any, below: int) -> bool:
    return isinstance(found, list) and all(type(i) is int and 0 <= i < below for i in found)


def read_slots(found: Mapping, names: Collection[str], ignored: list[str]) -> dict[str, str]:
    slots = {}
    for slot, text in found.items():
        if slot not in names or not isinstance(text, str):
            ignored.append(f"the mask of “{slot[:20]}”")
        elif text == CUSTOM:
            slots[slot] = text
        else:
            term, wrong = read_term(text)
            ignored += wrong
            if term:
                slots[slot] = str(term)
    return slots


def read_book(found: Mapping, names: Collection[str], ignored: list[str]) -> dict[str, dict]:
    book = {}
    for slot, page in found.items():
        base = page.get("base") if isinstance(page, dict) else None
        flips = page.get("flips") if isinstance(page, dict) else None
        term, wrong = read_term(base) if isinstance(base, str) else (None, [])
        ignored += wrong
        if slot not in names or not term or not positions(flips, POSITIONS * POSITIONS):
            ignored.append(f"the painted mask of “{slot[:20]}”")
        else:
            book[slot] = {"base": str(term), "flips": sorted(set(flips))}
            if biases := painted(page, slot, ignored):
                book[slot]["biases"] = biases
    return book


def painted(page: Mapping, slot: str, ignored: list[str]) -> list:
    """The painted biases of a page; none, and a sentence, when they cannot be read."""
    try:
        return read_biases(page.get("biases", []))
    except ValueError as error:
        ignored.append(f"the painted biases of “{slot[:20]}”: {error}")
        return []
