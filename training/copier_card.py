"""Measure the trained copier, write its card, and ship it.

python -m training.copier_card            print the card of build/copier
python -m training.copier_card --ship     check it, copy it into the package
python -m training.copier_card --check    measure the shipped one and compare
"""

import argparse
import datetime
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

import torch

from maskviz.models.characters import Characters, to_json
from maskviz.models.gpt import GPT
from maskviz.models.loading import FOLDER, build, fingerprint, load
from maskviz.models.plans import PLANS
from training import copier_heads
from training.card import differences, rounded
from training.copier import LONGEST, ROWS, SHAPE, SHORTEST, SYMBOLS
from training.copier_measure import (
    LENGTHS,
    SEQUENCES,
    accuracy,
    cliffs,
    curves,
    pairs,
    unlike_training,
)
from training.loop import best_row

MOST_BYTES = 400_000
PROMPTS = ("k3fz9qamk3f", "maskvizmas", "0123456789abcdef0123", "hellohel", "überübe")


def goes_on(model: GPT, tokenizer: Characters, prompt: str, symbols: int = 6) -> str:
    """What it writes after a text, its first guess each time."""
    ids = list(tokenizer.row(prompt).ids)
    for _ in range(symbols):
        ids.append(model(torch.tensor([ids]))[0, -1].argmax().item())
    return "".join(tokenizer.labels(ids[-symbols:]))


def cannot(by_length: dict, unlike: dict, measured: dict) -> list[str]:
    """What it cannot do, one sentence each, with the figure that shows it."""
    usual = by_length[str(unlike["length"])]
    edge, strange = measured[str(unlike["length"])], unlike["unknown"]
    return [
        "Anything but copying: it never read a word.",
        f"Tell two uses of one symbol apart: where symbols may come twice in a sequence of "
        f"{unlike['length']}, {unlike['symbols_may_repeat']:.1%} of the second copy is right, "
        f"{usual:.1%} where they do not.",
        f"Read any symbol but a to z and 0 to 9: all others are <?>, which it never met. One of "
        f"them in the middle of {unlike['length']} is copied in {strange['itself']:.1%} of the "
        f"cases, the symbol after it in {strange['after']:.1%}, the others in "
        f"{strange['others']:.1%}.",
        f"Copy what it does not see: with {unlike['length']} symbols a window of {edge['hidden']} "
        f"leaves {edge['accuracy_hidden']:.1%} right, although two layers of it reach "
        f"{edge['reach']} tokens back.",
    ]


def figures(model: GPT, tokenizer: Characters) -> dict:
    """Everything that is measured, so that it can be measured again and compared."""
    by_length = {str(n): accuracy(model, pairs(n)) for n in LENGTHS}
    measured, unlike, looked = curves(model), unlike_training(model), copier_heads.heads(model)
    edges = cliffs(model, measured)
    return {
        "parameters": sum(p.numel() for p in model.parameters()),
        "sequences": SEQUENCES,
        "chance": 1 / len(tokenizer.alphabet),
        "accuracy": by_length,
        "unlike_training": unlike,
        "curves": measured,
        "cliffs": edges,
        **looked,
        "head_sentences": copier_heads.sentences(looked),
        "goes_on": [{"text": p, "next": goes_on(model, tokenizer, p)} for p in PROMPTS],
        "cannot": cannot(by_length, unlike, edges),
    }


def make_card(run: Path, weights: bytes, spelling: bytes) -> dict:
    """The card of weights that were just trained; the shape is the one training uses."""
    row = best_row(run / "log.jsonl")
    model = build(PLANS["copier"], weights, SHAPE)
    return {
        "name": "copier",
        "shape": asdict(SHAPE),
        "weights": {"file": "copier.safetensors", **fingerprint(weights)},
        "tokenizer": {"file": "copier.tokenizer.json", **fingerprint(spelling)},
        "training": {
            "step": row["step"],
            "batch": ROWS,
            "context": SHAPE.context,
            "tokens_seen": row["step"] * ROWS * SHAPE.context,
            "shortest": SHORTEST,
            "longest": LONGEST,
        },
        **figures(model, SYMBOLS),
        "make_again": ["python -m training.copier", "python -m training.copier_card --ship"],
        "date": datetime.date.today().isoformat(),
        "torch": torch.__version__,
    }


def unfit(card: dict) -> str | None:
    """Why these weights should not ship, with the numbers; None when they may."""
    if card["weights"]["bytes"] > MOST_BYTES:
        return f"the weights have {card['weights']['bytes']:,} bytes, at most {MOST_BYTES:,} ship"
    length, worst = min(card["accuracy"].items(), key=lambda item: item[1])
    if worst < 0.99:
        return f"with {length} symbols {worst:.1%} of the copy is right, at least 99 % ships"
    return None


def ship(card: dict, weights: bytes, spelling: bytes, folder: Path) -> None:
    """Write the three files; the old ones stay when the new ones cannot be loaded."""
    written = json.dumps(card, indent=1, ensure_ascii=False) + "\n"
    files = {
        card["weights"]["file"]: weights,
        card["tokenizer"]["file"]: spelling,
        "copier.card.json": written.encode(),
    }
    with TemporaryDirectory() as trial:
        for place in (Path(trial), folder):
            for name, data in files.items():
                (place / name).write_bytes(data)
            load("copier", folder=place)


def check(folder: Path = FOLDER) -> list[str]:
    """Measure the shipped weights again: a line for each figure in which the card is wrong."""
    shipped = load("copier", folder=folder)
    again = figures(shipped.model, shipped.tokenizer)
    return differences({name: shipped.card[name] for name in again}, again)


def options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--run", type=Path, default=Path("build/copier"), help="training's --out")
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
        if wrong := check(args.package):
            raise SystemExit("\n".join(wrong))
        print("every figure of the shipped card was measured again and agrees")
        return
    weights = (args.run / "copier.safetensors").read_bytes()
    card = rounded(make_card(args.run, weights, to_json({"text": SYMBOLS})))
    print(json.dumps(card, indent=1, ensure_ascii=False))
    if args.ship:
        if problem := unfit(card):
            raise SystemExit(f"not shipped: {problem}")
        ship(card, weights, to_json({"text": SYMBOLS}), args.package)


if __name__ == "__main__":
    main()
