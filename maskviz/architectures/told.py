"""A stack of layers in words: what there is of each kind, and how they take turns."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from maskviz.architectures.model import CROSS, DECODER, ENCODER, Layer, Model

PARTS = {DECODER: "decoder", ENCODER: "encoder", CROSS: "across, from decoder to encoder"}


def counted_layers(model: Model) -> str:
    """Of each part how many layers have which mask: "34 layers: 29 × Sliding window, window 1,024;
    5 × Causal."."""
    said = []
    parts = [part for part in (ENCODER, DECODER, CROSS) if model.part(part)]
    for part in parts:
        layers = model.part(part)
        counts = Counter(layer.title for layer in layers)
        kinds = "; ".join(f"{count} × {title}" for title, count in counts.items())
        before = f"{PARTS[part]}, ".capitalize() if len(parts) > 1 else ""
        said.append(f"{before}{len(layers)} layer{'s' * (len(layers) != 1)}: {kinds}.")
    return " ".join(said)


def in_turns(layers: Sequence[Layer]) -> str:
    """How the layers take turns: "5 local, then 1 global" where a few repeat; "" where all are one
    and where nothing repeats."""
    titles = [layer.title for layer in layers]
    turn = next(
        (n for n in range(1, len(titles) // 2 + 1) if all(
            title == titles[i % n] for i, title in enumerate(titles)
        )),
        0,
    )  # fmt: skip
    if turn < 2:
        return ""
    runs = [(title, len(list(run))) for title, run in groupby(titles[:turn])]
    said = ", then ".join(f"{count} × {title}" for title, count in runs)
    rest = len(titles) % turn
    ends = f"; the last turn stops after {rest}" if rest else ""
    return f"In turns of {turn}: {said}{ends}."
