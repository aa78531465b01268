"""Make the shipped decoder: `python -m training.gpt --corpus FOLDER --out build/gpt`."""

import argparse
import math
from pathlib import Path

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor

from maskviz.models.gpt import GPT, Shape
from maskviz.models.tokenizer import START
from training import corpus
from training.loop import Job, options, train

BATCH = 16  # rows a step
WINDOWS = 96  # of the held-out text: enough to choose the best weights, few enough to be quick


@torch.no_grad()
def held_out_nats(model: GPT, text: corpus.Text) -> float:
    """Mean loss a token over about WINDOWS windows spread over the text, each read from `<s>`."""
    context = model.shape.context
    count = len(text.ids) // context
    targets = torch.from_numpy(text.ids[: count * context].astype("int64")).view(count, context)
    targets = targets[:: max(1, count // WINDOWS)]
    inputs = torch.cat((torch.full((len(targets), 1), START), targets[:, :-1]), dim=1)
    losses = [
        F.cross_entropy(model(i).flatten(0, 1), t.flatten()).item() * len(i)
        for i, t in zip(inputs.split(16), targets.split(16), strict=True)
    ]
    return sum(losses) / len(targets)


def bits_per_character(nats_per_token: float, text: corpus.Text) -> float:
    return nats_per_token / math.log(2) * len(text.ids) / text.characters


def load_texts(folder: Path, vocab: int, out: Path) -> tuple[corpus.Text, corpus.Text]:
    """The training text and the held-out text in the tokens of `out`, learned when it has none."""
    train = corpus.read(folder, "train")
    path = out / "tokenizer.json"
    if not path.exists():
        out.mkdir(parents=True, exist_ok=True)
        corpus.learn_tokenizer(train, vocab).save(str(path))
    tokenizer = Tokenizer.from_file(str(path))
    held_out = corpus.read(folder, "heldout")
    return corpus.encode(tokenizer, train), corpus.encode(tokenizer, held_out)


def job(args: argparse.Namespace) -> Job:
    """Predict each token of a page of stories from those before it."""
    shape = Shape()
    text, held_out = load_texts(args.corpus, shape.vocab, args.out)
    model = GPT(shape, dropout=0.1)
    run = torch.compile(model) if args.compile else model

    def loss(step: int) -> Tensor:
        pair = corpus.batch(text, args.batch, shape.context, (args.seed, step))
        inputs, targets = (torch.from_numpy(a) for a in pair)
        return F.cross_entropy(run(inputs).flatten(0, 1), targets.flatten())

    def judge() -> dict:
        nats = held_out_nats(model, held_out)
        return {"held_out": nats, "bits_per_character": bits_per_character(nats, held_out)}

    return Job("gpt", model, loss, judge)


def main() -> None:
    parser = options("build/gpt", steps=5_000, every=200)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--batch", type=int, default=BATCH)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    train(job(args), args)


if __name__ == "__main__":
    main()
