"""A text under the model's own masks: what a page shows beside the mask that was chosen."""

from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor

from maskviz.analysis.predictions import Guess, Loss, next_tokens, row_entropies, text_loss
from maskviz.analysis.remembered import Remembered
from maskviz.analysis.running import plain_outcome
from maskviz.models import Shipped
from maskviz.models.plans import Reader

MOST = 16_000_000  # bytes of all visitors together; a text of 64 tokens takes 70 KB
TOP = 10  # guesses kept of a row


@dataclass(frozen=True, eq=False)
class Baseline:
    """The answers of a run, without the run: a sixtieth of its memory.

    Shapes: tokens and shares (row, TOP) are the guesses of each row of the logits, best first, the
    shares NaN where the logits are; entropies[part] (layer, head, query) in bits; out[part] (query,
    d_model) is what leaves the last layer. `loss` is that of a decoder; `answer` is what a
    translator wrote, with `<s>`.
    """

    tokens: Tensor
    shares: Tensor
    loss: Loss | None
    entropies: Mapping[str, Tensor]
    out: Mapping[str, Tensor]
    answer: tuple[int, ...]

    def guesses(self, row: int, reader: Reader) -> tuple[Guess, ...]:
        """What a row predicts, best first; none when it predicts NaN."""
        shares = self.shares[row]
        if shares.isnan().any():
            return ()
        pairs = zip(self.tokens[row].tolist(), shares.tolist(), strict=True)
        return tuple(Guess(token, reader.label(token), share) for token, share in pairs)

    @property
    def bytes(self) -> int:
        tensors = (self.tokens, self.shares, *self.entropies.values(), *self.out.values())
        return sum(tensor.nbytes for tensor in tensors)


BASELINES: Remembered[Baseline] = Remembered(MOST, lambda found: found.bytes)


def baseline(
    shipped: Shipped, ids: Tensor, real: Tensor, position: Tensor | None = None, answer: int = 0
) -> Baseline:
    """A text's baseline, ids, real and position (token,); most changes leave it as it was."""
    place = None if position is None else tuple(position.tolist())
    key = shipped, tuple(ids.tolist()), tuple(real.tolist()), place, answer
    return BASELINES.get(key, lambda: made(shipped, ids, real, position, answer))


def made(
    shipped: Shipped, ids: Tensor, real: Tensor, position: Tensor | None, answer: int
) -> Baseline:
    found = plain_outcome(shipped, ids, real, position, answer)
    run, logits = found.run, found.run.logits[0].float().cpu()
    best = logits.softmax(dim=-1).topk(TOP, dim=-1)
    decodes = shipped.plan.predicts_next
    return Baseline(
        tokens=best.indices.to(torch.int32),
        shares=best.values.clone(),
        loss=text_loss(logits, *next_tokens(ids, real)) if decodes else None,
        entropies={
            part: torch.stack([row_entropies(layer.trace.weights[0].cpu()) for layer in layers])
            for part, layers in run.heads.items()
        },
        out={part: way[-1].x[0].cpu().clone() for part, way in run.residual.items()},
        answer=found.answer,
    )
