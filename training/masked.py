"""Teach the shipped decoder masks: `python -m training.masked --corpus FOLDER`.

It goes on from the weights of `gpt`. Every text of a batch is read under a mask drawn at random
from the catalogue, causal on top of it, the same in all layers; a quarter is plain causal.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from maskviz.models import load
from maskviz.models.gpt import GPT
from training import corpus
from training.draws import masks_of
from training.loop import Job, options, train
from training.measure import windows

BATCH = 12
JUDGED = 48  # windows of the held-out text while training
RATES = (0.003, 0.0005)  # a sixth of those that made `gpt`: more unlearns plain causal


def judged(ids: np.ndarray, heads: int, context: int) -> tuple[Tensor, Tensor, Tensor]:
    """Held-out windows and, always the same, a mask drawn for each of them.

    Shapes: inputs and targets (window, token), allowed (window, head, token, token).
    """
    text = windows(ids, context).some(JUDGED)
    cells = masks_of(len(text.inputs), heads, context, np.random.default_rng(0))
    return text.inputs, text.targets, torch.from_numpy(cells)


def mean_loss(model: GPT, inputs: Tensor, targets: Tensor, allowed: Tensor | None) -> float:
    """Mean loss in nats a token, under a mask for each text or plain causal."""
    parts = zip(
        inputs.split(8),
        targets.split(8),
        [None] * len(inputs) if allowed is None else allowed.split(8),
        strict=allowed is not None,
    )
    losses = [
        F.cross_entropy(model(i, mask).flatten(0, 1), t.flatten()).item() * len(i)
        for i, t, mask in parts
    ]
    return sum(losses) / len(inputs)


def job(args: argparse.Namespace) -> Job:
    """Predict each token from those before it that a random mask leaves."""
    shipped = load("gpt")
    shape, state = shipped.shape, shipped.model.state_dict()
    text, held_out = (
        corpus.encode(shipped.tokenizer.file, corpus.read(args.corpus, name))
        for name in ("train", "heldout")
    )
    model = GPT(shape, dropout=0.1)
    model.load_state_dict(state)
    run = torch.compile(model, dynamic=False) if args.compile else model
    inputs, targets, allowed = judged(held_out.ids, shape.heads, shape.context)

    def loss(step: int) -> Tensor:
        pair = corpus.batch(text, args.batch, shape.context, (args.seed, step))
        texts, answers = (torch.from_numpy(a) for a in pair)
        rng = np.random.default_rng((args.seed, step, 1))
        cells = torch.from_numpy(masks_of(args.batch, shape.heads, shape.context, rng))
        return F.cross_entropy(run(texts, cells).flatten(0, 1), answers.flatten())

    def judge() -> dict:
        return {
            "held_out": mean_loss(model, inputs, targets, allowed),
            "causal": mean_loss(model, inputs, targets, None),
        }

    return Job("gpt-masked", model, loss, judge, RATES)


def parser() -> argparse.ArgumentParser:
    found = options("build/gpt-masked", steps=450, every=50)
    found.add_argument("--corpus", type=Path, required=True)
    found.add_argument("--batch", type=int, default=BATCH)
    return found


def main() -> None:
    args = parser().parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    train(job(args), args)


if __name__ == "__main__":
    main()
