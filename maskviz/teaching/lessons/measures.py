"""What lessons measure: what a row reads and weighs, what it predicts, and who moves when a token
is changed."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch

from maskviz.analysis.effect import loss_of
from maskviz.analysis.leak import leaks
from maskviz.analysis.moves.change import changed_run, noise
from maskviz.analysis.moves.moved import Moved, compare
from maskviz.analysis.predictions import Guess, top_tokens
from maskviz.analysis.view import View, make_view
from maskviz.masks.compose import cells, term_of
from maskviz.masks.painting import POSITIONS

KEPT = 1e-3  # logits that differ by less differ by the order of sums


def other(view: View, **changes: Any) -> View:
    """The same model on other settings."""
    return make_view(view.settings.but(**changes).stored(), view.shipped)


def listed(words: Sequence[str]) -> str:
    """Tokens in a sentence: “The”, “king” and “and”."""
    quoted = [f"“{word}”" for word in words]
    return " and ".join(filter(None, [", ".join(quoted[:-1]), *quoted[-1:]])) or "nothing"


def said(number: float) -> str:
    """A number as one says it: 6.3, 0.57, 0.0008, and 0 where it is exactly that."""
    if number == 0:
        return "0"
    if not np.isfinite(number) or abs(number) >= 10:
        return f"{number:.0f}" if np.isfinite(number) else str(number).replace("nan", "NaN")
    if abs(number) >= 0.0001:
        return f"{number:.2g}"
    return f"{number:.0e}".replace("e-0", "e−").replace("e-", "e−")


def places(so: Any) -> list[int]:
    """Where something is so, bool (token,)."""
    return np.flatnonzero(np.asarray(so)).tolist()


def reads(view: View, q: int) -> list[int]:
    """The keys that a query may read, under the mask that is drawn."""
    return places(view.mask.allowed[q - view.region.offset])


def weights(view: View, q: int) -> np.ndarray:
    """A query's weights in the layer and head looked at, (key,)."""
    return view.trace.weights[0, view.head, q].float().numpy(force=True)


def raw(view: View, q: int) -> np.ndarray:
    """Its scores before the mask, (key,)."""
    return view.trace.raw[0, view.head, q].float().numpy(force=True)


def leaked(view: View, q: int) -> float:
    """The share of its sum that a query's blocked keys took in the layer and head looked at."""
    found = leaks(view.trace, view.settings.recipe, view.score_mod)
    return found[0, view.head, q].item()


def best(view: View, q: int) -> Guess:
    """What a row predicts first."""
    return top_tokens(view.run.logits[0, q].cpu(), view.shipped.target, 1)[0]


def chance(view: View, q: int, token: int) -> float:
    """The probability that a row gives to a token."""
    return view.run.logits[0, q].float().softmax(dim=-1)[token].item()


def chance_of_next(view: View, q: int) -> float:
    """The probability that a row of a decoder gives to the token that really follows."""
    return chance(view, q, int(view.ids[q + 1]))


def perplexity(view: View) -> float:
    return loss_of(view, view.run).perplexity


def after_change(view: View, changed: Sequence[int]) -> Moved:
    """What moves when these tokens' vectors get noise as long as themselves."""
    run = changed_run(view, noise(view, changed, seed=changed[0]))
    return compare(view.run, run, view.part)


def differing(view: View, text: str) -> int:
    """Cells in which the mask that is drawn differs from another, written as a term."""
    region = view.region
    size = region.queries, region.keys
    wanted = cells(term_of(text), *size, region.facts, offset=region.offset, head=view.head)
    return int((view.mask.allowed != wanted).sum())


def logits_alone(view: View, row: int) -> torch.Tensor:
    """A row's logits from a run of the text up to it and nothing after; (vocab,)."""
    with torch.inference_mode():
        return view.shipped.model(view.ids[None, : row + 1])[0, row]


def flips(*blocked: tuple[int, int]) -> tuple[int, ...]:
    """Cells (q, k) as painting keeps them."""
    return tuple(sorted(q * POSITIONS + k for q, k in blocked))
