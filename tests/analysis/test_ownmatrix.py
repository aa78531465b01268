"""A matrix that somebody brought is the mask at its own size, whatever the text, and its code is
short."""

from dataclasses import replace

import numpy as np
import pytest

from maskviz.analysis.view import make_view
from maskviz.libraries.export import EXPORTS, NotExpressible, to_torch
from maskviz.masks.call import MaskCall
from maskviz.masks.painting import POSITIONS
from maskviz.models import load
from maskviz.settings.declared import Settings
from maskviz.settings.ownmatrix import of_matrix
from maskviz.ui.board.words import caption, warnings
from maskviz.ui.playground.code import masks_of, predicates, sizes_of
from tests.libraries.export.samples import matrix_of, run

DOC = np.array([0, 0, 0, 1, 1, 2])
DOCUMENTS = (DOC[:, None] == DOC) & np.tri(6, dtype=bool)
SHORT, KING = "Hi", "The king asked the princess what she had seen"  # ten tokens with `<s>`
FULL, CAUSAL = MaskCall("full"), MaskCall("causal")


@pytest.fixture(scope="module")
def looked_at(shipped):
    def made(allowed, text=KING, base=FULL, **changes):
        settings = of_matrix(np.asarray(allowed), Settings.of(text=text), base)
        return make_view(settings.but(**changes), shipped)

    return made


@pytest.mark.parametrize("text", [KING, SHORT, "", "x" * 90])
def test_the_picture_is_the_matrix_whatever_the_text(looked_at, text):
    """Case M45: never a corner of another, and every layer has it."""
    view = looked_at(DOCUMENTS, text, CAUSAL)
    assert np.array_equal(view.mask.allowed, DOCUMENTS) and view.region.keys == 6
    assert all(np.array_equal(cells, DOCUMENTS) for cells in view.allowed["self"][:, 0, 0].numpy())
    assert view.mask.drawn == "Your matrix" and not view.mask.fault


def test_the_page_says_what_it_did_to_the_text(looked_at):
    cut = "Your matrix has 6 keys and the text 10 tokens: the first 6 are read."
    assert warnings(looked_at(DOCUMENTS))[0] == cut
    assert warnings(looked_at(np.tri(10, dtype=bool))) == []
    view = looked_at(DOCUMENTS, SHORT)
    real = int(view.real.sum())
    told = f"Your matrix has 6 keys and the text {real} tokens: {6 - real} tokens of padding stand"
    assert any(said.startswith(told) and "behind it" in said for said in warnings(view))
    left = looked_at(DOCUMENTS, SHORT, pad_side="left")
    assert any("before it" in said for said in warnings(left))
    assert "10 of 36 cells may be read." in caption(view)
    assert "painted" not in caption(view)


def test_the_last_queries_of_a_text_have_their_own_matrix(looked_at):
    """Four queries over six keys: the two rows before them are the model's own."""
    chance = np.random.default_rng(3).random((4, 6)) < 0.5
    view = looked_at(chance)
    assert np.array_equal(view.mask.allowed, chance) and view.region.offset == 2
    whole = view.allowed["self"][0, 0, 0].numpy()
    assert np.array_equal(whole, np.vstack([np.tri(2, 6, dtype=bool), chance]))


@pytest.mark.parametrize("text", ["4/1/99", "May", "the third of May 1979"])
@pytest.mark.parametrize("size", [(10, 4), (6, 3), (2, 1)])
def test_more_queries_than_keys_are_drawn_where_an_answer_asks_a_text(text, size):
    """A row with nothing to read moves nothing: cross-attention adds exactly 0 to it."""
    allowed = np.tri(*size, size[1] - size[0], dtype=bool)  # from the lower right corner
    settings = of_matrix(allowed, Settings.of(model="dates", text=text), FULL)
    view = make_view(settings, load("dates"))
    assert np.array_equal(view.mask.allowed, allowed) and not view.mask.fault
    assert len(view.asking) == size[0] == len(view.usual.tokens) and len(view.tokens) == size[1]
    empty = ~allowed.any(axis=1)
    assert empty.sum() == size[0] - size[1]
    moved = view.layer.projected[0, empty].abs().amax()
    assert moved == 0 and "Your matrix" in view.mask.drawn


