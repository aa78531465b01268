"""Measure the trained encoder-decoder, write its card, and ship it.

python -m training.dates_card            print the card of build/dates and build/dates-unmasked
python -m training.dates_card --ship     check it, copy it into the package
python -m training.dates_card --check    measure the shipped one and compare

The weights that were trained without the padding mask ship too, for the comparison alone.
"""

import argparse
import datetime
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

import torch

from maskviz.models import load
from maskviz.models.dates import Dates
from maskviz.models.loading import FOLDER, build, fingerprint, read_checked
from maskviz.models.plans import PLANS
from training.card import differences, rounded
from training.dates import BATCH, SHAPE, judged, name, nats
from training.dates_figures import figures
from training.loop import best_row

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


def make_card(runs: dict[str, Path], files: dict[str, bytes], batch: int) -> dict:
    """The card of weights that were just trained; the shape is the one training uses."""
    models = {n: build(PLANS["dates"], files[f"{n}.safetensors"], SHAPE) for n in runs}
    record = {n: training_record(f, models[n], n != UNMASKED, batch) for n, f in runs.items()}

    def of(file: str) -> dict:
        return {"file": file, **fingerprint(files[file])}

    return {
        "name": "dates",
        "kind": "encoder-decoder",
        "shape": asdict(SHAPE),
        "weights": of("dates.safetensors"),
        "tokenizer": of("dates.tokenizer.json"),
        "training": record["dates"],
        "unmasked": {"weights": of(f"{UNMASKED}.safetensors"), "training": record[UNMASKED]},
        **figures(models["dates"], models[UNMASKED]),
        "make_again": [
            "python -m training.dates",
            "python -m training.dates --no-padding-mask",
            "python -m training.dates_card --ship",
        ],
        "date": datetime.date.today().isoformat(),
        "torch": torch.__version__,
    }


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


def ship(card: dict, files: dict[str, bytes], folder: Path) -> None:
    """Write the four files; the old ones stay when the new ones cannot be loaded."""
    written = json.dumps(card, indent=1, ensure_ascii=False) + "\n"
    with TemporaryDirectory() as trial:
        for place in (Path(trial), folder):
            for file, data in {**files, "dates.card.json": written.encode()}.items():
                (place / file).write_bytes(data)
            load_both(place)


def check(folder: Path = FOLDER) -> list[str]:
    """Measure the shipped weights again: a line for each figure in which the card is wrong."""
    card, *models = load_both(folder)
    again = figures(*models)
    return differences({key: card[key] for key in again}, again)


def options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--run", type=Path, default=Path("build/dates"), help="the training's --out"
    )
    parser.add_argument("--unmasked", type=Path, default=Path("build") / UNMASKED)
    parser.add_argument("--batch", type=int, default=BATCH, help="the trainings' --batch")
    parser.add_argument("--least", type=float, default=0.99, help="worse weights do not ship")
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
    runs = {"dates": args.run, UNMASKED: args.unmasked}
    files = {f"{n}.safetensors": (f / f"{n}.safetensors").read_bytes() for n, f in runs.items()}
    files["dates.tokenizer.json"] = (args.run / "tokenizer.json").read_bytes()
    card = rounded(make_card(runs, files, args.batch))
    print(json.dumps(card, indent=1, ensure_ascii=False))
    if args.ship:
        if problem := unfit(card, args.least):
            raise SystemExit(f"not shipped: {problem}")
        ship(card, files, args.package)


if __name__ == "__main__":
    main()
