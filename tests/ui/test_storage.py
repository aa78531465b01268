"""The page "How a mask is stored": its numbers, its address, and that nothing is timed unasked."""

import re
from html import unescape
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from maskviz.analysis.figures.colours import Palette
from maskviz.analysis.figures.storage import byte_points, crossing_lines
from maskviz.masks.catalogue import MASKS
from maskviz.matrices.storage import FORMS
from maskviz.matrices.storage.timing import Race
from maskviz.ui.storage import time as storagetime
from maskviz.ui.storage.table import share_text, size_text, times_text
from tests.ui.page import healthy

PALETTE = Palette("teal", "orange", "grey")
PAGE = Path(__file__).parents[2] / "pages/look_up/storage.py"


def opened(**address):
    page = AppTest.from_file(str(PAGE), default_timeout=60)
    page.query_params.update({key.replace("__", "."): str(value) for key, value in address.items()})
    return healthy(page.run())


def html(page):
    text = unescape("".join(e.proto.body for e in page.get("html")))
    return re.sub(r"\s+", " ", re.sub(r"(?s)<style>.*?</style>|<[^>]+>", " ", text))


def said(page):
    return " ".join(e.value for e in [*page.markdown, *page.caption]).replace("\\", "")


def told(page):
    return [e.value.replace("\\", "") for e in page.info]


def test_the_bytes_of_causal_at_1024_are_the_known_ones():
    page = opened(stored="causal")
    text = html(page)
    assert "Dense bool One byte a cell, True where the query may read the key. 1,048,576" in text
    for known in ("131,072", "4,194,304", f"{8 * 524_800:,}", f"{8 * (524_800 + 1_025):,}"):
        assert known in text
    assert "524,800 of 1,048,576 cells may be read" in said(page)


def test_the_crossover_is_shown_with_the_mask():
    text = html(opened(stored="sliding_window", stored__sliding_window__window=32))
    text = text.replace("\u00a0", " ")
    assert "up to 31,742 cells that may be read of 1,048,576 (3.03%); this mask has 32,272" in text
    assert "CSR int32 is smaller up to 3.03% 31,742 cells at most" in text


def test_controls_come_from_the_mask_and_change_the_numbers():
    page = opened(stored="chunk", stored_tokens=64)
    page.number_input(key="stored.chunk.size").set_value(8).run()
    assert "Chunk, size 8**: 512 of 4,096 cells" in said(healthy(page))
    page.selectbox(key="stored_tile").select(8).run()
    assert "0 of 64 tiles of 8 × 8 are partial" in said(healthy(page))


ALIKE = {  # one mask of all that have the same kinds of controls
    (*(type(kind) for kind in mask.parameters.values()), bool(mask.facts)): mask
    for mask in MASKS.values()
}


@pytest.mark.parametrize("mask", ALIKE.values(), ids=lambda mask: mask.name)
def test_every_kind_of_mask_opens_at_few_tokens(mask):
    page = opened(stored=mask.name, stored_tokens=40)
    assert page.selectbox(key="stored").value == mask.name and not told(page)
    assert bool(mask.facts) == ("Here " in page.caption[0].value)


@pytest.mark.parametrize("tokens", [1, 2048])
def test_the_ends_of_the_lengths(tokens):
    for name in ("full", "strict_causal"):
        assert f"of {tokens**2:,} cells" in said(opened(stored=name, stored_tokens=tokens))


def test_what_the_address_asks_in_vain_is_told():
    page = opened(stored="<b>", stored_tokens=5000, stored_tile=7, stored__full__x=1, other=2)
    assert page.selectbox(key="stored").value == "sliding_window"
    assert told(page) == [
        "Ignored from the address: "
        f"stored: '<b>' is not one of the {len(MASKS)} there are; "
        "stored_tokens: 5000 is outside 1 to 2048; "
        "stored_tile: '7' is not one of 8, 16, 32, 64, 128, 256; "
        "here is no setting “stored.full.x”. The rest is as it was sent."
    ]
    assert not told(healthy(page.run()))


@pytest.mark.parametrize("tokens", ["1e999", "nan", "9" * 400, "٣"])
def test_a_number_that_is_none_is_told_and_ends_nothing(tokens):
    page = opened(stored_tokens=tokens, stored__sliding_window__window=tokens)
    assert page.number_input(key="stored_tokens").value == 1_024
    assert told(page)[0].count("is not a whole number") == 2


