"""What attention may do besides a fixed mask: gates, a bias, a cap, a sink, silent heads."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from maskviz.masks.dynamic import chosen

Gate = tuple[str, Mapping[str, int]]  # name of a dynamic mask, and its numbers


@dataclass(frozen=True, eq=False)
class ScoreMod:
    """What one layer does besides the mask; the default is nothing.

    In this order: the cap, the bias, then gates and mask, then the softmax with the sink, and at
    last the outputs of silent heads are zeroed. The cap and the bias may each be put after the mask
    instead.
    gates     a dynamic mask or None for each head; it chooses among the keys the head may read
    bias      (head or 1, query, key), added to the scores
    softcap   c: a score s becomes c tanh(s / c); after the mask it makes −∞ a mere −c
    sink      (head,), the score of one more key that has no value: it takes weight and gives
              nothing; −∞ for a head without one
    silent    bool (batch or 1, head), True = its output is zeros, as if the layer had no such head
    offset    the position of the first query, None where queries are not among the keys
    first     the row from which gates choose; those before it keep all that the mask leaves them
    """

    gates: tuple[Gate | None, ...] = ()
    bias: Tensor | None = None
    softcap: float | None = None
    sink: Tensor | None = None
    silent: Tensor | None = None
    cap_after_mask: bool = False
    bias_after_mask: bool = False
    offset: int | None = 0
    first: int = 0

    @property
    def caps_blocked(self) -> bool:
        """Whether −∞ is capped as well, so that blocked keys get weight."""
        return self.softcap is not None and self.cap_after_mask

    def cut(self, queries: int, keys: int) -> "ScoreMod":
        """The same for the first queries and keys only."""
        return self if self.bias is None else replace(self, bias=self.bias[:, :queries, :keys])

    def to(self, device: torch.device | str) -> "ScoreMod":
        """The same with its numbers on a device."""
        held = {name: getattr(self, name) for name in ("bias", "sink", "silent")}
        moved = {name: t.to(device) for name, t in held.items() if t is not None}
        return replace(self, **moved) if moved else self


NOTHING = ScoreMod()


def steps(scores: Tensor, score_mod: ScoreMod, after: bool) -> list[tuple[str, Tensor]]:
    """("cap" or "bias", the scores then) for each step on this side of the mask."""
    made = []
    if score_mod.softcap is not None and score_mod.cap_after_mask == after:
        scores = score_mod.softcap * torch.tanh(scores / score_mod.softcap)
        made.append(("cap", scores))
    if score_mod.bias is not None and score_mod.bias_after_mask == after:
        made.append(("bias", scores + score_mod.bias.to(scores.dtype)))
    return made


def changed(scores: Tensor, score_mod: ScoreMod, after: bool) -> Tensor:
    """Scores with the cap and the bias that stand on this side of the mask."""
    made = steps(scores, score_mod, after)
    return made[-1][1] if made else scores


def heard(output: Tensor, score_mod: ScoreMod) -> Tensor:
    """The outputs of the heads, those of the silent ones zeroed; (batch, head, query, d_head)."""
    if score_mod.silent is None:
        return output
    if score_mod.silent.shape[-1] != output.shape[1]:
        raise ValueError(f"{score_mod.silent.shape[-1]} heads to be heard, of {output.shape[1]}")
    return output.masked_fill(score_mod.silent[:, :, None, None], 0.0)


def gated(scores: Tensor, allowed: Tensor, score_mod: ScoreMod) -> Tensor:
    """What the gates leave of the keys that may be read; the same tensor when there are none.

    Shapes: scores (batch, head, query, key), allowed bool, broadcast to it.
    """
    if not any(score_mod.gates):
        return allowed
    if len(score_mod.gates) != scores.shape[1]:
        raise ValueError(f"{len(score_mod.gates)} gates for {scores.shape[1]} heads")
    left = allowed.expand(scores.shape).clone()
    for head, gate in enumerate(score_mod.gates):
        if gate is not None:
            name, params = gate
            kept = chosen(name, params, scores[:, head], left[:, head], score_mod.offset)
            left[:, head, score_mod.first :] = kept[:, score_mod.first :]
    return left
