"""Texts with blanks, the encoder's training on them, and its card."""

import json
import sys

import numpy as np
import pytest
import torch

from maskviz.models import load
from maskviz.models.bert import Bert, BertShape
from maskviz.models.loading import FOLDER
from training import bert, bert_card, blanks, corpus
from training.bert_measure import padded, score

SHAPE = BertShape()
CLS, SEP, BLANK = 4096, 4097, 4098


@pytest.fixture(scope="module")
def text(corpus_folder):
    return bert.texts(corpus_folder)


def test_a_row_is_framed_and_parted_where_a_sentence_ends():
    ids = np.arange(2, 102, dtype=np.uint16)
    some = corpus.Text(ids, np.array([0]), 100)
    ends = np.zeros(100, bool)
    ends[[6, 9]] = True
    alone = blanks.framed(some, np.array([0]), 16, ends, SHAPE, pairs=False)[0]
    assert alone.tolist() == [CLS, *range(2, 16), SEP]
    pair = blanks.framed(some, np.array([0, 40]), 16, ends, SHAPE, pairs=True)
    assert pair[0].tolist() == [CLS, *range(2, 12), SEP, *range(12, 15), SEP]
    assert pair[1].tolist() == [CLS, *range(42, 56), SEP]


def test_sentences_end_after_a_full_stop_a_quotation_and_a_line(text):
    train, _, labels = text
    ends = blanks.sentence_ends(train, labels)
    found = {labels[i] for i in train.ids[ends]}
    assert any("↵" in label for label in found) and "." in {label[0] for label in found}
    assert not found & {",", "·the", "a"}


@pytest.mark.parametrize("step", range(6))
def test_blanks_are_a_fifth_of_the_words_and_never_a_frame(text, step):
    train, _, labels = text
    ends = blanks.sentence_ends(train, labels)
    drawn = blanks.batch(train, ends, SHAPE, (1, step))
    again = blanks.batch(train, ends, SHAPE, (1, step))
    assert np.array_equal(drawn.inputs, again.inputs)
    assert drawn.inputs.shape[0] * drawn.inputs.shape[1] == blanks.TOKENS
    frame = np.isin(drawn.targets, (CLS, SEP))
    assert not drawn.chosen[frame].any()
    assert abs(drawn.chosen[~frame].mean() - blanks.SHARE) < 0.04
    changed = drawn.inputs != drawn.targets
    assert not changed[~drawn.chosen].any()
    assert abs((drawn.inputs[drawn.chosen] == BLANK).mean() - 0.8) < 0.06


def test_held_out_rows_cover_the_text_in_order_with_as_many_blanks_each(text):
    _, held_out, _ = text
    rows = blanks.held_out_rows(held_out, SHAPE, 64, 0.15, seed=0)
    count = len(held_out.ids) // 62
    assert rows.targets[:, 1:-1].ravel().tolist() == held_out.ids[: count * 62].tolist()
    assert (rows.chosen.sum(axis=1) == 9).all()
    assert (rows.inputs[rows.chosen] == BLANK).all()


def test_a_score_by_hand():
    """An encoder without opinion gives every word the same chance."""
    model = Bert(BertShape(vocab=50, layers=1, heads=2, d_model=16, context=16)).eval()
    with torch.no_grad():
        model.embed.weight.zero_()
    inputs, chosen = np.full((2, 8), 5), np.zeros((2, 8), bool)
    chosen[:, 3] = True
    found = score(model, blanks.Blanks(inputs, inputs, chosen))
    assert found["loss"] == pytest.approx(np.log(50)) and found["accuracy"] == 0
    moved = padded(blanks.Blanks(inputs, inputs, chosen), 4)
    assert moved.inputs.shape == (2, 12) and moved.chosen[:, 7].all() and moved.chosen.sum() == 2


def run(corpus_folder, out, steps=20):
    options = f"--corpus {corpus_folder} --out {out} --every 10 --threads 1 --tokens 256"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["training.bert", *options.split(), "--steps", str(steps)])
        bert.main()


@pytest.fixture(scope="module")
def trained(corpus_folder, tmp_path_factory):
    out = tmp_path_factory.mktemp("bert")
    run(corpus_folder, out)
    return out


def test_twenty_steps_learn_something(trained):
    rows = [json.loads(line) for line in (trained / "log.jsonl").read_text().splitlines()]
    assert [row["step"] for row in rows] == [10, 20]
    assert rows[-1]["held_out"] < np.log(SHAPE.vocab) - 0.3


def test_the_card_is_true_and_gated(trained, corpus_folder, tmp_path, capsys):
    for file in FOLDER.glob("gpt.*"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    command = f"--corpus {corpus_folder} --run {trained} --threads 1 --package {tmp_path}".split()
    with pytest.raises(SystemExit, match=r"not shipped: .* of the blanks are right, at least 90%"):
        bert_card.main([*command, "--ship", "--least", "0.9"])
    bert_card.main([*command, "--ship", "--least", "0"])
    assert load("bert", folder=tmp_path).card["training"]["step"] in (10, 20)
    bert_card.main([*command, "--check"])
    assert "agrees" in capsys.readouterr().out
    path = tmp_path / "bert.card.json"
    card = json.loads(path.read_text("utf-8"))
    card["blanks"]["accuracy"] += 0.05
    path.write_text(json.dumps(card), "utf-8")
    with pytest.raises(SystemExit, match=r"blanks\.accuracy: the card says"):
        bert_card.main([*command, "--check"])
