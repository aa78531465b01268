"""Does the decoder cheat without its mask? Train it so, measure it, and write the figures.

python -m training.cheat --corpus FOLDER            train, measure, write maskviz/data/cheat.json
python -m training.cheat --corpus FOLDER --check    measure the shipped weights again and compare

The weights trained here are not shipped: their curve is.
"""

import argparse
import datetime
import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor
from tqdm import tqdm

from maskviz.analysis import cheat
from maskviz.analysis.predictions import token_losses
from maskviz.models import Shipped, load
from maskviz.models.gpt import GPT
from training import cheat_texts, corpus, measure
from training.card import differences, rounded
from training.loop import Job, options, train

DATA = Path(cheat.__file__).parents[1] / "data" / "cheat.json"
WINDOWS = 48  # of the held-out text, as in the card of `gpt`
JUDGED = 16  # of them while training
TRACED = 8  # of them where all scores are kept
EVERY = 4  # prefixes of 4, 8, 12, … tokens are read on their own
RATES = (0.006, 0.001)  # a third of what it was trained with


def copy_of(model: GPT) -> GPT:
    """The shipped weights, ready to be trained on as they were trained."""
    again = GPT(model.shape, dropout=0.1)
    again.load_state_dict(model.state_dict())
    return again


def one_pass(model: GPT, text: measure.Windows, allowed: Tensor | None = None) -> Tensor:
    """Nats at each target when the windows are read in one pass, (window, token)."""
    with torch.inference_mode():
        parts = zip(text.inputs.split(8), text.targets.split(8), strict=True)
        return torch.cat([token_losses(model(i, allowed), t) for i, t in parts])


def job(args: argparse.Namespace, masked: bool, shipped: Shipped, texts: tuple) -> Job:
    """Go on as before, with the causal mask or without any."""
    text, judged = texts[0], texts[1].some(JUDGED)
    model, n = copy_of(shipped.model), shipped.shape.context
    everything = torch.ones(n, n, dtype=torch.bool)
    run = torch.compile(model) if args.compile else model
    allowed = None if masked else everything

    def loss(step: int) -> Tensor:
        pair = corpus.batch(text, args.batch, n, (args.seed, step))
        inputs, targets = (torch.from_numpy(a) for a in pair)
        return F.cross_entropy(run(inputs, allowed).flatten(0, 1), targets.flatten())

    def judge() -> dict:
        honest = one_pass(model, judged).mean().item()
        peeking = one_pass(model, judged, everything).mean().item()
        return {"held_out": honest if masked else peeking, "honest": honest, "peeking": peeking}

    return Job("gpt", model, loss, judge, RATES)


def curve(args: argparse.Namespace, name: str, shipped: Shipped, texts: tuple) -> tuple[list, GPT]:
    """Train into a folder of that name, from where it stopped: the rows of its log, the model."""
    doing = job(args, name == "with_mask", shipped, texts)
    doing.model.eval()
    first = {"step": 0, **doing.judge()}
    doing.model.train()
    here = argparse.Namespace(**{**vars(args), "out": args.out / name})
    train(doing, here)
    log = [json.loads(line) for line in (here.out / "log.jsonl").read_text().splitlines()]
    state = torch.load(here.out / "checkpoint.pt", weights_only=True)
    doing.model.load_state_dict(state["model"])
    rows = [{key: row[key] for key in ("step", "honest", "peeking")} for row in (first, *log)]
    return rows, doing.model.eval()


def compared(losses: Tensor, other: Tensor) -> dict:
    """The mean loss, and its difference to another's with its standard error over windows."""
    change = (losses - other).double().mean(dim=-1)
    return {
        "loss": losses.double().mean().item(),
        "change": change.mean().item(),
        "error": change.std().item() / len(change) ** 0.5,
    }


