"""When a step needs a mask: each case is read without one and with one, beside a run that has none
of the trouble."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

import torch
from torch import Tensor

from maskviz.models.cache import Cache, empty_cache, read
from maskviz.models.gpt import GPT
from maskviz.models.tokenizer import PAD
from maskviz.turns import step

Kind = Literal["one", "again", "left", "several", "tree", "slots"]
LEAST = 3  # tokens of the text, so that two can come at once
MOST = 32  # tokens of the text that are taken
PADS = 4  # tokens of padding on the left
AT_ONCE = 4  # tokens of the text that are read at once
SPARE = 2  # slots for each token of the text


@dataclass(frozen=True, eq=False)
class Case:
    """A step: what is in the cache before it, what is read, and which slots its rows may read.

    Shapes: tokens and position (row,); cells bool (row, slot); right (row, vocab), the logits that
    have to come out of the last rows.
    """

    kind: Kind
    filled: Callable[[], Cache]
    tokens: Tensor
    cells: Tensor
    right: Tensor
    position: Tensor | None = None
    unfilled: bool = False


@dataclass(frozen=True)
class Need:
    """What a case showed: how far a logit is off at most, without a mask and with it.

    blocked  cells that the mask takes, of `rows` x `slots`
    equal    whether the logits with it and without it are the same bit for bit
    lost     the share of a row's weight that lies on those cells without a mask, the mean over
             rows, heads and layers
    """

    kind: Kind
    rows: int
    slots: int
    blocked: int
    without: float
    masked: float
    equal: bool
    lost: float


def needs(model: GPT, ids: Tensor) -> tuple[Need, ...]:
    """Every case on the same text, ids (token,) of at least LEAST tokens; the first MOST count."""
    with torch.inference_mode():
        return tuple(measured(model, case) for case in cases(model, ids[:MOST]))


def measured(model: GPT, case: Case) -> Need:
    step()

    def run(allowed: Tensor | None) -> tuple[Tensor, Tensor]:
        tokens = case.tokens[None]
        found = read(model, tokens, case.filled(), allowed, case.position, case.unfilled)
        return found.logits[0, -len(case.right) :], found.weights[:, 0].cpu()

    plain, weights = run(None)
    masked, _ = run(case.cells.expand(1, 1, 1, *case.cells.shape))
    blocked, (rows, slots) = ~case.cells, case.cells.shape
    return Need(
        case.kind,
        rows,
        slots,
        int(blocked.sum()),
        (plain - case.right).abs().max().item(),
        (masked - case.right).abs().max().item(),
        torch.equal(plain, masked),
        (weights * blocked).sum(dim=-1).mean().item(),
    )


def cases(model: GPT, ids: Tensor) -> Iterator[Case]:
    n, right = len(ids), model(ids[None])[0]
    open_row = torch.ones(1, n, dtype=torch.bool)

    def before(last: int, slots: int = n) -> Callable[[], Cache]:
        """A cache that has read all tokens but so many, as a square."""
        return lambda: prefilled(model, ids[: n - last], slots)

    yield Case("one", before(1), ids[-1:], open_row, right[-1:])
    yield Case("again", lambda: empty_cache(model, n), ids, triangle(n), right[-1:])
    pads = ids.new_full((PADS,), PAD)
    real = torch.cat((torch.zeros(1, PADS, dtype=torch.bool), open_row), dim=-1)
    yield Case(
        "left",
        lambda: prefilled(model, torch.cat((pads, ids[:-1])), n + PADS, PADS),
        ids[-1:],
        real,
        right[-1:],
    )
    rows = min(AT_ONCE, n - 1)
    yield Case("several", before(rows), ids[-rows:], triangle(n)[-rows:], right[-rows:])
    yield tree(model, ids, right[-1])
    spare = torch.arange(SPARE * n)[None] < n
    yield Case("slots", before(1, SPARE * n), ids[-1:], spare, right[-1:], unfilled=True)


def tree(model: GPT, ids: Tensor, last: Tensor) -> Case:
    """The two best next tokens and the best after each, all in one step: two branches of one text.

    A token stands at the position of its depth, so that both branches fill the same places.
    """
    n, branches, right = len(ids), [], []
    for token in last.topk(2).indices:
        branch = torch.cat((ids, token[None]))
        branch = torch.cat((branch, model(branch[None])[0, -1].argmax()[None]))
        branches.append(branch[n:])
        right.append(model(branch[None])[0, n:])
    cells = torch.zeros(4, n + 4, dtype=torch.bool)
    cells[:, :n] = True
    cells[:2, n : n + 2] = cells[2:, n + 2 :] = triangle(2)
    position = torch.tensor([n, n + 1, n, n + 1], device=ids.device)
    return Case(
        "tree",
        lambda: prefilled(model, ids, n + 4),
        torch.cat(branches),
        cells,
        torch.cat(right),
        position,
    )


def prefilled(model: GPT, ids: Tensor, slots: int, pads: int = 0) -> Cache:
    """A cache that has read these tokens as a square; the first ones are padding."""
    cells = triangle(len(ids))
    cells[:, :pads] = False
    square = cells.expand(1, 1, 1, *cells.shape)
    return read(model, ids[None], empty_cache(model, slots), square).cache


def triangle(n: int) -> Tensor:
    return torch.ones(n, n, dtype=torch.bool).tril()
