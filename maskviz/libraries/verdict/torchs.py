"""An array handed to torch's own calls, which are run, and what is added to the scores."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from torch import Tensor

from maskviz.libraries.conventions.huggingface import WHOLE_4D
from maskviz.libraries.conventions.library import Spelling, refused
from maskviz.libraries.conventions.torchcalls import (
    by_encoder,
    by_encoder_padding,
    by_flex,
    by_mha,
    by_sdpa,
    run,
)
from maskviz.libraries.conventions.torchempty import lost_rows
from maskviz.libraries.conventions.torchlayers import emptied, nested
from maskviz.libraries.conventions.torchown import ATTEND
from maskviz.libraries.verdict.handed import Handed

SQUARE = "An encoder reads its own tokens: it has as many queries as keys."
FAINT = 0.01  # a share of an equal weight; what has less is not read to speak of


def sdpa(handed: Handed) -> Spelling:
    return by_torch(ATTEND.format(f"attn_mask={handed.laid(2, 4)}"), handed, called_sdpa)


def called_sdpa(handed: Handed) -> Tensor:
    return by_sdpa(handed.queries, handed.keys, texts=handed.texts, attn_mask=handed.tensor)


def mha(handed: Handed) -> Spelling:
    name = "key_padding_mask" if handed.padding else "attn_mask"
    code = f"attention(query, key, value, {name}={handed.laid(2, 2)})"

    def called(handed: Handed) -> Tensor:
        given = handed.tensor[:, 0, 0] if handed.padding else handed.tensor
        return by_mha(handed.queries, handed.keys, handed.texts, **{name: given})

    return by_torch(code, handed, called)


def encoder(handed: Handed) -> Spelling:
    name = "src_key_padding_mask" if handed.padding else "mask"
    code = f"encoder(x, {name}={handed.laid(2, 2)})"
    if handed.padding:
        given = handed.tensor[:, 0, 0]
        found = by_torch(code, handed, lambda handed: by_encoder_padding(given))
        return found if found.cells is None else noted(found, nested(given))
    if handed.queries != handed.keys:
        return refused(code, SQUARE)
    found = by_torch(code, handed, lambda handed: by_encoder(handed.keys, mask=handed.tensor))
    return found if found.cells is None else noted(found, emptied(lost_rows(handed.tensor)))


def noted(found: Spelling, more: str) -> Spelling:
    return replace(found, note=" ".join(filter(None, [found.note, more])))


def flex(handed: Handed) -> Spelling:
    mask, between = handed.tensor, "0, " * (handed.sides - 2)
    place = "q, k"
    if handed.padding:
        place = f"b, {between}k" if handed.sides > 1 else "k"
    texts = handed.texts if handed.texts > 1 else None
    queries = handed.keys if handed.padding else handed.queries
    code = (
        f"create_block_mask(lambda b, h, q, k: mask[{place}], {texts}, None, "
        f"{queries}, {handed.keys})"
    )

    def rule(b, h, q, k):
        return mask[b, 0, 0, k] if handed.padding else mask[q, k]

    return by_torch(
        code, handed, lambda given: by_flex(given.queries, given.keys, rule, given.texts)
    )


def four_sdpa(handed: Handed) -> Spelling:
    code = f"model(x, attention_mask={handed.laid(4, 4)})"
    return by_torch(code, handed, called_sdpa, WHOLE_4D * handed.padding)


def four_eager(handed: Handed) -> Spelling:
    code = f"model(x, attention_mask={handed.laid(4, 4)})"
    return added(code, handed, WHOLE_4D * handed.padding)


def by_torch(
    code: str, handed: Handed, call: Callable[[Handed], Tensor], note: str = ""
) -> Spelling:
    """What is read by the weights of a run, or torch's message."""
    seen: list[np.ndarray] = []

    def kept() -> Tensor:
        weights = call(handed)
        seen.append(weights.numpy())
        return weights

    spelling = run(code, kept, note)
    return bounded(spelling, handed, seen[0]) if seen else spelling


def bounded(spelling: Spelling, handed: Handed, weights: np.ndarray) -> Spelling:
    """The keys that have more than a faint share of what an equal weight would be."""
    shares = np.nan_to_num(weights)
    top = shares.max(axis=-1, keepdims=True)
    note = " ".join(filter(None, [spelling.note, leaks(shares, handed)]))
    return Spelling(spelling.code, shares > FAINT * top, spelling.nan, note=note)


def leaks(shares: np.ndarray, handed: Handed) -> str:
    """What blocked keys are left with, where that is something."""
    left = np.where(handed.wanted, 0, shares).max(initial=0)
    return f"A blocked key keeps up to {left:.1e} of its row." if 0 < left <= FAINT else ""


def added(code: str, handed: Handed, note: str = "") -> Spelling:
    """Whatever it is, it is added to the scores; all scores are taken to be equal."""
    values = handed.values
    with np.errstate(all="ignore"):
        lifted = np.exp(values - values.max(axis=-1, keepdims=True))
        weights = lifted / lifted.sum(axis=-1, keepdims=True)
    nan = tuple(int(row) for row in np.flatnonzero(np.isnan(weights).any(axis=-1)))
    more = ": 1 is one point more" if handed.form != "float" else ""
    told = " ".join(filter(None, [f"It is added to the scores{more}.", note]))
    return bounded(Spelling(code, weights > 0, nan, note=told), handed, weights)