def generation(model: GPT, text: measure.Windows) -> dict:
    """The same next tokens, asked three ways: text open, each prefix on its own, causal."""
    n = text.inputs.shape[-1]
    lengths = range(EVERY, n + 1, EVERY)
    rows = [m - 1 for m in lengths]
    alone = cheat.alone_losses(model, text.inputs, text.targets, tqdm(lengths, "prefixes"))
    everything = torch.ones(n, n, dtype=torch.bool)
    return {
        "open": one_pass(model, text, everything)[:, rows].mean().item(),
        "alone": alone.mean().item(),
        "causal": one_pass(model, text)[:, rows].mean().item(),
    }


def figures(model: GPT, text: measure.Windows) -> dict:
    """What can be measured again on the shipped weights alone."""
    shape, n = model.shape, text.inputs.shape[-1]
    layers, heads = range(shape.layers), range(shape.heads)
    ask = partial(cheat.opened_losses, model, text.inputs, text.targets)
    causal = ask(cheat.opened(shape, n))
    by_layer = []
    for layer in tqdm(layers, "layers"):
        mine = ask(cheat.opened(shape, n, [layer]))
        other = cheat.stranger_losses(model, text.inputs, text.targets, layer)
        by_layer.append({**compared(mine, causal), "stranger": compared(mine, other)})
    by_head = [
        [compared(ask(cheat.opened(shape, n, [layer], [head])), causal) for head in heads]
        for layer in tqdm(layers, "heads")
    ]
    gaps = cheat.score_gaps(model, text.inputs[:TRACED])
    return {
        "windows": len(text.inputs),
        "tokens": text.inputs.numel(),
        "causal": causal.double().mean().item(),
        "open_all": compared(ask(cheat.opened(shape, n, layers)), causal),
        "open_layer": by_layer,
        "open_head": by_head,
        "score_gap": {"mean": [mean for mean, _ in gaps], "most": [most for _, most in gaps]},
        "last_row": cheat.last_row_moves(model, text.inputs[:TRACED]),
        "generation": generation(model, text),
        "prefixes": len(text.inputs) * len(range(EVERY, n + 1, EVERY)),
    }


def held_out(shipped: Shipped, folder: Path) -> measure.Windows:
    """Whole windows of the held-out text, the same each time."""
    text = corpus.encode(shipped.tokenizer.file, corpus.read(folder, "heldout"))
    return measure.windows(text.ids, shipped.shape.context).some(WINDOWS)


def check(folder: Path, data: Path = DATA) -> list[str]:
    """Measure the shipped weights again: a line for each figure in which the file is wrong."""
    shipped, said = load("gpt"), json.loads(data.read_text("utf-8"))
    again = rounded(figures(shipped.model, held_out(shipped, folder)))
    return differences(
        {**said["shipped"], "weights": said["weights"]},
        {**again, "weights": shipped.card["weights"]["sha256"]},
    )


def main(words: Sequence[str] | None = None) -> None:
    parser = options("build/cheat", steps=300, every=10)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--data", type=Path, default=DATA, help="the file of figures")
    parser.add_argument("--check", action="store_true", help="compare the file's figures")
    args = parser.parse_args(words)
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    if args.check:
        if wrong := check(args.corpus, args.data):
            raise SystemExit("\n".join(wrong))
        print("every figure of the shipped weights was measured again and agrees")
        return
    shipped = load("gpt")
    text = corpus.encode(shipped.tokenizer.file, corpus.read(args.corpus, "train"))
    texts = (text, held_out(shipped, args.corpus))
    without, cheater = curve(args, "without_mask", shipped, texts)
    with_mask, _ = curve(args, "with_mask", shipped, texts)
    found = {
        "weights": shipped.card["weights"]["sha256"],
        "shipped": figures(shipped.model, texts[1]),
        "trained": {
            "batch": args.batch,
            "seed": args.seed,
            "tokens": texts[1].some(JUDGED).inputs.numel(),
            "without_mask": without,
            "with_mask": with_mask,
            "generation": generation(cheater, texts[1]),
            "texts": cheat_texts.texts(shipped, cheater),
        },
        "date": datetime.date.today().isoformat(),
        "torch": torch.__version__,
    }
    args.data.parent.mkdir(parents=True, exist_ok=True)
    args.data.write_text(json.dumps(rounded(found), indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
