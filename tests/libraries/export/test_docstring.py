"""The exported docstring: sentence, inequality, picture."""

import ast

import numpy as np
import pytest

from maskviz.libraries.export import Head, to_docstring
from maskviz.masks.call import MaskCall
from maskviz.masks.catalogue import MASKS
from maskviz.masks.compose import read_term
from maskviz.masks.spec import Picture
from tests.libraries.export.samples import CAUSAL, EACH, FACTS, PAINTED, WINDOW, picture


def drawings(text: str) -> list[np.ndarray]:
    """The pictures in a docstring, as the catalogue reads them."""
    lines = [line.strip() if set(line) <= set("#. ") else "" for line in text.splitlines()]
    blocks = " ".join(line or "|" for line in lines).split("|")
    return [Picture(block.strip()).matrix for block in blocks if block.strip()]


def test_it_reads_well():
    """The whole text of one, as a reader gets it."""
    assert to_docstring(WINDOW, 2, 3) == (
        '"""Sliding window, window 2.\n'
        "\n"
        "True = query q may read key k; q and k are positions in the text.\n"
        "In the picture a line is a query, # may be read: 2 queries from position 1 on, 3 keys.\n"
        "\n"
        "Each token reads itself and the few tokens just before it.\n"
        "    0 <= q - k < window, window = 2\n"
        "\n"
        "    ##.\n"
        "    .##\n"
        '"""\n'
    )


@pytest.mark.parametrize("name", MASKS)
def test_every_mask_says_its_sentence_and_its_inequality_and_is_drawn(name):
    facts = {p.name: (0,) * 6 for p in MASKS[name].facts}
    text = to_docstring(MaskCall(name), 6, 6, facts)
    assert MASKS[name].sentence in " ".join(text.split())
    assert f"\n    {MASKS[name].inequality}" in text
    assert np.array_equal(drawings(text), [picture(MaskCall(name), 6, 6, facts)])


def test_heads_that_are_alike_are_drawn_once():
    text = to_docstring(EACH, 8, 8, FACTS)
    assert "Heads 0 and 4: Sliding window, window 2\n" in text
    assert np.array_equal(drawings(text), [picture(h, 8, 8) for h in (*EACH[:4], *EACH[5:])])


def test_paint_is_told_in_its_place():
    text = to_docstring(PAINTED, 8, 8, FACTS)
    steps = ["Each token reads itself", "Nobody reads padding", "Then 3 cells", "Nobody reads the"]
    places = [text.index(step) for step in steps]
    assert places == sorted(places)


def test_a_mask_of_masks_says_what_it_is_made_of():
    term, _ = read_term("or(and(causal(), not(chunk(size=3))), rule{k == 0})")
    text = to_docstring(term, 6, 6)
    for part in ("k <= q  (Causal)", "size = 3  (Chunk, size 3)", "k = 0  (the rule)"):
        assert part in text
    assert np.array_equal(drawings(text)[0], picture(term, 6, 6))


def test_it_is_a_docstring_and_narrow():
    for masks in (EACH, Head((CAUSAL,) * 9), PAINTED):
        text = to_docstring(masks, 8, 8, FACTS)
        assert ast.get_docstring(ast.parse(text)) == text.strip().strip('"').strip()
        assert max(map(len, text.splitlines())) <= 100


def test_a_large_picture_is_cut_and_says_so():
    text = to_docstring(CAUSAL, 200, 200)
    assert "the upper left 64 by 64 cells" in " ".join(text.split())
    assert drawings(text)[0].shape == (64, 64)
