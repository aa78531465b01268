"""Make the shipped copier: `python -m training.copier --out build/copier`.

It reads a sequence of random symbols again and again and has to go on with it. No symbol stands
twice in a sequence, so that from the second symbol of the second copy on the answer is determined:
what followed the same symbol before. The first symbol of the second copy is not, for the sequence
may as well be longer. The loss counts all tokens, so that where nothing is determined the model
learns to say so: evenly spread guesses.
"""

import argparse
import string

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from maskviz.models.characters import FIRST, Characters
from maskviz.models.gpt import GPT, Shape
from maskviz.models.tokenizer import START
from training.loop import Job, options, train

SYMBOLS = Characters(string.ascii_lowercase + string.digits)
SHAPE = Shape(vocab=SYMBOLS.size, layers=2, heads=4, d_model=56, context=64)
SHORTEST, LONGEST = 4, 30  # symbols in a sequence; twice the longest and `<s>` fit the context
ROWS = 64  # a step
JUDGED = 256  # rows, drawn once


def copies(lengths: np.ndarray, width: int, rng: np.random.Generator) -> np.ndarray:
    """Rows of `<s>` and one random sequence over and over, without a symbol twice in it.

    Shapes: lengths (row,) symbols of each sequence, at most the alphabet; int64 (row, width).
    """
    count = len(SYMBOLS.alphabet)
    shuffled = rng.permuted(np.tile(np.arange(count), (len(lengths), 1)), axis=1)
    place = np.arange(width - 1) % lengths[:, None]
    symbols = FIRST + np.take_along_axis(shuffled, place, axis=1)
    return np.concatenate([np.full((len(lengths), 1), START), symbols], axis=1)


def determined(lengths: np.ndarray, width: int) -> np.ndarray:
    """After which tokens the next is determined, bool (row, width): from `length + 1` on.

    Token 0 is `<s>`, token `length + 1` the first that comes again; the one after it is known.
    """
    return np.arange(width) > lengths[:, None]


def draw(rows: int, seed: tuple[int, ...]) -> tuple[Tensor, Tensor, Tensor]:
    """Inputs, targets and whether they are determined, each (row, context), of random lengths."""
    rng = np.random.default_rng(seed)
    lengths = rng.integers(SHORTEST, LONGEST + 1, rows)
    tokens = torch.from_numpy(copies(lengths, SHAPE.context + 1, rng))
    known = torch.from_numpy(determined(lengths, SHAPE.context))
    return tokens[:, :-1], tokens[:, 1:], known


def job(args: argparse.Namespace) -> Job:
    """Go on with a sequence that repeats."""
    model = GPT(SHAPE)
    inputs, targets, known = draw(JUDGED, (args.seed, 1, 0))

    def loss(step: int) -> Tensor:
        inputs, targets, _ = draw(ROWS, (args.seed, 0, step))
        return F.cross_entropy(model(inputs).flatten(0, 1), targets.flatten())

    def judge() -> dict:
        logits = model(inputs)
        right = (logits.argmax(dim=-1) == targets)[known]
        return {
            "held_out": F.cross_entropy(logits.flatten(0, 1), targets.flatten()).item(),
            "determined": F.cross_entropy(logits[known], targets[known]).item(),
            "accuracy": right.float().mean().item(),
        }

    return Job("copier", model, loss, judge)


def main() -> None:
    args = options("build/copier", steps=3_000, every=100).parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    train(job(args), args)


if __name__ == "__main__":
    main()