def test_of_another_size_an_answer_has_it_not_and_the_page_says_what_brings_it_back():
    settings = of_matrix(np.ones((6, 3), dtype=bool), Settings(), FULL)
    view = make_view(settings.but(answer=0, pad_to=5), load("dates"))
    told = "“Pad to” 3 and “Answer” 6 bring it back."
    assert view.mask.fault.endswith(told) and "here are 10 x 5" in view.mask.fault


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"pad_to": 8}, "6 queries x 6 keys, and here are 8 x 8"),
        ({"queries": 3}, "and here are 3 x 6: it is drawn at its own size only. “Last queries” 0"),
        ({"pad_to": 0}, "10 x 10: it is drawn at its own size only. “Pad to” 6 brings it back."),
        (
            {"pad_to": 7, "queries": 6},
            "here are 6 x 7: it is drawn at its own size only. “Pad to” 6 and",
        ),
    ],
)
def test_at_another_size_it_is_not_drawn_and_the_page_says_what_brings_it_back(
    looked_at, changes, told
):
    view = looked_at(DOCUMENTS, **changes)
    assert view.mask.allowed.all() and view.mask.drawn == "Full, in place of Your matrix"
    assert any(told in said for said in warnings(view)), warnings(view)


def test_what_is_painted_on_it_is_told_from_it(looked_at):
    view = looked_at(DOCUMENTS)
    page = view.settings.book["all"]
    painted = replace(view.settings, book={"all": replace(page, flips=(5 * POSITIONS + 0,))})
    view = make_view(painted, view.shipped)
    assert view.mask.title == "Your matrix, painted over"
    apart = np.argwhere(view.mask.allowed != DOCUMENTS).tolist()
    assert apart == [[5, 0]] and "1 cell painted" in caption(view)
    names = run(to_torch(masks_of(view), *sizes_of(view)))
    assert np.array_equal(names["allowed"], view.mask.allowed)


@pytest.mark.parametrize(
    "allowed", [DOCUMENTS, np.random.default_rng(1).random((6, 6)) < 0.5, np.tri(3, 7, 3) > 0]
)
def test_its_code_is_the_matrix_in_every_library(looked_at, allowed):
    view = looked_at(allowed)
    for library, export in EXPORTS.items():
        try:
            text = export(masks_of(view), *sizes_of(view))
        except NotExpressible:
            assert library == "nn.TransformerEncoder" and len(allowed) < allowed.shape[1]
            continue
        assert np.array_equal(matrix_of(run(text)), allowed), library


def test_a_matrix_that_is_a_known_mask_is_written_as_that_with_its_facts(looked_at):
    """Case M45: the code of the playground; with padding on top the facts stand beside each
    other, and where they would deny each other the cells are drawn."""
    view = looked_at(DOCUMENTS)
    text = to_torch(masks_of(view), *sizes_of(view))
    assert "doc = torch.tensor([0, 0, 0, 1, 1, 2])\n" in text and "painted" not in text
    assert "allowed &= document_causal(q, k, doc=doc)" in text
    assert "doc[k] == doc[q]" in predicates(view)[0]
    beside = looked_at(DOCUMENTS, SHORT, and_padding=True)
    text = to_torch(masks_of(beside), *sizes_of(beside))
    assert "document_causal(q, k, doc=doc) & key_padding(q, k, real=real)" in text
    assert np.array_equal(run(text)["allowed"], beside.mask.allowed)
    padded = np.broadcast_to(np.arange(6) > 2, (6, 6))
    denied = looked_at(padded, SHORT, and_padding=True)
    text = to_torch(masks_of(denied), *sizes_of(denied))
    assert "lines.split()" in text and np.array_equal(run(text)["allowed"], denied.mask.allowed)
