"""The board's message, read back by its written layout and not by the code that wrote it."""

import json
import struct
import zlib

import numpy as np
import pytest

from maskviz.stage.board import Address, board_message, digests


def read(message):
    (length,) = struct.unpack_from("<I", message)
    header, body = json.loads(message[4 : 4 + length]), message[4 + length :]
    assert length % 4 == 0
    if header["packed"]:
        body = zlib.decompress(body, wbits=-15)
    found = {
        part["name"]: body[part["at"] : part["at"] + part["size"]]
        for part in header["parts"]
        if "at" in part
    }
    return header, found


@pytest.mark.parametrize("size", [3, 50_000])
def test_parts_come_back_in_their_order_each_at_a_multiple_of_four(size):
    parts = {"stage": b"s" * size, "words": "½ “«”".encode(), "none": b""}
    header, found = read(board_message(parts, {}, Address("?p=2a", push=True), "Full – maskviz")[0])
    assert found == parts and list(found) == [part["name"] for part in header["parts"]]
    assert [part["at"] % 4 for part in header["parts"]] == [0, 0, 0]
    assert header["address"] == {"query": "?p=2a", "push": True}
    assert header["page"] == "Full – maskviz"
    assert header["packed"] == (size > 4_096)


def test_what_the_browser_has_is_named_and_not_sent():
    parts = {"stage": np.random.default_rng(0).bytes(9_000), "hand": b"{}", "flow": b"f"}
    held = digests(parts)
    header, found = read(board_message(parts | {"hand": b"[]"}, held, None, "")[0])
    assert found == {"hand": b"[]"} and not header["packed"] and "address" not in header
    assert {p["name"]: p["digest"] for p in header["parts"] if "at" not in p} == {
        "stage": held["stage"],
        "flow": held["flow"],
    }
    _, again = read(board_message(parts, {"stage": "another"}, None, "")[0])
    assert again == parts


def test_equal_bodies_have_equal_digests_and_others_do_not():
    found = digests({"a": b"x", "b": b"x", "c": b"y", "d": b""})
    assert found["a"] == found["b"] and len(set(found.values())) == 3
