"""The viewer of large masks in Chromium: what is drawn, and what is read out."""

import numpy as np
import pytest

from maskviz.stage.big import LARGEST, big_message, summary
from maskviz.stage.pack import unpack
from tests.stage.bigdriver import blueness, framed, read, settle, shown, spot, window, zoom_in

chromium = pytest.mark.browser


@chromium
def test_every_cell_of_a_small_mask_is_drawn_as_it_is(page):
    cells = np.random.default_rng(0).random((24, 20)) < 0.5
    root = shown(page, cells)
    found = [[blueness(root, q, k) > 60 for k in range(20)] for q in range(24)]
    assert np.array_equal(found, cells)


@chromium
def test_a_block_is_the_denser_the_more_of_it_may_be_read(page):
    cells = np.zeros((2048, 2048), dtype=bool)
    cells[512:1024] = np.arange(2048) % 8 == 0  # one key of eight, so two of sixteen in any row
    cells[1024:1536] = np.arange(2048) % 2 == 0
    cells[1536:] = True
    root = shown(page, cells)
    nothing, few, half, all_of_it = (blueness(root, 256 + 512 * i, 1000) for i in range(4))
    assert nothing < 3 < 20 < few < half < all_of_it


@chromium
def test_the_readout_counts_a_block_and_names_a_cell(page):
    cells = window(2048)
    root = shown(page, cells)
    page.mouse.move(*spot(root, 900, 896))
    settle(page)
    box = framed(root)["plot"]["w"]
    block = 2
    while block * box / 2048 < 1:
        block *= 2
    top, left = 900 // block * block, 896 // block * block
    count = int(cells[top : top + block, left : left + block].sum())
    assert read(root) == (
        f"queries {top} to {top + block - 1}, keys {left} to {left + block - 1}: "
        f"{count} of {block * block} may be read"
    )
    zoom_in(page, root, 900, 896)
    assert "cell by cell" in root.locator(".where").inner_text()
    for key, word in ((900, "may"), (901, "may not"), (869, "may"), (868, "may not")):
        page.mouse.move(*spot(root, 900, key))
        settle(page)
        if read(root) == f"query 900 {word} read key {key}":
            continue
        x, *_ = spot(root, 900, key)  # out of sight on a phone
        frame = root.locator("canvas").first.bounding_box()
        assert not frame["x"] + 38 <= x < frame["x"] + frame["width"]


@chromium
def test_a_flat_mask_has_blocks_of_one_query(page):
    cells = np.zeros((8, 2048), dtype=bool)
    cells[3, 640:643] = True
    root = shown(page, cells)
    page.mouse.move(*spot(root, 3, 641))
    settle(page)
    wide = 4 if framed(root)["plot"]["w"] > 512 else 8
    assert read(root) == f"query 3, keys 640 to {639 + wide}: 3 of {wide} may be read"


def test_the_message_is_the_mask_and_its_summary():
    cells = window(2048)
    message = big_message(cells, "Window")
    header, arrays = unpack(message)
    assert np.array_equal(arrays["cells"], cells) and len(message) < 530_000
    assert header == {"label": "Window", "summary": summary(cells)}
    assert summary(np.array([[True, False], [False, False]])) == (
        "2 queries, 2 keys; 1 of 4 cells may be read, 25.0%. A query reads 0 to 1 keys, 0.5 on "
        "average. 1 queries have nothing to read."
    )


@pytest.mark.parametrize("shape", [(0, 0), (3,), (LARGEST + 1, 2)])
def test_what_cannot_be_shown_is_refused(shape):
    with pytest.raises(ValueError, match=r"a mask is|more than 2,048"):
        big_message(np.zeros(shape, dtype=bool), "Window")
