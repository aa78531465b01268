"""Measure the trained decoder, write its card, and ship it.

python -m training.gpt_card --corpus FOLDER            print the card of build/gpt
python -m training.gpt_card --corpus FOLDER --ship     check it, copy it into the package
python -m training.gpt_card --corpus FOLDER --check    measure the shipped one and compare
"""

import argparse
import math
from collections.abc import Sequence
from pathlib import Path

from maskviz.models.gpt import GPT, Shape
from maskviz.models.loading import build, fingerprint, load
from maskviz.models.plans import PLANS
from maskviz.models.tokenizer import Tokenizer, read_tokenizer
from training import abilities, corpus, costs, measure
from training.card import cannot
from training.gpt import BATCH, held_out_nats
from training.loop import best_row
from training.shipping import again, carry_out, ending, heading, options

MOST_BYTES = 6_000_000
MOST_BITS = 1.38  # per character of the held-out text


def training_record(folder: Path, model: GPT, held_out: corpus.Text, batch: int) -> dict:
    """What the log says of these weights, after a check that it speaks of these weights."""
    row = best_row(folder / "log.jsonl")
    nats = held_out_nats(model, held_out)
    if abs(nats - row["held_out"]) > 0.01:
        raise SystemExit(
            f"the log's best step {row['step']} has held-out loss {row['held_out']:.3f}, these "
            f"weights have {nats:.3f}: the log is of another run, or weights are being saved now"
        )
    context = model.shape.context
    return {
        "step": row["step"],
        "batch": batch,
        "context": context,
        "tokens_seen": row["step"] * batch * context,
    }


def figures(model: GPT, tokenizer: Tokenizer, folder: Path) -> dict:
    """Everything that is measured, so that it can be measured again and compared."""
    text = corpus.encode(tokenizer.file, corpus.read(folder, "heldout"))
    context = model.shape.context
    shown = abilities.abilities(model, tokenizer)
    facts = measure.facts(model, measure.windows(text.ids, context).some(48))
    return {
        "parameters": sum(p.numel() for p in model.parameters()),
        "held_out": {
            "tokens": len(text.ids),
            "characters": text.characters,
            "side_by_side": measure.held_out(model, text.ids, text.characters),
            "sliding_by_half": measure.held_out(model, text.ids, text.characters, context // 2),
        },
        "top_five": abilities.top_five(model, tokenizer),
        "facts": facts,
        "costs": costs.held_out(model, tokenizer, folder),
        "abilities": shown,
        "cannot": cannot(shown, facts),
    }


def make(args: argparse.Namespace) -> tuple[dict, dict[str, bytes]]:
    """The card of weights that were just trained; the shape is the one training uses."""
    weights = (args.run / "gpt.safetensors").read_bytes()
    spelling = (args.run / "tokenizer.json").read_bytes()
    shape, tokenizer = Shape(), read_tokenizer(spelling)
    model = build(PLANS["gpt"], weights, shape)
    held_out = corpus.encode(tokenizer.file, corpus.read(args.corpus, "heldout"))
    card = {
        **heading("gpt", shape, weights, "gpt.tokenizer.json", spelling),
        "training": training_record(args.run, model, held_out, args.batch),
        "corpus": {
            name: fingerprint((args.corpus / name).read_bytes())
            for name in ("train.txt.xz", "heldout.txt.xz")
        },
        **figures(model, tokenizer, args.corpus),
        "sampling": abilities.SAMPLING,
        "samples": abilities.samples(model, tokenizer),
        **ending(
            [
                "python -m training.gpt --corpus FOLDER",
                "python -m training.gpt_card --corpus FOLDER --ship",
            ]
        ),
    }
    return card, {"gpt.safetensors": weights, "gpt.tokenizer.json": spelling}


def unfit(card: dict, most_bits: float = MOST_BITS) -> str | None:
    """Why these weights should not ship, with the numbers; None when they may."""
    bits = card["held_out"]["side_by_side"]["bits_per_character"]
    if card["weights"]["bytes"] > MOST_BYTES:
        return f"the weights have {card['weights']['bytes']:,} bytes, at most {MOST_BYTES:,} ship"
    if not math.isfinite(bits) or bits > most_bits:
        return f"{bits:.3f} bits per character on the held-out text, at most {most_bits} ship"
    return None


def check(args: argparse.Namespace) -> list[str]:
    """Measure the shipped weights again: a line for each figure in which the card is wrong."""
    shipped = load("gpt", folder=args.package)
    return again(shipped, figures(shipped.model, shipped.tokenizer, args.corpus))


def main(words: Sequence[str] | None = None) -> None:
    parser = options(__doc__, "build/gpt", corpus=True)
    parser.add_argument("--batch", type=int, default=BATCH, help="the training's --batch")
    parser.add_argument("--most-bits", type=float, default=MOST_BITS, help="worse does not ship")
    args = parser.parse_args(words)
    carry_out(args, check, make, lambda card: unfit(card, args.most_bits))


if __name__ == "__main__":
    main()
