"""Make the shipped encoder: `python -m training.bert --corpus FOLDER --out build/bert`."""

import argparse
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from maskviz.models.bert import Bert, BertShape
from maskviz.models.loading import FOLDER
from maskviz.models.sentences import NEW
from maskviz.models.tokenizer import read_tokenizer
from training import blanks, corpus
from training.loop import Job, options, train

JUDGED = 256  # rows of the held-out text while training


def texts(folder: Path) -> tuple[corpus.Text, corpus.Text, list[str]]:
    """Both texts in the decoder's own tokens, and how the tokens are written."""
    tokenizer = read_tokenizer((FOLDER / "gpt.tokenizer.json").read_bytes())
    train, held_out = (
        corpus.encode(tokenizer.file, corpus.read(folder, name)) for name in ("train", "heldout")
    )
    return train, held_out, list(tokenizer.all_labels)


def guesses(run, model: Bert, rows: blanks.Blanks) -> tuple[Tensor, Tensor]:
    """Logits and targets of the blanks alone, (blank, vocab) and (blank,)."""
    inputs, targets, chosen = map(torch.from_numpy, (rows.inputs, rows.targets, rows.chosen))
    return model.logits(run(inputs)[chosen]), targets[chosen]


def job(args: argparse.Namespace) -> Job:
    """Guess the words that were taken out of a page of stories."""
    text, held_out, labels = texts(args.corpus)
    shape = BertShape(vocab=len(labels) + len(NEW))
    ends = blanks.sentence_ends(text, labels)
    model = Bert(shape, dropout=0.1)
    run = torch.compile(model, dynamic=False) if args.compile else model
    judged = blanks.held_out_rows(held_out, shape, 64, 0.15, seed=0)
    every = max(1, len(judged.inputs) // JUDGED)
    judged = blanks.Blanks(*(a[::every] for a in (judged.inputs, judged.targets, judged.chosen)))

    def loss(step: int) -> Tensor:
        rows = blanks.batch(text, ends, shape, (args.seed, step), args.tokens)
        return F.cross_entropy(*guesses(run, model, rows))

    def judge() -> dict:
        logits, targets = guesses(model, model, judged)
        right = (logits.argmax(dim=-1) == targets).float().mean()
        return {"held_out": F.cross_entropy(logits, targets).item(), "accuracy": right.item()}

    return Job("bert", model, loss, judge)


def main() -> None:
    parser = options("build/bert", steps=5_200, every=200)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--tokens", type=int, default=blanks.TOKENS, help="tokens a step")
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    train(job(args), args)


if __name__ == "__main__":
    main()
