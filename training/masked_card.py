"""Measure the decoder that has met masks, write its card, and ship it.

python -m training.masked_card --corpus FOLDER            print the card of build/gpt-masked
python -m training.masked_card --corpus FOLDER --ship     check it, copy it into the package
python -m training.masked_card --corpus FOLDER --check    measure the shipped one and compare
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from maskviz.masks.catalogue import MASKS
from maskviz.models.gpt import GPT, Shape
from maskviz.models.loading import FOLDER, build, fingerprint, load
from maskviz.models.plans import PLANS
from maskviz.models.tokenizer import Tokenizer, read_tokenizer
from training import corpus, costs, measure
from training.draws import CAUSAL, PER_HEAD
from training.loop import best_row
from training.masked import BATCH, judged, mean_loss
from training.shipping import again, carry_out, ending, heading, options

NAME, SPELLING = "gpt-masked", "gpt.tokenizer.json"
MOST_BYTES = 6_000_000
WORSE = 0.05  # nats a token that it may lose under plain causal, against gpt


def training_record(run: Path, model: GPT, ids: np.ndarray, batch: int) -> dict:
    """What the log says of these weights, after a check that it speaks of these weights."""
    row, shape = best_row(run / "log.jsonl"), model.shape
    nats = mean_loss(model, *judged(ids, shape.heads, shape.context))
    if abs(nats - row["held_out"]) > 0.01:
        raise SystemExit(
            f"the log's best step {row['step']} has held-out loss {row['held_out']:.3f} under its "
            f"masks, these weights have {nats:.3f}: the log is of another run, or the catalogue "
            "has grown since"
        )
    return {
        "from": "gpt",
        "step": row["step"],
        "batch": batch,
        "context": shape.context,
        "tokens_seen": row["step"] * batch * shape.context,
        "plain_causal": CAUSAL,
        "mask_for_each_head": PER_HEAD,
        "masks": list(MASKS),
    }


def figures(model: GPT, tokenizer: Tokenizer, folder: Path) -> dict:
    """Everything that is measured, so that it can be measured again and compared."""
    text = corpus.encode(tokenizer.file, corpus.read(folder, "heldout"))
    context = model.shape.context
    return {
        "parameters": sum(p.numel() for p in model.parameters()),
        "held_out": {
            "tokens": len(text.ids),
            "characters": text.characters,
            "side_by_side": measure.held_out(model, text.ids, text.characters),
            "sliding_by_half": measure.held_out(model, text.ids, text.characters, context // 2),
        },
        "facts": measure.facts(model, measure.windows(text.ids, context).some(48)),
        "costs": costs.held_out(model, tokenizer, folder),
    }


def make(args: argparse.Namespace) -> tuple[dict, dict[str, bytes]]:
    """The card of weights that were just trained; the shape and the tokenizer are gpt's."""
    weights = (args.run / f"{NAME}.safetensors").read_bytes()
    spelling = (FOLDER / SPELLING).read_bytes()
    shape, tokenizer = Shape(), read_tokenizer(spelling)
    model = build(PLANS[NAME], weights, shape)
    held_out = corpus.encode(tokenizer.file, corpus.read(args.corpus, "heldout"))
    card = {
        **heading(NAME, shape, weights, SPELLING, spelling),
        "training": training_record(args.run, model, held_out.ids, args.batch),
        "corpus": {
            name: fingerprint((args.corpus / name).read_bytes())
            for name in ("train.txt.xz", "heldout.txt.xz")
        },
        **figures(model, tokenizer, args.corpus),
        **ending(
            [
                "python -m training.masked --corpus FOLDER",
                "python -m training.masked_card --corpus FOLDER --ship",
                "python -m training.costs",
            ]
        ),
    }
    return card, {f"{NAME}.safetensors": weights, SPELLING: spelling}


def unfit(card: dict, usual: float) -> str | None:
    """Why these weights should not ship, with the numbers; `usual` is gpt's held-out loss."""
    nats = card["held_out"]["side_by_side"]["loss"]
    if card["weights"]["bytes"] > MOST_BYTES:
        return f"the weights have {card['weights']['bytes']:,} bytes, at most {MOST_BYTES:,} ship"
    if not nats <= usual + WORSE:  # NaN is unfit as well
        return (
            f"{nats:.3f} nats a token under plain causal, gpt has {usual:.3f}; at most {WORSE} "
            "more ship"
        )
    return None


def check(args: argparse.Namespace) -> list[str]:
    """Measure the shipped weights again: a line for each figure in which the card is wrong."""
    shipped = load(NAME, folder=args.package)
    return again(shipped, figures(shipped.model, shipped.tokenizer, args.corpus))


def main(words: Sequence[str] | None = None) -> None:
    parser = options(__doc__, f"build/{NAME}", corpus=True)
    parser.add_argument("--batch", type=int, default=BATCH, help="the training's --batch")
    args = parser.parse_args(words)
    usual = load("gpt").card["held_out"]["side_by_side"]["loss"]
    carry_out(args, check, make, lambda card: unfit(card, usual))


if __name__ == "__main__":
    main()
