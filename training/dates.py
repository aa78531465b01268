"""Make the encoder-decoder: `python -m training.dates`, and again with `--no-padding-mask`."""

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from maskviz.models.characters import Characters, to_json
from maskviz.models.dates import Dates, DatesShape
from maskviz.models.tokenizer import PAD
from training.loop import Job, options, train
from training.spellings import KNOWN, LONGEST, Spelling, alphabet, draw, new_date, new_text, seen

SOURCE = Characters(alphabet(), starts=False)
TARGET = Characters("0123456789-")
BATCH = 64
SHAPE = DatesShape(source_vocab=SOURCE.size, target_vocab=TARGET.size, context=2 * LONGEST)


def sources(texts: Sequence[str], width: int = LONGEST, side: str = "right") -> Tensor:
    """Texts as rows of characters, padded on one side to the same width, (text, width)."""
    rows = [SOURCE.encode(text).ids for text in texts]
    padded = [
        (*row, *[PAD] * (width - len(row))) if side == "right" else
        (*[PAD] * (width - len(row)), *row)
        for row in rows
    ]  # fmt: skip
    return torch.tensor(padded)


def targets(spellings: Sequence[Spelling]) -> Tensor:
    """The dates the ISO way, each begun with `<s>`, (spelling, 11)."""
    return torch.tensor([TARGET.row(s.date.isoformat()).ids for s in spellings])


def batch(size: int, key: tuple[int, int]) -> list[Spelling]:
    """The texts of a training step: from (seed, step) alone, templates equally often."""
    dice = random.Random("training {} {}".format(*key))
    return [draw(dice, dice.choice(KNOWN), seen) for _ in range(size)]


def judged(number: int = 256) -> list[Spelling]:
    """Texts that training leaves out, to choose the best weights by."""
    dice = random.Random("judged")
    return [draw(dice, dice.choice(KNOWN), (new_text, new_date)[i % 2]) for i in range(number)]


def nats(model: nn.Module, spellings: Sequence[Spelling], padding_mask: bool) -> Tensor:
    """Mean loss a character, each written after the right ones; the padding is hidden or read."""
    source, target = sources([s.text for s in spellings]), targets(spellings)
    logits = model(source, target[:, :-1], source != PAD if padding_mask else None)
    return F.cross_entropy(logits.flatten(0, 1), target[:, 1:].flatten())


def job(args: argparse.Namespace) -> Job:
    """Write the date of a text, each character from the right ones before it."""
    model = Dates(SHAPE)
    run = torch.compile(model) if args.compile else model
    held_out = judged()
    source, target = sources([s.text for s in held_out]), targets(held_out)
    real = source != PAD if args.padding_mask else torch.ones_like(source, dtype=torch.bool)

    def loss(step: int) -> Tensor:
        return nats(run, batch(args.batch, (args.seed, step)), args.padding_mask)

    def judge() -> dict:
        right = (model.answer(source, model.own_masks(real)) == target).all(dim=1)
        held_out_nats = nats(model, held_out, args.padding_mask).item()
        return {"held_out": held_out_nats, "exact": right.float().mean().item()}

    return Job(name(args.padding_mask), model, loss, judge)


def name(padding_mask: bool) -> str:
    return "dates" if padding_mask else "dates-unmasked"


def main() -> None:
    parser = options("build/dates", steps=1_500, every=250)
    parser.add_argument("--batch", type=int, default=BATCH)
    parser.add_argument(
        "--no-padding-mask",
        dest="padding_mask",
        action="store_false",
        help="let encoder and cross-attention read the padding; goes to build/dates-unmasked",
    )
    parser.set_defaults(out=None)
    args = parser.parse_args()
    args.out = args.out or Path("build") / name(args.padding_mask)
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "tokenizer.json").write_bytes(to_json({"source": SOURCE, "target": TARGET}))
    train(job(args), args)


if __name__ == "__main__":
    main()
