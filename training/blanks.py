"""Texts with blanks: what the encoder learns from and is judged by."""

from dataclasses import dataclass

import numpy as np

from maskviz.models.bert import BertShape
from training.corpus import Text

SHARE = 0.2  # of the tokens are to be guessed in training
LENGTHS = (16, 32, 64, 128)  # tokens a row, so that short texts and all positions are learned
TOKENS = 4_096  # tokens a step, whatever the length of its rows


@dataclass(frozen=True, eq=False)
class Blanks:
    """Rows of tokens with some to be guessed.

    Shapes: inputs and targets (row, token) int64, chosen (row, token) bool where targets count.
    """

    inputs: np.ndarray
    targets: np.ndarray
    chosen: np.ndarray


def begins(text: Text, rows: int, length: int, rng: np.random.Generator) -> np.ndarray:
    """Where rows begin: half of them anywhere, half where a paragraph does."""
    last = len(text.ids) - length
    anywhere = rng.integers(0, last, rows)
    paragraph = np.minimum(text.paragraphs[rng.integers(0, len(text.paragraphs), rows)], last)
    return np.where(rng.random(rows) < 0.5, anywhere, paragraph)


def framed(
    text: Text, begin: np.ndarray, length: int, ends: np.ndarray, shape: BertShape, pairs: bool
) -> np.ndarray:
    """`[CLS] words [SEP]`, or, where a sentence ends inside, `[CLS] words [SEP] words [SEP]`.

    `ends` (token,) bool tells where in the text a sentence ends. The last end in the middle half of
    a row is where it is parted, so that both sides have some words.
    """
    cls, sep = shape.start, shape.separator
    words = text.ids[begin[:, None] + np.arange(length - 2)].astype(np.int64)
    rows = np.concatenate(
        [np.full((len(begin), 1), cls), words, np.full((len(begin), 1), sep)], axis=1
    )
    if not pairs:
        return rows
    middle = np.arange(length // 4, 3 * length // 4)
    for row, start in zip(rows, begin, strict=True):
        found = middle[ends[start + middle]]
        if len(found):
            at = int(found[-1])  # the token at word `at` ends a sentence; it stands at at + 1
            row[at + 2 : -1] = np.insert(row[at + 2 : -2], 0, sep)
    return rows


def sentence_ends(text: Text, labels: list[str]) -> np.ndarray:
    """Where a sentence or a paragraph ends, bool (token,)."""
    closing = np.array([label.rstrip("'\"”’").endswith((".", "!", "?", "↵")) for label in labels])
    return closing[text.ids]


def batch(
    text: Text, ends: np.ndarray, shape: BertShape, seed: tuple[int, int], tokens: int = TOKENS
) -> Blanks:
    """Draw rows of one length, `tokens` in all; in half of the draws they are pairs of sentences.

    Of the tokens to be guessed 80 % become [MASK], 10 % another token, 10 % stay, as in BERT.
    """
    rng = np.random.default_rng(seed)
    length = int(rng.choice([n for n in LENGTHS if n <= shape.context]))
    rows = tokens // length
    begin = begins(text, rows, length, rng)
    targets = framed(text, begin, length, ends, shape, pairs=bool(rng.random() < 0.5))
    ordinary = targets < shape.words
    chosen = ordinary & (rng.random(targets.shape) < SHARE)
    fate = rng.random(targets.shape)
    inputs = np.where(chosen & (fate < 0.8), shape.blank, targets)
    other = rng.integers(2, shape.words, targets.shape)
    inputs = np.where(chosen & (fate >= 0.9), other, inputs)
    return Blanks(inputs, targets, chosen)


def held_out_rows(text: Text, shape: BertShape, length: int, share: float, seed: int) -> Blanks:
    """The whole held-out text in rows side by side, `share` of each row's words blanked.

    Every blank is [MASK]; which words are is drawn once from the seed.
    """
    rng = np.random.default_rng(seed)
    words = length - 2
    count = len(text.ids) // words
    begin = np.arange(count) * words
    targets = framed(text, begin, length, np.zeros(len(text.ids), bool), shape, pairs=False)
    blanks = max(1, round(share * words))
    places = rng.random((count, words)).argsort(axis=1)[:, :blanks] + 1
    chosen = np.zeros(targets.shape, bool)
    np.put_along_axis(chosen, places, True, axis=1)
    return Blanks(np.where(chosen, shape.blank, targets), targets, chosen)
