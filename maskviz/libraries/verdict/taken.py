"""A matrix handed to each library: by running it where it is torch's own, else by its rules."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from maskviz.libraries.conventions.fused import ENGINE, FLASH
from maskviz.libraries.conventions.huggingface import FOUR_EAGER, FOUR_SDPA
from maskviz.libraries.conventions.jaxown import FLAX_LIBRARY, NN_LIBRARY
from maskviz.libraries.conventions.kerasown import KERAS
from maskviz.libraries.conventions.library import Library, Spelling, from_mask, refused
from maskviz.libraries.conventions.mlxown import MLX
from maskviz.libraries.conventions.torchcalls import by_flex, by_mha, by_sdpa, run
from maskviz.libraries.conventions.torchlayers import MHA
from maskviz.libraries.conventions.torchown import FLEX, SDPA
from maskviz.libraries.verdict.handed import Form, Handed, Wanted, made

FAINT = 0.01  # a share of an equal weight; what has less is not read to speak of


@dataclass(frozen=True)
class Verdict:
    """What one library makes of the matrix.

    spelling  the matrix handed over as it is: what is read, rows of NaN, or a refusal
    mend      the line before the call that makes it right; nothing where it is right, or where the
              library takes no matrix
    wrong     in how many cells what is read is not what is meant; None when it is refused
    """

    library: Library
    spelling: Spelling
    mend: str
    wrong: int | None

    @property
    def right(self) -> bool:
        return self.wrong == 0 and not self.spelling.nan


@dataclass(frozen=True)
class Taking:
    """How a library is handed a matrix.

    take    what it makes of it
    wants   the form that says what is meant, and the module whose arrays it takes
    """

    library: Library
    take: Callable[[Handed], Spelling]
    wants: Wanted | None = None
    module: str = "torch"

    def verdict(self, handed: Handed) -> Verdict:
        spelling = self.take(handed)
        cells = spelling.cells
        wrong = None if cells is None else int((cells != handed.wanted).sum())
        found = Verdict(self.library, spelling, "", wrong)
        if found.right or self.wants is None:
            return found
        try:
            fit = made(handed, self.wants, self.module)
        except ValueError:
            fit = "mask"
        return Verdict(self.library, spelling, "" if fit == "mask" else f"mask = {fit}", wrong)


def verdicts(handed: Handed) -> list[Verdict]:
    """What every library makes of it that takes a matrix at all, or why it takes none."""
    return [taking.verdict(handed) for taking in TAKINGS]


def bounded(spelling: Spelling, handed: Handed, weights: np.ndarray | None) -> Spelling:
    """Of a run, the keys that have more than a faint share of what an equal weight would be."""
    if spelling.cells is None or weights is None:
        return spelling
    shares = np.nan_to_num(weights)
    top = shares.max(axis=-1, keepdims=True)
    return Spelling(spelling.code, shares > FAINT * top, spelling.nan, note=leaks(shares, handed))


def leaks(shares: np.ndarray, handed: Handed) -> str:
    """What blocked keys are left with, where that is something."""
    left = np.where(handed.wanted, 0, shares).max(initial=0)
    return f"A blocked key keeps up to {left:.1e} of its row." if 0 < left <= FAINT else ""


def sdpa(handed: Handed) -> Spelling:
    return torch_run(
        "scaled_dot_product_attention(query, key, value, attn_mask=mask)",
        lambda: by_sdpa(*handed.size, attn_mask=handed.tensor),
        handed,
    )


def torch_run(code: str, call: Callable, handed: Handed) -> Spelling:
    seen: list[np.ndarray] = []

    def kept():
        weights = call()
        seen.append(weights.numpy())
        return weights

    return bounded(run(code, kept), handed, seen[0] if seen else None)


def mha(handed: Handed) -> Spelling:
    code = "attention(query, key, value, attn_mask=mask)"
    return torch_run(code, lambda: by_mha(*handed.size, attn_mask=handed.tensor), handed)


def flex(handed: Handed) -> Spelling:
    code = "create_block_mask(lambda b, h, q, k: mask[q, k], None, None, {}, {})".format(
        *handed.size
    )
    mask = handed.tensor
    return torch_run(code, lambda: by_flex(*handed.size, lambda b, h, q, k: mask[q, k]), handed)


def four_sdpa(handed: Handed) -> Spelling:
    return torch_run(
        "model(x, attention_mask=mask[None, None])",
        lambda: by_sdpa(*handed.size, attn_mask=handed.tensor),
        handed,
    )


def added(code: str, handed: Handed) -> Spelling:
    """Whatever it is, it is added to the scores; all scores are taken to be equal."""
    values = handed.values
    with np.errstate(all="ignore"):
        lifted = np.exp(values - values.max(axis=-1, keepdims=True))
        weights = lifted / lifted.sum(axis=-1, keepdims=True)
    nan = tuple(int(row) for row in np.flatnonzero(np.isnan(weights).any(axis=-1)))
    more = ": 1 is one point more" if handed.form != "float" else ""
    note = f"It is added to the scores{more}."
    found = bounded(Spelling(code, weights > 0, nan), handed, weights)
    return Spelling(code, found.cells, nan, note=" ".join(filter(None, [note, found.note])))


def eager(handed: Handed) -> Spelling:
    return added("model(x, attention_mask=mask[None, None])", handed)


def jax(handed: Handed) -> Spelling:
    code = "jax.nn.dot_product_attention(query, key, value, mask=mask[None, None])"
    if handed.form != "bool":
        kinds: dict[Form, str] = {"int": "int32", "float": "float32"}
        return refused(code, f"mask dtype should be bool, but got {kinds[handed.form]}")
    return from_mask(code, handed.values != 0, "mean")


def flax(handed: Handed) -> Spelling:
    code = "nn.dot_product_attention(query, key, value, mask=mask[None])"
    note = "" if handed.form == "bool" else "Whatever is not 0 may be read, −∞ too."
    return from_mask(code, handed.values != 0, "mean", note)


def keras(handed: Handed) -> Spelling:
    note = "" if handed.form == "bool" else "Whatever is not 0 may be read, −∞ too."
    code = "layer(query, value, attention_mask=mask[None])"
    return from_mask(code, handed.values != 0, "mean", note)


def mlx(handed: Handed) -> Spelling:
    code = "mx.fast.scaled_dot_product_attention(query, key, value, scale=scale, mask=mask)"
    if handed.form == "bool":
        return from_mask(code, handed.values != 0, "mean")
    return added(code, handed)


def engine(handed: Handed) -> Spelling:
    code = "attention(query, key, value, attention_mask=mask[None, None])"
    if handed.form != "bool":
        return refused(code, "It takes True and False; of numbers nothing is checked here.")
    return from_mask(code, handed.values == 0, "unknown")


def flash(handed: Handed) -> Spelling:
    told = "There is no argument for a matrix: it knows causal, a window and lengths."
    return refused("flash_attn_func(query, key, value)", told)


TAKINGS = (
    Taking(SDPA, sdpa, "read"),
    Taking(MHA, mha, "blocked"),
    Taking(FLEX, flex, "read"),
    Taking(FOUR_SDPA, four_sdpa, "read"),
    Taking(FOUR_EAGER, eager, "added"),
    Taking(NN_LIBRARY, jax, "read", "jnp"),
    Taking(FLAX_LIBRARY, flax, "read", "jnp"),
    Taking(KERAS, keras, "read", "np"),
    Taking(MLX, mlx, "read", "mx"),
    Taking(ENGINE, engine, "blocked"),
    Taking(FLASH, flash),
)
TITLES = tuple(taking.library.title for taking in TAKINGS)
