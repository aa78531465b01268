"""The training text as numbers."""

import numpy as np
import pytest

from maskviz.models.tokenizer import PAD, START, read_tokenizer
from training import corpus


@pytest.fixture(scope="module")
def tokenizer(trained):
    return read_tokenizer((trained / "tokenizer.json").read_bytes())


def test_the_app_and_the_training_read_a_text_alike(tokenizer, corpus_folder):
    text = corpus.read(corpus_folder, "heldout") + "\n \nlast 😀  line"
    assert corpus.encode(tokenizer.file, text).ids.tolist() == list(tokenizer.encode(text).ids)


def test_a_learned_tokenizer_has_the_bytes_and_the_special_tokens():
    learned = corpus.learn_tokenizer("a b c <s> <s> <s> " * 20, vocab=300)
    assert (learned.id_to_token(PAD), learned.id_to_token(START)) == ("<pad>", "<s>")
    ids = learned.encode("<s> é <pad>").ids
    assert not {PAD, START} & set(ids) and learned.decode(ids) == "<s> é <pad>"


def test_paragraphs_begin_after_a_line_break(tokenizer, corpus_folder):
    text = corpus.encode(tokenizer.file, corpus.read(corpus_folder, "train"))
    assert text.paragraphs[0] == 0 and len(text.paragraphs) == 120 + 1_400
    assert all(tokenizer.label(text.ids[p - 1]).endswith("↵") for p in text.paragraphs[1:])


def test_a_batch_is_the_text_moved_by_one(tokenizer, corpus_folder):
    text = corpus.encode(tokenizer.file, corpus.read(corpus_folder, "train"))
    inputs, targets = corpus.batch(text, size=64, context=16, seed=(1, 2))
    assert inputs.shape == targets.shape == (64, 16)
    assert (inputs[:, 0] == START).all() and (inputs[:, 1:] == targets[:, :-1]).all()
    assert START not in targets
    written = " ".join(map(str, text.ids.tolist()))
    assert all(" ".join(map(str, row)) in written for row in targets.tolist())
    begins = text.ids[text.paragraphs[0]]  # every line begins with "The"
    assert 0.4 < (targets[:, 0] == begins).mean() < 1


def test_a_batch_depends_on_its_seed_alone(tokenizer, corpus_folder):
    text = corpus.encode(tokenizer.file, corpus.read(corpus_folder, "train"))
    draws = [corpus.batch(text, 8, 16, seed)[1] for seed in ((1, 5), (1, 5), (1, 6), (2, 5))]
    assert (draws[0] == draws[1]).all()
    assert not np.array_equal(draws[0], draws[2]) and not np.array_equal(draws[0], draws[3])
