"""The loop that makes every shipped weight: seeded, logged, resumed where it stopped.

Batches and dropout depend on the seed and the step alone, so a resumed run draws the same as an
unbroken one. A folder holds `checkpoint.pt`, `log.jsonl` and the best weights so far.
"""

import argparse
import json
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import Tensor, nn
from tqdm import tqdm

from training.muon import Muon


@dataclass(frozen=True, eq=False)
class Job:
    """What is trained, on what, and how it is judged.

    loss   the loss of a step, from the step's number
    judge  figures of the model in eval mode; the lowest "held_out" is kept
    """

    name: str
    model: nn.Module
    loss: Callable[[int], Tensor]
    judge: Callable[[], dict]
    rates: tuple[float, float] = (0.02, 0.003)  # peak rates of Muon and of AdamW


def learning_rate(step: int, steps: int, warmup: int = 100, decay: float = 0.45) -> float:
    """Factor of the peak rate: a short rise, a plateau, then a straight line down to zero."""
    return min((step + 1) / warmup, 1.0, (steps - step) / (steps * decay))


def optimizers(model: nn.Module, rates: tuple[float, float]) -> list[torch.optim.Optimizer]:
    """Muon for the matrices of the blocks, AdamW for all else."""
    matrices = [p for n, p in model.named_parameters() if p.ndim == 2 and "blocks" in n]
    chosen = {id(p) for p in matrices}
    others = [p for p in model.parameters() if id(p) not in chosen]
    return [
        Muon(matrices, lr=rates[0], weight_decay=0.1),
        torch.optim.AdamW(others, lr=rates[1], betas=(0.9, 0.98), weight_decay=0.02),
    ]


def options(out: str, steps: int, every: int) -> argparse.ArgumentParser:
    """What every training script takes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, default=Path(out))
    parser.add_argument("--steps", type=int, default=steps)
    parser.add_argument("--every", type=int, default=every, help="steps between checkpoints")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--compile", action="store_true", help="faster, needs a C++ compiler")
    return parser


def train(job: Job, args: argparse.Namespace) -> None:
    """Go on from the checkpoint of the folder, if it has one, to the last step."""
    args.out.mkdir(parents=True, exist_ok=True)
    optims = optimizers(job.model, job.rates)
    peaks = [o.param_groups[0]["lr"] for o in optims]
    checkpoint, best, first = args.out / "checkpoint.pt", math.inf, 0
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=True)
        job.model.load_state_dict(saved["model"])
        for o, state in zip(optims, saved["optimizers"], strict=True):
            o.load_state_dict(state)
        first, best = saved["step"], saved["best"]

    begun, bar = time.time(), tqdm(range(first, args.steps), initial=first, total=args.steps)
    for step in bar:
        torch.manual_seed(args.seed * 1_000_003 + step)
        for o, peak in zip(optims, peaks, strict=True):
            o.param_groups[0]["lr"] = peak * learning_rate(step, args.steps)
        loss = job.loss(step)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(job.model.parameters(), 1.0)
        for o in optims:
            o.step()
            o.zero_grad(set_to_none=True)
        bar.set_postfix(loss=f"{loss.item():.3f}")
        done = step + 1
        if done % args.every == 0 or done == args.steps:
            job.model.eval()
            with torch.inference_mode():
                row = job.judge()
            job.model.train()
            row = {"step": done, "loss": loss.item(), **row, "minutes": (time.time() - begun) / 60}
            with (args.out / "log.jsonl").open("a") as log:
                log.write(json.dumps(row) + "\n")
            if row["held_out"] < best:
                best = row["held_out"]
                halves = {n: p.half() for n, p in job.model.state_dict().items()}
                save_file(halves, args.out / f"{job.name}.safetensors")
            state = dict(
                model=job.model.state_dict(),
                optimizers=[o.state_dict() for o in optims],
                step=done,
                best=best,
            )
            torch.save(state, checkpoint.with_suffix(".new"))
            checkpoint.with_suffix(".new").replace(checkpoint)


def minutes(log: Path) -> float:
    """How long the runs of a log took together; each resumed run counts from nothing again."""
    times = [json.loads(line)["minutes"] for line in log.read_text().splitlines()]
    ends = [now for now, after in zip(times, [*times[1:], 0.0], strict=True) if after < now]
    return sum(ends)


def best_row(log: Path) -> dict:
    """The line of the log that belongs to the saved weights: the lowest held-out figure."""
    return min(map(json.loads, log.read_text().splitlines()), key=lambda row: row["held_out"])
