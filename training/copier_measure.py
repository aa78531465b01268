"""How well the copier copies, and which masks stop it."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from maskviz.masks.catalogue import MASKS
from maskviz.masks.matrix import matrix
from maskviz.models.characters import FIRST, UNKNOWN
from maskviz.models.gpt import GPT
from maskviz.models.tokenizer import START
from training.copier import SYMBOLS, copies

SEQUENCES = 300  # of each length
LENGTHS = (4, 6, 8, 12, 16, 20, 24, 30)  # symbols in a sequence
CURVES = (8, 12, 16)  # the lengths whose cliff is drawn
SWEPT = {
    "sliding_window": "window",
    "stride_only": "stride",
    "stride_block": "stride",
    "chunk": "size",
}


@dataclass(frozen=True, eq=False)
class Pairs:
    """Sequences, each read twice: int64 (row, 1 + gap + 2 * length), `<s>` first.

    gap  other tokens between the two copies
    """

    tokens: Tensor
    length: int
    gap: int = 0

    @property
    def asked(self) -> range:
        """The tokens of the second copy after which the next is determined: all but the last."""
        first = 1 + self.length + self.gap
        return range(first, first + self.length - 1)


def pairs(length: int, rows: int = SEQUENCES) -> Pairs:
    """The fixed set of that length; its seed is its length."""
    rng = np.random.default_rng((2, length))
    return Pairs(torch.from_numpy(copies(np.full(rows, length), 1 + 2 * length, rng)), length)


def causal(model: GPT, n: int) -> Tensor:
    """The model's own mask, bool (layer, 1, query, key)."""
    return torch.ones(n, n, dtype=torch.bool).tril().repeat(model.shape.layers, 1, 1, 1)


def read(model: GPT, text: Pairs, allowed: Tensor | None = None) -> Tensor:
    """Logits (row, token, vocab) under a mask, bool (layer, head or 1, query, key).

    None is the model's own mask.
    """
    allowed = causal(model, text.tokens.shape[1]) if allowed is None else allowed
    return model.run(text.tokens, allowed[:, None]).logits


def by_token(logits: Tensor, text: Pairs) -> Tensor:
    """After each asked token: how often the first guess is the symbol that followed before.

    Shape: (asked token,), 0 to 1.
    """
    asked = torch.tensor(text.asked)
    right = logits[:, asked].argmax(dim=-1) == text.tokens[:, asked + 1]
    return right.double().mean(dim=0)


def copied(logits: Tensor, text: Pairs) -> float:
    """The share of the second copy that is guessed rightly; 0 to 1."""
    return by_token(logits, text).mean().item()


def accuracy(model: GPT, text: Pairs, allowed: Tensor | None = None) -> float:
    return copied(read(model, text, allowed), text)


def in_view(model: GPT, text: Pairs, window: int) -> float:
    """How many of the first guesses, right or wrong, repeat a symbol inside the window."""
    n = text.tokens.shape[1]
    near = torch.from_numpy(matrix(MASKS["sliding_window"], n, n, {"window": window}))
    guesses = read(model, text, causal(model, n) & near).argmax(dim=-1)
    found = (guesses[:, :, None] == text.tokens[:, None, :]) & near
    return found.any(dim=-1)[:, torch.tensor(text.asked)].double().mean().item()


def layer_choices(model: GPT) -> Iterator[tuple[int, ...]]:
    """All layers together, then each alone."""
    yield tuple(range(model.shape.layers))
    yield from ((layer,) for layer in range(model.shape.layers))


def curve(model: GPT, text: Pairs, name: str, layers: tuple[int, ...]) -> list[float]:
    """Accuracy with a mask of the catalogue on top of the causal one, in these layers.

    Entry i belongs to the parameter's value i + 1; the last one is twice the sequence's length.
    """
    found, n = [], text.tokens.shape[1]
    for value in range(1, 2 * text.length + 1):
        allowed = causal(model, n)
        allowed[list(layers)] &= torch.from_numpy(matrix(MASKS[name], n, n, {SWEPT[name]: value}))
        found.append(accuracy(model, text, allowed))
    return found


def curves(model: GPT) -> dict:
    """Every value of every swept mask: name -> layers it stands in -> length -> accuracies."""
    found = {}
    for name, parameter in SWEPT.items():
        found[name] = {"parameter": parameter}
        for layers in layer_choices(model):
            lines = {str(n): curve(model, pairs(n), name, layers) for n in CURVES}
            found[name][" ".join(map(str, layers))] = lines
    return found


def cliff(accuracies: list[float], whole: float) -> dict:
    """Where a curve leaves the ground and where it is at the top again, as parameter values.

    hidden  the largest value up to which fewer than one in ten guesses is right; 0 for none
    back    the smallest value from which the accuracy is within 1 % of the unmasked one
    """
    values = range(1, len(accuracies) + 1)
    seen = [value for value, right in zip(values, accuracies, strict=True) if right >= 0.1]
    short = [value for value, right in zip(values, accuracies, strict=True) if right < whole - 0.01]
    return {"hidden": min(seen, default=len(accuracies) + 1) - 1, "back": max(short, default=0) + 1}


def cliffs(model: GPT, measured: dict) -> dict:
    """The window's cliff in all layers, with the accuracies on both sides of it.

    reach    how many tokens back all layers together reach with the largest hiding window
    in_view  of the guesses at that window, how many repeat a symbol inside it
    """
    every = measured["sliding_window"][" ".join(map(str, range(model.shape.layers)))]
    found = {}
    for length, accuracies in every.items():
        edge = cliff(accuracies, accuracies[-1])
        hidden, back = edge["hidden"], edge["back"]
        found[length] = {
            **edge,
            "reach": model.shape.layers * (hidden - 1),
            "accuracy_hidden": accuracies[hidden - 1] if hidden else None,
            "accuracy_back": accuracies[back - 1] if back <= len(accuracies) else None,
            "in_view": in_view(model, pairs(int(length)), hidden) if hidden else None,
        }
    return found


def unlike_training(model: GPT, length: int = 12) -> dict:
    """Accuracy on what it never met: symbols twice in a sequence, a gap between the copies."""
    rng = np.random.default_rng((3, length))
    once = FIRST + rng.integers(0, len(SYMBOLS.alphabet), (SEQUENCES, length))
    start = np.full((SEQUENCES, 1), START)
    twice = torch.from_numpy(np.concatenate([start, once, once], axis=1))
    both = torch.from_numpy(copies(np.full(SEQUENCES, 2 * length), 1 + 2 * length, rng))
    apart = torch.cat([both, both[:, 1 : 1 + length]], dim=1)
    return {
        "length": length,
        "symbols_may_repeat": accuracy(model, Pairs(twice, length)),
        "others_between": accuracy(model, Pairs(apart, length, length)),
        "unknown": unknown(model, length),
    }


def unknown(model: GPT, length: int) -> dict[str, float]:
    """Accuracy when one symbol in the middle is outside the alphabet, in both copies.

    itself  for the unknown symbol; after: for the one that follows it; others: for the rest
    """
    text = pairs(length)
    place = length // 2
    text.tokens[:, [1 + place, 1 + place + length]] = UNKNOWN
    found = by_token(read(model, text), text).tolist()
    itself, after = found.pop(place - 1), found.pop(place - 1)
    return {"itself": itself, "after": after, "others": float(np.mean(found))}
