"""Every mask of the catalogue is found again, whole and with cells turned over."""

import random

import numpy as np
import pytest

from maskviz.masks.call import CATALOGUE
from maskviz.masks.catalogue import MASKS
from maskviz.masks.matrix import matrix
from maskviz.masks.spec import Picture
from maskviz.matrices.closest import EXCLUDED, FITTERS, SEARCHED, closest, differing
from tests.contract.tokens import unlawful
from tests.matrices.closest.draws import draw, flipped, sizes_of

FITTED = [*FITTERS, *SEARCHED]
DRAWS = 2  # of each mask and size


def test_every_mask_is_fitted_or_left_out_with_a_reason():
    assert sorted([*FITTED, *EXCLUDED]) == sorted(CATALOGUE)
    assert all(why.endswith(".") and len(why) > 20 for why in EXCLUDED.values())


@pytest.mark.parametrize("name", FITTED)
def test_a_mask_is_found_again_to_the_cell(name):
    dice = random.Random(name)
    for queries, keys in sizes_of(name):
        for _ in range(DRAWS):
            drawn = draw(name, queries, keys, dice)
            found = closest(drawn.cells, most=3)
            assert found[0].distance == 0, drawn
            for find in found:
                assert len(differing(find, drawn.cells)) == find.distance, (drawn, find)
                assert not unlawful(find.call.mask, find.facts), find


@pytest.mark.parametrize("name", FITTED)
def test_cells_turned_over_hide_no_mask(name):
    dice = random.Random(name)
    for queries, keys in sizes_of(name):
        if queries * keys < 60:
            continue
        for turned in (1, 3):
            drawn = draw(name, queries, keys, dice)
            cells = flipped(drawn.cells, turned, dice)
            (find,) = closest(cells, most=1)
            assert find.distance <= turned, (drawn, find)
            assert len(differing(find, cells)) == find.distance


def test_what_is_said_of_a_sink_window_with_two_cells_turned():
    cells = Picture(
        "#........ ##....... ###...... ####..... #####.... #.####... #..####.. #...####. #....####"
    ).matrix.copy()
    cells[2, 7] = cells[8, 4] = True
    (find,) = closest(cells, most=1)
    assert str(find.call) == "sink_window(sinks=1, window=4)"
    assert find.distance == 2 and differing(find, cells).tolist() == [[2, 7], [8, 4]]


def test_among_equals_fewer_facts_then_fewer_numbers_then_the_order_of_the_catalogue_wins():
    found = closest(np.tril(np.ones((8, 8), dtype=bool)))
    equal = [find.call.name for find in found if find.distance == 0]
    order = [name for name in MASKS if name in ("causal", "causal_upper_left", "decode_step")]
    assert equal[:3] == order
    ranks = [(len(f.call.mask.facts), len(f.call.mask.controls)) for f in found if not f.distance]
    assert ranks == sorted(ranks) and ranks[-1][0] > 0


def test_facts_come_with_the_mask():
    columns = Picture("###.. ###.. ###.. ###.. ###..").matrix
    facts = {find.call.name: find.facts for find in closest(columns)}
    assert facts["key_padding"] == {"real": (1, 1, 1, 0, 0)}
    assert facts["sensitive"] == {"secret": (0, 0, 0, 1, 1)}
    pages = Picture("#.... .#... .##.. ...#. ...##").matrix
    (find,) = (f for f in closest(pages) if f.call.name == "document_causal")
    assert find.distance == 0 and find.facts == {"doc": (0, 1, 1, 2, 2)}


def test_the_offset_moves_the_queries():
    cells = np.tril(np.ones((3, 6), dtype=bool))
    here, last = closest(cells, 0, most=1)[0], closest(cells, most=1)[0]
    assert here.call.name == "causal" and last.call.name == "causal_upper_left"
    assert here.distance == last.distance == 0


def test_queries_that_are_no_tokens_have_no_facts():
    found = {find.call.name for find in closest(np.ones((5, 3), dtype=bool))}
    assert "causal_padding" in found and not found & {"levels", "document", "tree"}


def test_a_matrix_without_cells_is_refused():
    with pytest.raises(ValueError, match="0 x 4 has no cells"):
        closest(np.zeros((0, 4), dtype=bool))


def test_a_large_matrix_is_found_too():
    cells = matrix(MASKS["sparse_fixed"], 300, 300, {"size": 32, "summary": 4})
    cells[7, 250] = True
    (find,) = closest(cells, most=1)
    assert str(find.call) == "sparse_fixed(size=32, summary=4)" and find.distance == 1


def test_chunks_that_begin_at_the_first_real_token_are_named():
    real = (0, 0, 0, 1, 1, 1, 1, 1, 1, 1)
    facts = {"real": real, "position": tuple(max(0, i - 3) for i in range(10))}
    cells = matrix(MASKS["chunked_causal_padded"], 10, 10, {"size": 4}, facts)
    find = next(f for f in closest(cells) if f.call.name == "chunked_causal_padded")
    assert find.distance == 0 and find.call.params == {"size": 4} and find.facts == facts


def test_a_rectangle_of_pixels_is_named():
    params = {"width": 6, "height": 5, "across": 2, "down": 1}
    cells = matrix(MASKS["neighbourhood_rectangle"], 30, 30, params)
    (find,) = closest(cells, most=1)
    assert (find.call.name, find.call.params, find.distance) == (
        "neighbourhood_rectangle",
        params,
        0,
    )