def test_what_is_set_comes_back_by_its_address_and_waits_for_its_mask():
    page = opened(stored="causal", stored_tokens=64, stored__chunk__size=5)
    assert not told(page)
    page.selectbox(key="stored").select("chunk").run()
    assert "Chunk, size 5**" in said(healthy(page))
    page.number_input(key="stored.chunk.size").set_value(9).run()
    address = {key: page.query_params[key] for key in page.query_params}
    again = AppTest.from_file(str(PAGE), default_timeout=60)
    again.query_params.update(address)
    assert "Chunk, size 9**" in said(healthy(again.run()))
    assert again.number_input(key="stored_tokens").value == 64 and not told(again)


def test_the_address_names_the_mask_and_opens_it_again():
    page = opened()
    page.selectbox(key="stored").select("causal").run()
    assert "causal" in page.query_params["stored"]
    page.query_params["stored"] = "full"  # the browser's back button
    assert healthy(page.run()).selectbox(key="stored").value == "full"


def test_nothing_is_timed_until_it_is_asked_for_and_long_masks_not_at_all(monkeypatch):
    def never(*_):
        raise AssertionError("it timed unasked")

    monkeypatch.setattr(storagetime, "race", never)
    assert opened(stored_tokens=64).button(key="storage_time").label == "Time it"
    page = opened(stored_tokens=1025)
    assert not page.button and "up to 1,024 tokens; this mask has 1,025" in said(page)


def timed(monkeypatch, seconds):
    def race(cells, tile):
        yield Race(1, 1, {name: (seconds[name],) for name in FORMS}, dict.fromkeys(FORMS, 1e-7))

    monkeypatch.setattr(storagetime, "race", race)
    page = opened(stored="causal", stored_tokens=64)
    return healthy(page.button(key="storage_time").click().run())


def test_the_table_and_the_sentence_say_what_was_measured(monkeypatch):
    page = timed(monkeypatch, {name: 1 + i for i, name in enumerate(FORMS)})
    rows = html(page)[html(page).index("Time") :]
    assert rows.index("Dense bool") < rows.index("Packed bits") < rows.index("Block mask")
    assert "Fastest is Dense bool (1.0 × the bytes of dense bool, 1.0 × its time)." in (
        said(page).replace("\u00a0", " ")
    )
    assert "Slowest is Block mask" in said(page)
    page.number_input(key="stored_tokens").set_value(65).run()
    assert "Slowest is" not in said(healthy(page))  # these numbers belong to another mask


def test_a_real_race_is_shown():
    page = opened(stored="causal", stored_tokens=48)
    page.button(key="storage_time").click().run()
    assert "Smallest is" in said(healthy(page)) and not storagetime.one_at_a_time.locked()


def test_a_second_race_is_told_and_does_not_wait():
    page = opened(stored_tokens=16)
    with storagetime.one_at_a_time:
        page.button(key="storage_time").click().run()
    assert told(healthy(page)) == ["Somebody else is timing at this moment; try again."]


def test_numbers_in_words():
    assert [size_text(n) for n in (0, 999, 1_000, 131_072, 999_600, 4_194_304)] == [
        *("0 B", "999 B", "1 kB", "131 kB", "1 MB", "4.19 MB")
    ]
    assert [times_text(x).replace("\u00a0", " ") for x in (0.0123, 0.96, 1, 9.94, 34.2)] == [
        *("0.012 ×", "0.96 ×", "1.0 ×", "9.9 ×", "34 ×")
    ]
    assert share_text(1, 32) == "3.12%" and share_text(0, 0) == "0%"


def test_the_figures_hold_the_numbers():
    points = byte_points(["a", "b"], [8, 0], ["8 B", "0 B"], 8, PALETTE)
    assert list(points.data[0].x) == [8, None] and len(points.layout.shapes) == 1
    shares = np.array([0.01, 0.1, 1]).tolist()
    lines = crossing_lines(shares, {"list": [1, 10, 100], "whole": [50, 50, 50]}, 0.1, PALETTE)
    assert [line.name for line in lines.data] == ["whole", "list"]
    assert [line.line.color for line in lines.data] == ["grey", "teal"]
    assert points.data[0].marker.color == ("grey", "teal")  # the smallest is spoken of
    assert lines.layout.shapes[0].x0 == 0.1
    assert not crossing_lines([1.0], {}, 0, PALETTE).layout.shapes
