"""Measure the trained copier, write its card, and ship it.

python -m training.copier_card            print the card of build/copier
python -m training.copier_card --ship     check it, copy it into the package
python -m training.copier_card --check    measure the shipped one and compare
"""

import argparse
from collections.abc import Sequence

import torch

from maskviz.models.characters import Characters, to_json
from maskviz.models.gpt import GPT
from maskviz.models.loading import build, load
from maskviz.models.plans import PLANS
from training import copier_heads
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
from training.shipping import again, carry_out, ending, heading, options

SPELLING = "copier.tokenizer.json"
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


def make(args: argparse.Namespace) -> tuple[dict, dict[str, bytes]]:
    """The card of weights that were just trained; the shape is the one training uses."""
    weights, spelling = (args.run / "copier.safetensors").read_bytes(), to_json({"text": SYMBOLS})
    row = best_row(args.run / "log.jsonl")
    model = build(PLANS["copier"], weights, SHAPE)
    card = {
        **heading("copier", SHAPE, weights, SPELLING, spelling),
        "training": {
            "step": row["step"],
            "batch": ROWS,
            "context": SHAPE.context,
            "tokens_seen": row["step"] * ROWS * SHAPE.context,
            "shortest": SHORTEST,
            "longest": LONGEST,
        },
        **figures(model, SYMBOLS),
        **ending(["python -m training.copier", "python -m training.copier_card --ship"]),
    }
    return card, {"copier.safetensors": weights, SPELLING: spelling}


def unfit(card: dict) -> str | None:
    """Why these weights should not ship, with the numbers; None when they may."""
    if card["weights"]["bytes"] > MOST_BYTES:
        return f"the weights have {card['weights']['bytes']:,} bytes, at most {MOST_BYTES:,} ship"
    length, worst = min(card["accuracy"].items(), key=lambda item: item[1])
    if worst < 0.99:
        return f"with {length} symbols {worst:.1%} of the copy is right, at least 99 % ships"
    return None


def check(args: argparse.Namespace) -> list[str]:
    """Measure the shipped weights again: a line for each figure in which the card is wrong."""
    shipped = load("copier", folder=args.package)
    return again(shipped, figures(shipped.model, shipped.tokenizer))


def main(words: Sequence[str] | None = None) -> None:
    args = options(__doc__, "build/copier", corpus=False).parse_args(words)
    carry_out(args, check, make, unfit)


if __name__ == "__main__":
    main()
