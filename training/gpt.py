"""Make the shipped decoder: `python -m training.gpt --corpus FOLDER --out build/gpt`.

Writes the tokenizer, a checkpoint every `--every` steps and the best weights so far; started again
with the same folder it goes on where it stopped. Batches and dropout depend on the seed and
the step alone, so a resumed run draws the same as an unbroken one.
"""

import argparse
import json
import math
import time
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import save_file
from tokenizers import Tokenizer
from tqdm import tqdm

from maskviz.models.gpt import GPT, Shape
from maskviz.models.tokenizer import START
from training import corpus
from training.muon import Muon

WINDOWS = 96  # of the held-out text: enough to choose the best weights, few enough to be quick


def learning_rate(step: int, steps: int, warmup: int = 100, decay: float = 0.45) -> float:
    """Factor of the peak rate: a short rise, a plateau, then a straight line down to zero."""
    return min((step + 1) / warmup, 1.0, (steps - step) / (steps * decay))


def optimizers(model: GPT) -> list[torch.optim.Optimizer]:
    matrices = [p for p in model.blocks.parameters() if p.ndim == 2]
    chosen = {id(p) for p in matrices}
    others = [p for p in model.parameters() if id(p) not in chosen]
    return [
        Muon(matrices, lr=0.02, weight_decay=0.1),
        torch.optim.AdamW(others, lr=0.003, betas=(0.9, 0.98), weight_decay=0.02),
    ]


@torch.no_grad()
def held_out_nats(model: GPT, text: corpus.Text) -> float:
    """Mean loss a token over about WINDOWS windows spread over the text, each read from `<s>`."""
    context = model.shape.context
    count = len(text.ids) // context
    targets = torch.from_numpy(text.ids[: count * context].astype("int64")).view(count, context)
    targets = targets[:: max(1, count // WINDOWS)]
    inputs = torch.cat((torch.full((len(targets), 1), START), targets[:, :-1]), dim=1)
    losses = [
        F.cross_entropy(model(i).flatten(0, 1), t.flatten()).item() * len(i)
        for i, t in zip(inputs.split(16), targets.split(16), strict=True)
    ]
    return sum(losses) / len(targets)


def bits_per_character(nats_per_token: float, text: corpus.Text) -> float:
    return nats_per_token / math.log(2) * len(text.ids) / text.characters


def load_texts(folder: Path, vocab: int, out: Path) -> tuple[corpus.Text, corpus.Text]:
    """The training text and the held-out text in the tokens of `out`, learned when it has none."""
    train = corpus.read(folder, "train")
    path = out / "tokenizer.json"
    if not path.exists():
        corpus.learn_tokenizer(train, vocab).save(str(path))
    tokenizer = Tokenizer.from_file(str(path))
    held_out = corpus.read(folder, "heldout")
    return corpus.encode(tokenizer, train), corpus.encode(tokenizer, held_out)


def train(args: argparse.Namespace) -> None:
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    shape = Shape()
    text, held_out = load_texts(args.corpus, shape.vocab, args.out)
    model = GPT(shape, dropout=0.1)
    optims = optimizers(model)
    peaks = [o.param_groups[0]["lr"] for o in optims]
    checkpoint, best, first = args.out / "checkpoint.pt", math.inf, 0
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(saved["model"])
        for o, state in zip(optims, saved["optimizers"], strict=True):
            o.load_state_dict(state)
        first, best = saved["step"], saved["best"]
    run = torch.compile(model) if args.compile else model

    begun, bar = time.time(), tqdm(range(first, args.steps), initial=first, total=args.steps)
    for step in bar:
        torch.manual_seed(args.seed * 1_000_003 + step)
        pair = corpus.batch(text, args.batch, shape.context, (args.seed, step))
        inputs, targets = (torch.from_numpy(a) for a in pair)
        for o, peak in zip(optims, peaks, strict=True):
            o.param_groups[0]["lr"] = peak * learning_rate(step, args.steps)
        loss = F.cross_entropy(run(inputs).flatten(0, 1), targets.flatten())
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        for o in optims:
            o.step()
            o.zero_grad(set_to_none=True)
        bar.set_postfix(loss=f"{loss.item():.3f}")
        done = step + 1
        if done % args.every == 0 or done == args.steps:
            model.eval()
            nats = held_out_nats(model, held_out)
            model.train()
            row = dict(
                step=done, loss=loss.item(), held_out=nats, minutes=(time.time() - begun) / 60
            )
            row["bits_per_character"] = bits_per_character(nats, held_out)
            with (args.out / "log.jsonl").open("a") as log:
                log.write(json.dumps(row) + "\n")
            if nats < best:
                best = nats
                save_file(
                    {n: p.half() for n, p in model.state_dict().items()},
                    args.out / "gpt.safetensors",
                )
            state = dict(
                model=model.state_dict(),
                optimizers=[o.state_dict() for o in optims],
                step=done,
                best=best,
            )
            torch.save(state, checkpoint.with_suffix(".new"))
            checkpoint.with_suffix(".new").replace(checkpoint)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("build/gpt"))
    parser.add_argument("--steps", type=int, default=5_000)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--every", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--compile", action="store_true", help="faster, needs a C++ compiler")
    train(parser.parse_args())


if __name__ == "__main__":
    main()
