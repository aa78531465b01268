"""Measure the trained encoder-decoder, write its card, and ship it.

python -m training.dates_card            print the card of build/dates and build/dates-unmasked
python -m training.dates_card --ship     check it, copy it into the package
python -m training.dates_card --check    measure the shipped one and compare

The weights that were trained without the padding mask ship too, for the comparison alone.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from maskviz.models import load
from maskviz.models.dates import Dates
from maskviz.models.loading import FOLDER, build, fingerprint, read_checked
from maskviz.models.plans import PLANS
from training.card import differences
from training.dates import BATCH, SHAPE, judged, name, nats
from training.dates_figures import figures
from training.loop import best_row
from training.shipping import carry_out, ending, heading, options

SPELLING = "dates.tokenizer.json"
MOST_BYTES = 1_500_000
UNMASKED = name(padding_mask=False)


def training_record(folder: Path, model: Dates, padding_mask: bool, batch: int) -> dict:
    """What the log says of these weights, after a check that it speaks of these weights."""
    row = best_row(folder / "log.jsonl")
    found = nats(model, judged(), padding_mask).item()
    if abs(found - row["held_out"]) > 0.01:
        raise SystemExit(
            f"the log's best step {row['step']} has held-out loss {row['held_out']:.3f}, these "
            f"weights have {found:.3f}: the log is of another run, or weights are being saved now"
        )
    return {
        "step": row["step"],
        "batch": batch,
        "texts_seen": row["step"] * batch,
        "padding_mask": padding_mask,
        "held_out_loss": found,
    }


def make(args: argparse.Namespace) -> tuple[dict, dict[str, bytes]]:
    """The card of weights that were just trained; the shape is the one training uses."""
    runs = {"dates": args.run, UNMASKED: args.unmasked}
    files = {f"{n}.safetensors": (f / f"{n}.safetensors").read_bytes() for n, f in runs.items()}
    files[SPELLING] = (args.run / "tokenizer.json").read_bytes()
    models = {n: build(PLANS["dates"], files[f"{n}.safetensors"], SHAPE) for n in runs}
    record = {n: training_record(f, models[n], n != UNMASKED, args.batch) for n, f in runs.items()}
    other = f"{UNMASKED}.safetensors"
    card = {
        **heading("dates", SHAPE, files["dates.safetensors"], SPELLING, files[SPELLING]),
        "kind": "encoder-decoder",
        "training": record["dates"],
        "unmasked": {
            "weights": {"file": other, **fingerprint(files[other])},
            "training": record[UNMASKED],
        },
        **figures(models["dates"], models[UNMASKED]),
        **ending(
            [
                "python -m training.dates",
                "python -m training.dates --no-padding-mask",
                "python -m training.dates_card --ship",
            ]
        ),
    }
    return card, files


def unfit(card: dict, least: float) -> str | None:
    """Why these weights should not ship, with the numbers; None when they may."""
    size = card["weights"]["bytes"] + card["unmasked"]["weights"]["bytes"]
    exact = card["held_out"]["exact"]
    if size > MOST_BYTES:
        return f"the weights have {size:,} bytes, at most {MOST_BYTES:,} ship"
    if not exact >= least:
        return f"{exact:.1%} of the held-out texts are right, at least {least:.1%} have to be"
    return None


def load_both(folder: Path) -> tuple[dict, Dates, Dates]:
    """The shipped card, the shipped model, and the one trained without the padding mask."""
    shipped = load("dates", folder=folder)
    weights = read_checked(folder, shipped.card["unmasked"]["weights"])
    return dict(shipped.card), shipped.model, build(shipped.plan, weights, shipped.shape)


def check(folder: Path = FOLDER) -> list[str]:
    """Measure the shipped weights again: a line for each figure in which the card is wrong."""
    card, *models = load_both(folder)
    found = figures(*models)
    return differences({key: card[key] for key in found}, found)


def main(words: Sequence[str] | None = None) -> None:
    parser = options(__doc__, "build/dates", corpus=False)
    parser.add_argument("--unmasked", type=Path, default=Path("build") / UNMASKED)
    parser.add_argument("--batch", type=int, default=BATCH, help="the trainings' --batch")
    parser.add_argument("--least", type=float, default=0.99, help="worse weights do not ship")
    args = parser.parse_args(words)
    carry_out(
        args,
        lambda args: check(args.package),
        make,
        lambda card: unfit(card, args.least),
        load_both,
    )


if __name__ == "__main__":
    main()
