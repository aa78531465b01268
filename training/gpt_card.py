"""Measure the trained decoder, write its card, and ship it.

python -m training.evaluate --corpus FOLDER            print the card of build/gpt
python -m training.evaluate --corpus FOLDER --ship     check it, copy it into the package
python -m training.evaluate --corpus FOLDER --check    measure the shipped one and compare
"""

import argparse
import datetime
import json
import math
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

import torch

from maskviz.models.gpt import GPT, Shape
from maskviz.models.loading import FOLDER, build_gpt, fingerprint, load_gpt
from maskviz.models.tokenizer import Tokenizer, read_tokenizer
from training import abilities, corpus, measure
from training.card import cannot, differences, rounded
from training.gpt import held_out_nats

MOST_BYTES = 6_000_000


def best_row(log: Path) -> dict:
    """The line of the training log that belongs to the saved weights: the lowest held-out loss."""
    return min(map(json.loads, log.read_text().splitlines()), key=lambda row: row["held_out"])


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
        "abilities": shown,
        "cannot": cannot(shown, facts),
    }


def make_card(args: argparse.Namespace, weights: bytes, spelling: bytes) -> dict:
    """The card of weights that were just trained; the shape is the one training uses."""
    shape, tokenizer = Shape(), read_tokenizer(spelling)
    model = build_gpt(weights, shape)
    held_out = corpus.encode(tokenizer.file, corpus.read(args.corpus, "heldout"))
    return {
        "name": "gpt",
        "shape": asdict(shape),
        "weights": {"file": "gpt.safetensors", **fingerprint(weights)},
        "tokenizer": {"file": "gpt.tokenizer.json", **fingerprint(spelling)},
        "training": training_record(args.run, model, held_out, args.batch),
        "corpus": {
            name: fingerprint((args.corpus / name).read_bytes())
            for name in ("train.txt.xz", "heldout.txt.xz")
        },
        **figures(model, tokenizer, args.corpus),
        "sampling": abilities.SAMPLING,
        "samples": abilities.samples(model, tokenizer),
        "make_again": [
            "python -m training.gpt --corpus FOLDER",
            "python -m training.evaluate --corpus FOLDER --ship",
        ],
        "date": datetime.date.today().isoformat(),
        "torch": torch.__version__,
    }


def unfit(card: dict, most_bits: float) -> str | None:
    """Why these weights should not ship, with the numbers; None when they may."""
    bits = card["held_out"]["side_by_side"]["bits_per_character"]
    if card["weights"]["bytes"] > MOST_BYTES:
        return f"the weights have {card['weights']['bytes']:,} bytes, at most {MOST_BYTES:,} ship"
    if not math.isfinite(bits) or bits > most_bits:
        return f"{bits:.3f} bits per character on the held-out text, at most {most_bits} ship"
    return None


def ship(card: dict, weights: bytes, spelling: bytes, folder: Path) -> None:
    """Write the three files; the old ones stay when the new ones cannot be loaded."""
    written = json.dumps(card, indent=1, ensure_ascii=False) + "\n"
    files = {
        card["weights"]["file"]: weights,
        card["tokenizer"]["file"]: spelling,
        "gpt.card.json": written.encode(),
    }
    with TemporaryDirectory() as trial:
        for place in (Path(trial), folder):
            for name, data in files.items():
                (place / name).write_bytes(data)
            load_gpt(folder=place)


def check(texts: Path, folder: Path) -> list[str]:
    """Measure the shipped weights again: a line for each figure in which the card is wrong."""
    shipped = load_gpt(folder=folder)
    again = figures(shipped.model, shipped.tokenizer, texts)
    return differences({name: shipped.card[name] for name in again}, again)


def options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--run", type=Path, default=Path("build/gpt"), help="the training's --out")
    parser.add_argument("--batch", type=int, default=16, help="the training's --batch")
    parser.add_argument("--most-bits", type=float, default=1.38, help="worse weights do not ship")
    parser.add_argument("--package", type=Path, default=FOLDER, help="where it ships to")
    parser.add_argument("--threads", type=int, default=2)
    job = parser.add_mutually_exclusive_group()
    job.add_argument("--ship", action="store_true", help="copy weights, tokenizer, card")
    job.add_argument("--check", action="store_true", help="compare the shipped card")
    return parser


def main(words: Sequence[str] | None = None) -> None:
    args = options().parse_args(words)
    torch.set_num_threads(args.threads)
    if args.check:
        if wrong := check(args.corpus, args.package):
            raise SystemExit("\n".join(wrong))
        print("every figure of the shipped card was measured again and agrees")
        return
    weights = (args.run / "gpt.safetensors").read_bytes()
    spelling = (args.run / "tokenizer.json").read_bytes()
    card = rounded(make_card(args, weights, spelling))
    print(json.dumps(card, indent=1, ensure_ascii=False))
    if args.ship:
        if problem := unfit(card, args.most_bits):
            raise SystemExit(f"not shipped: {problem}")
        ship(card, weights, spelling, args.package)


if __name__ == "__main__":
    main()
