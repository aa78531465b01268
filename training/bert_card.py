"""Measure the trained encoder, write its card, and ship it.

python -m training.bert_card --corpus FOLDER            print the card of build/bert
python -m training.bert_card --corpus FOLDER --ship     check it, copy it into the package
python -m training.bert_card --corpus FOLDER --check    measure the shipped one and compare
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from maskviz.models.bert import Bert, BertShape
from maskviz.models.loading import FOLDER, build, load
from maskviz.models.plans import PLANS
from maskviz.models.sentences import Sentences
from maskviz.models.tokenizer import read_tokenizer
from training import corpus
from training.bert_measure import accuracies, gpt_left_padding, top_five
from training.blanks import TOKENS
from training.loop import best_row, minutes
from training.shipping import again, carry_out, ending, heading, options

SPELLING = "gpt.tokenizer.json"
MOST_BYTES = 6_000_000
LEAST = 0.28  # of the words blanked in the held-out text it has to guess right


def figures(model: Bert, tokenizer: Sentences, folder: Path) -> dict:
    """Everything that is measured, so that it can be measured again and compared."""
    text = corpus.encode(tokenizer.words.file, corpus.read(folder, "heldout"))
    return {
        "parameters": sum(p.numel() for p in model.parameters()),
        **accuracies(model, text),
        "gpt_left_padding": gpt_left_padding(load("gpt").model, text),
        "top_five": top_five(model, tokenizer),
    }


def make(args: argparse.Namespace) -> tuple[dict, dict[str, bytes]]:
    """The card of weights that were just trained."""
    weights = (args.run / "bert.safetensors").read_bytes()
    spelling = (FOLDER / SPELLING).read_bytes()
    tokenizer = Sentences(read_tokenizer(spelling))
    shape = BertShape(vocab=tokenizer.size)
    model, row = build(PLANS["bert"], weights, shape), best_row(args.run / "log.jsonl")
    card = {
        **heading("bert", shape, weights, SPELLING, spelling),
        "training": {
            "step": row["step"],
            "tokens_seen": row["step"] * args.tokens,
            "held_out_loss": row["held_out"],
            "minutes": minutes(args.run / "log.jsonl"),
        },
        **figures(model, tokenizer, args.corpus),
        **ending(
            [
                "python -m training.bert --corpus FOLDER",
                "python -m training.bert_card --corpus FOLDER --ship",
            ]
        ),
    }
    return card, {"bert.safetensors": weights}


def unfit(card: dict, least: float = LEAST) -> str | None:
    """Why these weights should not ship, with the numbers; None when they may."""
    right, size = card["blanks"]["accuracy"], card["weights"]["bytes"]
    if size > MOST_BYTES:
        return f"the weights have {size:,} bytes, at most {MOST_BYTES:,} ship"
    if not right >= least:
        return f"{right:.1%} of the blanks are right, at least {least:.0%} have to be"
    return None


def check(args: argparse.Namespace) -> list[str]:
    """Measure the shipped weights again: a line for each figure in which the card is wrong."""
    shipped = load("bert", folder=args.package)
    return again(shipped, figures(shipped.model, shipped.tokenizer, args.corpus))


def main(words: Sequence[str] | None = None) -> None:
    parser = options(__doc__, "build/bert", corpus=True)
    parser.add_argument("--tokens", type=int, default=TOKENS, help="the training's --tokens")
    parser.add_argument("--least", type=float, default=LEAST, help="worse weights do not ship")
    args = parser.parse_args(words)
    carry_out(args, check, make, lambda card: unfit(card, args.least))


if __name__ == "__main__":
    main()
