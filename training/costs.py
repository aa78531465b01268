"""What every mask of the catalogue costs: `python -m training.costs` writes costs.json.

Perplexity of `gpt` and `gpt-masked` on the shipped story under each mask, causal on top, in all
heads of all layers. It is kept after each mask; started again, what was measured on the same story,
weights and cells is taken over, and the rest is measured.
"""

import argparse
import datetime
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from tqdm import tqdm

from maskviz.analysis.costs import COSTS, titled
from maskviz.analysis.predictions import token_losses
from maskviz.analysis.story import MODELS, STORY, Page, pages
from maskviz.masks.catalogue import MASKS
from maskviz.models import load
from maskviz.models.gpt import GPT
from maskviz.models.loading import FOLDER, fingerprint
from maskviz.models.tokenizer import Tokenizer
from training import corpus
from training.card import rounded
from training.trials import Trial, trials

HELD_OUT_PAGES = 24
Known = dict[str, dict[str, float]]  # fingerprint of cells -> model -> perplexity


def batches(text: Sequence[Page], most: int = 8) -> Iterator[list[int]]:
    """Pages of one length together, as their numbers."""
    for length in sorted({len(page.targets) for page in text}):
        alike = [i for i, page in enumerate(text) if len(page.targets) == length]
        yield from (alike[i : i + most] for i in range(0, len(alike), most))


@torch.inference_mode()
def perplexity(
    model: GPT, text: Sequence[Page], cells: Sequence[np.ndarray] | None = None
) -> float:
    """e to the mean loss over every token of the pages; plain causal unless told."""
    nats = []
    for some in batches(text):
        inputs = torch.cat([text[i].batch.ids for i in some])
        allowed = None
        if cells is not None:
            allowed = torch.from_numpy(np.stack([cells[i] for i in some]))[:, None]
        targets = torch.stack([text[i].targets for i in some])
        nats.append(token_losses(model(inputs, allowed), targets).flatten())
    return torch.cat(nats).double().mean().exp().item()


def catalogue(
    text: Sequence[Page], tokenizer: Tokenizer, after: Callable[[], None] = lambda: None
) -> Iterator[Trial]:
    """Everything that is tried, in the catalogue's order; `after` is called after each mask."""
    bar = tqdm(MASKS.values(), unit="mask")
    for mask in bar:
        bar.set_postfix_str(mask.name)
        yield from trials(mask, text, tokenizer)
        after()


def measured(
    models: Mapping[str, GPT], text: Sequence[Page], found: Trial, known: Known
) -> dict[str, float]:
    """The perplexities of a trial; cells that were met before are not measured again."""
    if found.same not in known:
        known[found.same] = {
            name: perplexity(model, text, found.cells) for name, model in models.items()
        }
    return known[found.same]


def held_out(model: GPT, tokenizer: Tokenizer, folder: Path) -> dict:
    """The same rows on pages spread over the held-out text, for a model's card."""
    everything = pages(corpus.read(folder, "heldout"), tokenizer, model.shape.context)
    whole = max(1, len(everything) - 1)  # the last page may be short
    pick = np.linspace(0, whole - 1, min(HELD_OUT_PAGES, whole)).astype(int)
    text = [everything[i] for i in pick]
    known, bars = {}, {}
    for found in catalogue(text, tokenizer):
        if not found.plain:
            name = titled(found.call, found.extra)
            bars[name] = measured({"": model}, text, found, known)[""]
    return {
        "pages": len(text),
        "tokens": sum(len(page.targets) for page in text),
        "causal": perplexity(model, text),
        "bars": bars,
    }


def identity() -> dict:
    """What the figures belong to: the bytes of the story and of the weights."""
    weights = {name: FOLDER / f"{name}.safetensors" for name in MODELS}
    return {
        "story": {"file": STORY.name, **fingerprint(STORY.read_bytes())},
        "weights": {n: fingerprint(path.read_bytes())["sha256"] for n, path in weights.items()},
    }


def kept(path: Path) -> Known:
    """The figures of an earlier run that still hold; none when they belong to something else."""
    if not path.exists():
        return {}
    data = json.loads(path.read_text("utf-8"))
    if any(data[key] != value for key, value in identity().items()):
        return {}
    return {bar["same"]: bar["perplexity"] for bar in data["bars"]}


def write(path: Path, data: dict) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(rounded(data), indent=1) + "\n", "utf-8")
    fresh.replace(path)


def on_story(checkpoint: Path, earlier: Path = COSTS) -> dict:
    """Everything that costs.json holds."""
    shipped = {name: load(name) for name in MODELS}
    models = {name: each.model for name, each in shipped.items()}
    tokenizer, context = shipped[MODELS[0]].tokenizer, shipped[MODELS[0]].shape.context
    text = pages(STORY.read_text("utf-8"), tokenizer, context)
    known = kept(earlier) | kept(checkpoint)
    sizes = [len(page.targets) for page in text]
    data = {
        **identity(),
        "pages": len(text),
        "tokens": sum(sizes),
        "cells": sum(n * (n + 1) // 2 for n in sizes),
        "causal": {name: perplexity(model, text) for name, model in models.items()},
        "bars": [],
        "plain": [],
        "make_again": "python -m training.costs",
        "date": datetime.date.today().isoformat(),
        "torch": torch.__version__,
    }
    for found in catalogue(text, tokenizer, after=lambda: write(checkpoint, data)):
        if found.plain:
            data["plain"].append(str(found.call))
        else:
            figures = measured(models, text, found, known)
            data["bars"].append({**found.row, "perplexity": figures})
    return data


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--out", type=Path, default=COSTS)
    parser.add_argument("--checkpoint", type=Path, default=Path("build/costs.json"))
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    write(args.out, on_story(args.checkpoint))
    args.checkpoint.unlink(missing_ok=True)


if __name__ == "__main__":
    main()
