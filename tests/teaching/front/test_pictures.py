"""The first page's numbers are the model's, and each sentence is true of the cells beside it."""

import numpy as np
import pytest
import torch

from maskviz.models import load
from maskviz.teaching.front.pictures import MASKS, PADS, TOKENS, pictures, settings_of
from maskviz.teaching.words import catalogue

GPT = load("gpt")
DRAWN = pictures(GPT)
TEXT = catalogue("start")["text"]


def by_loops(name: str, q: int, k: int) -> bool:
    """Whether a token may read another, from the names of the pictures alone."""
    pads = PADS if name in ("padding", "both") else 0
    return (k <= q or name in ("none", "padding")) and k >= pads


def run_by_hand(name: str):
    """The model on the tokens, padding and mask put together without settings and views."""
    row = GPT.tokenizer.row(TEXT).ids
    pads = PADS if name in ("padding", "both") else 0
    ids = torch.tensor([[0] * pads + list(row)])
    n = ids.shape[1]
    cells = torch.tensor([[by_loops(name, q, k) for k in range(n)] for q in range(n)])
    return cells, GPT.model.run(ids, cells.expand(GPT.shape.layers, 1, 1, n, n))


@pytest.mark.parametrize("name", MASKS)
def test_cells_weights_and_the_next_word_are_those_of_a_run_by_hand(name):
    picture, (cells, run) = DRAWN[name], run_by_hand(name)
    assert (picture.cells == cells.numpy()).all()
    looked = picture.settings
    weights = run.heads["self"][looked.layer].trace.weights[0, looked.head].numpy()
    np.testing.assert_allclose(picture.weights, weights, atol=1e-5)
    assert picture.pads + TOKENS == len(picture.words) == len(cells)
    logits = run.logits[0, -1].softmax(-1)
    best = int(logits.argmax())
    assert (picture.next.best.token, picture.next.best.label) == (best, "supper")
    for guess in picture.next.choices:
        assert guess.probability == pytest.approx(logits[guess.token].item(), abs=1e-4)


def test_the_sentence_is_four_words_and_its_mark():
    assert DRAWN["causal"].words == (catalogue("start")["start"], *TEXT.split())
    assert len(TEXT.split()) == TOKENS - 1


def test_no_mask_takes_the_model_s_own_off():
    settings = settings_of("none")
    assert not settings.and_causal and not settings.and_padding
    assert DRAWN["none"].cells.all() and DRAWN["none"].weights[3, 4] > 0.5, "it reads what follows"


def test_padding_that_nobody_reads_changes_no_guess():
    for bare, padded in (("none", "padding"), ("causal", "both")):
        one, other = (DRAWN[name].next.choices for name in (bare, padded))
        assert [g.label for g in one] == [g.label for g in other]
        assert [g.probability for g in one] == pytest.approx([g.probability for g in other], 1e-4)


def plain(rich) -> str:
    return "".join(piece if isinstance(piece, str) else f"*{piece['b']}*" for piece in rich)


@pytest.mark.parametrize("name", MASKS)
def test_a_sentence_names_all_that_is_read_with_its_weight_and_nothing_else(name):
    picture = DRAWN[name]
    for q, row in enumerate(picture.rows):
        said = plain(row)
        reads, _, rest = said.partition(";" if ";" in said else ":")
        open_keys = [k for k in range(len(picture.words)) if by_loops(name, q, k)]
        told = [f"*{picture.words[k]}* ({picture.weights[q, k]:.0%})" for k in open_keys]
        assert reads.startswith(f"*{picture.words[q]}* reads ")
        assert all(part in reads for part in told) and reads.count("(") == len(told)
        assert ("reads nothing" in reads) == (not open_keys)
        shut = {picture.words[k] for k in range(len(picture.words)) if k not in open_keys}
        if shut:
            assert all(f"*{word}*" in rest for word in shut)
            later = [k for k in range(q + 1, len(picture.words)) if k not in open_keys]
            assert ("later" in rest) == any(not by_loops("causal", q, k) for k in later) or (
                name == "padding"
            )
            assert ("padding" in rest) == (picture.pads > 0)


def test_the_first_sentence_reads_as_a_sentence():
    drawn, q = DRAWN["causal"], 3
    shares = [f"{share:.0%}" for share in drawn.weights[q]]
    assert plain(drawn.rows[q]) == (
        f"*ate* reads *start* ({shares[0]}), *The* ({shares[1]}), *bear* ({shares[2]}) and *ate* "
        f"({shares[3]}); not *his*, because it comes later."
    )
    assert plain(DRAWN["none"].rows[q]).endswith(
        ": nothing is blocked, not even *his*, which comes later."
    )
    assert plain(DRAWN["both"].rows[0]) == (
        "*pad* reads nothing; not *start*, *The*, *bear*, *ate* and *his*, because they come "
        "later; not *pad*, because it comes later and is padding; not *pad*, because it is padding."
    )


def test_the_order_of_the_choices_tells_nothing():
    for picture in DRAWN.values():
        labels = [guess.label for guess in picture.next.choices]
        assert labels == sorted(labels) and len(labels) == 4
        assert picture.next.best in picture.next.choices
