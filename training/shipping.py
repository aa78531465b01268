"""From a finished training to the package: what every card has, written only when it loads."""

import argparse
import datetime
import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import torch

from maskviz.models.loading import FOLDER, Shipped, fingerprint, load
from training.card import differences, rounded

Check = Callable[[argparse.Namespace], list[str]]


def heading(name: str, shape: Any, weights: bytes, spelling_file: str, spelling: bytes) -> dict:
    """The part of a card that loading needs."""
    return {
        "name": name,
        "shape": asdict(shape),
        "weights": {"file": f"{name}.safetensors", **fingerprint(weights)},
        "tokenizer": {"file": spelling_file, **fingerprint(spelling)},
    }


def ending(make_again: Sequence[str]) -> dict:
    return {
        "make_again": list(make_again),
        "date": datetime.date.today().isoformat(),
        "torch": torch.__version__,
    }


def ship(
    card: dict, files: Mapping[str, bytes], folder: Path, loads: Callable[..., Any] | None = None
) -> None:
    """Write the files and the card; the old ones stay when the new ones cannot be loaded."""
    name = card["name"]
    loads = loads or (lambda place: load(name, folder=place))
    written = (json.dumps(card, indent=1, ensure_ascii=False) + "\n").encode()
    with TemporaryDirectory() as trial:
        copy = shutil.copytree(folder, Path(trial) / "weights") if folder.exists() else Path(trial)
        for place in (copy, folder):
            for file, data in {**files, f"{name}.card.json": written}.items():
                (place / file).write_bytes(data)
            loads(place)


def again(shipped: Shipped, figures: dict) -> list[str]:
    """A line for each figure in which the shipped card differs from what was measured now."""
    return differences({name: shipped.card.get(name) for name in figures}, figures)


def options(doc: str, run: str, corpus: bool) -> argparse.ArgumentParser:
    """What every card script takes."""
    parser = argparse.ArgumentParser(
        description=doc, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    if corpus:
        parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--run", type=Path, default=Path(run), help="the training's --out")
    parser.add_argument("--package", type=Path, default=FOLDER, help="where it ships to")
    parser.add_argument("--threads", type=int, default=2)
    job = parser.add_mutually_exclusive_group()
    job.add_argument("--ship", action="store_true", help="copy weights, tokenizer, card")
    job.add_argument("--check", action="store_true", help="compare the shipped card")
    return parser


def carry_out(
    args: argparse.Namespace,
    check: Check,
    make: Callable[[argparse.Namespace], tuple[dict, dict[str, bytes]]],
    unfit: Callable[[dict], str | None],
    loads: Callable[..., Any] | None = None,
) -> None:
    """Print the card; ship it, unless it is unfit; or check the shipped one."""
    torch.set_num_threads(args.threads)
    if args.check:
        if wrong := check(args):
            raise SystemExit("\n".join(wrong))
        print("every figure of the shipped card was measured again and agrees")
        return
    card, files = make(args)
    card = rounded(card)
    print(json.dumps(card, indent=1, ensure_ascii=False))
    if args.ship:
        if problem := unfit(card):
            raise SystemExit(f"not shipped: {problem}")
        ship(card, files, args.package, loads)
