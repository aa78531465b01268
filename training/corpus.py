"""The training text as numbers: read, learn the tokenizer once, encode once, then draw batches."""

import json
import lzma
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer, models, pre_tokenizers, trainers

from maskviz.models.tokenizer import PAD, SPECIAL, START


@dataclass(frozen=True)
class Text:
    """An encoded text: token ids, where its paragraphs start, and its length in characters."""

    ids: np.ndarray  # (token,) uint16
    paragraphs: np.ndarray  # (paragraph,) index into ids
    characters: int


def read(corpus: Path, name: str) -> str:
    return lzma.decompress((corpus / f"{name}.txt.xz").read_bytes()).decode("utf-8")


def learn_tokenizer(text: str, vocab: int) -> Tokenizer:
    """Byte-level BPE, so that every text has tokens and every token list a text.

    `<pad>` and `<s>` are entries 0 and 1 of the vocabulary but are never parsed out of a text:
    a visitor who types `<s>` gets the three characters.
    """
    learner = Tokenizer(models.BPE())
    learner.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    trainer = trainers.BpeTrainer(
        vocab_size=vocab,
        special_tokens=[SPECIAL[PAD], SPECIAL[START]],
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        show_progress=False,
    )
    learner.train_from_iterator(text.splitlines(keepends=True), trainer)
    plan = json.loads(learner.to_str())
    plan["added_tokens"] = []
    plan["decoder"] = dict(
        type="ByteLevel", add_prefix_space=False, trim_offsets=False, use_regex=True
    )
    return Tokenizer.from_str(json.dumps(plan))


def encode(tokenizer: Tokenizer, text: str) -> Text:
    """Token ids paragraph by paragraph; the line break belongs to the paragraph it ends."""
    lines = text.splitlines(keepends=True)
    ids = [e.ids for e in tokenizer.encode_batch(lines)]
    starts = np.cumsum([0] + [len(i) for i in ids[:-1]])
    return Text(np.concatenate([np.array(i, np.uint16) for i in ids]), starts, len(text))


def batch(text: Text, size: int, context: int, seed: tuple[int, int]):
    """Draw rows of `<s>` and `context` tokens; half of them begin where a paragraph begins.

    Shapes: inputs and targets (size, context) int64; targets are the inputs moved by one, so that
    `<s>` is read but never predicted. The draw depends on `seed` alone: a resumed run repeats it.
    """
    rng = np.random.default_rng(seed)
    last = len(text.ids) - context
    anywhere = rng.integers(0, last, size)
    paragraph = np.minimum(text.paragraphs[rng.integers(0, len(text.paragraphs), size)], last)
    begin = np.where(rng.random(size) < 0.5, anywhere, paragraph)
    targets = text.ids[begin[:, None] + np.arange(context)].astype(np.int64)
    inputs = np.concatenate([np.full((size, 1), START), targets[:, :-1]], axis=1)
    return inputs, targets
