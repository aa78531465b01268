"""What somebody would notice of a fault: measured in an attention that runs under both masks."""

from collections.abc import Iterator, Sequence

import numpy as np
import torch
from torch import Tensor

from maskviz.analysis.predictions import next_tokens, text_loss
from maskviz.analysis.remembered import remembered
from maskviz.masks.cell import token
from maskviz.models import Shipped
from maskviz.models.attention import Recipe
from maskviz.teaching.bank.case import Case, case_of
from maskviz.teaching.bank.draws import Draws, draws
from maskviz.teaching.bank.finding import FaultQuestion
from maskviz.teaching.bank.planting import KINDS, future
from maskviz.teaching.words import catalogue

WIDTH = 4  # numbers in a query, a key and a value
NOTICED = 0.02  # nats a token
MOST = 2  # symptoms that are told


def symptoms(asked: FaultQuestion, shipped: Shipped | None = None) -> list[str]:
    """What is noticed first, in sentences; without a model nothing is said of its loss."""
    found = [*nothing_read(asked), *(loss_told(asked, shipped) if shipped else ())]
    return [*found, *changes(asked)][:MOST]


def vectors(n: int, name: str) -> Tensor:
    """Numbers from −2 to 2, (token, WIDTH), the same for ever."""
    found: Draws = draws("vectors", name, n)
    return torch.tensor([[next(found) % 4001 / 1000 - 2 for _ in range(WIDTH)] for _ in range(n)],
                        dtype=torch.float64)  # fmt: skip


def outputs(allowed: np.ndarray, keys: Tensor, values: Tensor) -> Tensor:
    """What each query gathers, (query, WIDTH): the softmax of masked scores, times the values."""
    queries = vectors(len(keys), "query")[len(keys) - len(allowed) :]
    scores = (queries @ keys.T).masked_fill(~torch.from_numpy(allowed), -torch.inf)
    return scores.softmax(dim=-1) @ values


def moved(allowed: np.ndarray) -> np.ndarray:
    """Whether a query's output changes when a token's key and value do, bool (query, key)."""
    n = allowed.shape[1]
    keys, values = vectors(n, "key"), vectors(n, "value")
    plain, columns = outputs(allowed, keys, values), []
    for k in range(n):
        other = [each.clone() for each in (keys, values)]
        for each in other:
            each[k] += 1
        columns.append((outputs(allowed, *other) - plain).abs().sum(dim=-1) > 0)  # NaN: never
    return torch.stack(columns, dim=1).numpy()


def nan_rows(allowed: np.ndarray) -> list[int]:
    n = allowed.shape[1]
    found = outputs(allowed, vectors(n, "key"), vectors(n, "value")).isnan().any(dim=-1)
    return found.nonzero().flatten().tolist()


def nothing_read(asked: FaultQuestion) -> Iterator[str]:
    """The queries whose output is NaN and was not to be."""
    case, text = asked.case, catalogue("predict")["symptom"]
    meant = nan_rows(case.truth)
    if rows := [row for row in nan_rows(asked.fault.cells) if row not in meant]:
        told = [token("q", row + case.offset, case.tokens) for row in rows]
        yield text["nan" if len(rows) == 1 else "nans"].format(queries=listed(told))


def listed(words: Sequence[str]) -> str:
    """“query 0 “<s>”, query 1 “The” and query 2 “cat””."""
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def changes(asked: FaultQuestion) -> Iterator[str]:
    """The token that a query now hears of and should not, then the one that it hears of no more;
    of each the one farthest from it, a later one first."""
    case, text = asked.case, catalogue("predict")["symptom"]
    meant, came = moved(case.truth), moved(asked.fault.cells)
    blind = not (case.truth & future(case)).any()
    for name, apart in (("heard", came & ~meant), ("deaf", meant & ~came)):
        places = [(k - (row + case.offset), row, k) for row, k in np.argwhere(apart).tolist()]
        if not places:
            continue
        ahead, row, k = max(places, key=lambda place: (place[0] > 0, abs(place[0]), place))
        words = {
            "key": token("k", k, case.tokens).removeprefix("key "),
            "query": token("q", row + case.offset, case.tokens),
        }
        yield text["future" if name == "heard" and ahead > 0 and blind else name].format(**words)


def loss_told(asked: FaultQuestion, shipped: Shipped) -> Iterator[str]:
    """The loss of a model of next tokens under both, where the mask needs a text's tokens only."""
    case, found = asked.case, losses(asked.case, asked.fault.name, asked.text, shipped)
    if found is None or abs(found[1] - found[0]) < NOTICED:
        return
    meant, came = found
    steals = (asked.fault.cells & future(case)).any() and not (case.truth & future(case)).any()
    said = catalogue("predict")["symptom"]["good" if steals and came < meant else "loss"]
    yield said.format(text=asked.text, meant=meant, came=came)


def losses(case: Case, fault: str, text: str, shipped: Shipped) -> tuple[float, float] | None:
    """The mean loss in nats a token over a text, under the mask as it was meant and with a fault of
    this kind in it; None where the mask asks more of the tokens, or for a cache."""
    if case.facts or case.offset:
        return None
    ids = torch.tensor(shipped.tokenizer.row(text).ids)
    here = case_of(case.term, len(ids), len(ids), 0)
    wrong = KINDS[fault](here, draws("loss", fault, len(ids)))
    return wrong if wrong is None else (loss(here.truth, ids, shipped), loss(wrong, ids, shipped))


def loss(allowed: np.ndarray, ids: Tensor, shipped: Shipped) -> float:
    """The same mask in every head of every layer, as torch's own attention takes it."""
    shape, n = shipped.shape, len(ids)
    masks = torch.from_numpy(allowed).expand(shape.layers, 1, shape.heads, n, n)
    run = remembered(shipped, ids, {"self": masks}, Recipe(), None, {}).run
    return text_loss(run.logits[0].cpu(), *next_tokens(ids, torch.ones_like(ids))).nats
