"""What each head is worth on this text: what the model loses with it silent, and with it open."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from maskviz.analysis.heads.changed import Head, Way, changed_runs, has_gate
from maskviz.analysis.predictions import next_tokens, token_losses
from maskviz.analysis.remembered import Remembered, key_of
from maskviz.analysis.view import View
from maskviz.turns import step

AT_ONCE = 1_200_000  # cells (layer, row, head, query, key) of one batch; a step of a tenth second
MOST = 2_000_000  # bytes of all visitors together; one of 24 heads takes 600


@dataclass(frozen=True, eq=False)
class Sought:
    """What the loss is about: `targets` and `counted` (row,) of the logits, and its name."""

    targets: Tensor
    counted: Tensor
    name: str


@dataclass(frozen=True, eq=False)
class Worth:
    """The mean loss in nats over `tokens` tokens: `usual` with every head as it is, and (layer,
    head) with that one silent or open."""

    usual: float
    silent: Tensor
    open: Tensor
    tokens: int
    name: str

    def after(self, way: Way) -> Tensor:
        return self.silent if way == "silence" else self.open

    def lost(self, way: Way) -> Tensor:
        """How much the loss rose, (layer, head); below 0 where the model does better so."""
        return self.after(way) - self.usual


def sought(view: View) -> Sought:
    """What the model is to say. Where nothing says what is right it is what it says now."""
    logits = view.run.logits[0].cpu()
    if view.shipped.plan.predicts_next:
        return Sought(*next_tokens(view.ids, view.real), "the text")
    if view.shipped.plan.writes_answer:
        answer = torch.tensor(view.done.answer[1:])
        return Sought(answer, torch.ones(len(answer), dtype=torch.bool), "the answer it writes now")
    best, counted = logits.argmax(dim=-1), view.real.bool()
    if not view.blanks:
        return Sought(best, counted, "what it says now at every token")
    at_blank = torch.zeros_like(counted)
    at_blank[view.blanks] = True
    return Sought(best, at_blank, "what it says now at the blanks")


def losses(logits: Tensor, wanted: Sought) -> Tensor:
    """The mean loss of each text of a batch, (batch,) in nats; logits (batch, row, vocab)."""
    targets = wanted.targets.expand(len(logits), -1)
    found = token_losses(logits.cpu(), targets)
    return found[:, wanted.counted].mean(dim=-1)  # NaN where nothing counts


WORTHS: Remembered[Worth] = Remembered(MOST, lambda found: found.silent.nbytes * 2)


def worth(view: View) -> Worth:
    """The worth of every head of the attention looked at; remembered, as looking changes nothing
    of it."""
    if view.score_mods:
        return made(view)  # what is done besides the mask is not part of the key
    settings = view.settings
    known = view.part, settings.recipe, settings.position_ids, settings.and_padding
    known = *known, view.region.offset, view.real
    key = key_of(view.shipped, view.ids, view.allowed, *known)
    return WORTHS.get(key, lambda: made(view))


def made(view: View) -> Worth:
    wanted, shape = sought(view), view.shipped.shape
    heads = [(layer, head) for layer in range(shape.layers) for head in range(shape.heads)]
    ways: tuple[Way, Way] = ("silence", "open")
    silent, opened = (
        torch.cat(
            [
                losses(changed_runs(view, some, way).logits, wanted)
                for some in batches(view, heads, way)
            ]
        ).view(shape.layers, shape.heads)
        for way in ways
    )
    usual = losses(view.run.logits, wanted).item()
    return Worth(usual, silent, opened, int(wanted.counted.sum()), wanted.name)


def batches(view: View, heads: Sequence[Head], way: Way) -> Iterator[Sequence[Head]]:
    """The heads in as many rows as one batch holds; whoever waits goes first between two."""
    cells = sum(mask.numel() for mask in view.allowed.values())
    alone = way == "open" and any(has_gate(view, head) for head in heads)
    size = 1 if alone else max(1, AT_ONCE // cells)
    for first in range(0, len(heads), size):
        step()
        yield heads[first : first + size]
