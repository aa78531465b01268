"""A row with nothing to read: what each way of masking makes of it.

The row has four keys with the scores SCORES, all blocked. Torch's answers are computed by torch;
those of libraries that are not here are functions of ours that the tests compare with the library.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import scaled_dot_product_attention

from maskviz.libraries.conventions.library import VERSIONS
from maskviz.libraries.conventions.torchempty import FAST, SCORES, SLOW, by_encoder, by_mha

LOWEST = torch.finfo(torch.float32).min


@dataclass(frozen=True)
class EmptyRow:
    """One way of masking, and the weights (k,) that it leaves on a row of blocked keys."""

    title: str
    code: str
    weights: tuple[float, ...]
    shown_by: str

    @property
    def verdict(self) -> str:
        """What the weights amount to, in words."""
        weights, open_row = np.array(self.weights), softmax(np.array(SCORES))
        if np.isnan(weights).any():
            return "NaN"
        if not weights.any():
            return "zeros"
        if np.allclose(weights, open_row, atol=1e-3):
            return "the softmax without a mask again"
        return (
            "the mean of all values" if np.allclose(weights, 1 / len(SCORES)) else "something else"
        )


def softmax(scores: np.ndarray) -> np.ndarray:
    powers = np.exp(scores - scores.max())
    return powers / powers.sum()


def by_sdpa(mask: Tensor, precision: torch.dtype = torch.float32) -> Tensor:
    """The row's weights by scaled_dot_product_attention, under a mask (1, k)."""
    query, key = torch.ones(1, 1, 1, 1), torch.tensor(SCORES)[None, None, :, None]
    given = (made.to(precision) for made in (query, key, torch.eye(len(SCORES))[None, None]))
    return scaled_dot_product_attention(*given, attn_mask=mask, scale=1.0)[0, 0, 0]


def added(*fills: float) -> Tensor:
    """The softmax written out after numbers were added to every score, in float32."""
    scores = torch.tensor(SCORES)
    for fill in fills:
        scores = scores + fill
    return scores.softmax(dim=-1)


def written(fill: float) -> tuple[float, ...]:
    """The weights when every score is replaced by one number."""
    return tuple(softmax(np.full(len(SCORES), fill)).tolist())


HALF = torch.finfo(torch.float16).min
LIVE: tuple[tuple[str, str, Callable[[], Tensor]], ...] = (
    (
        "PyTorch SDPA, bool",
        "scaled_dot_product_attention(…, attn_mask=allowed)",
        lambda: by_sdpa(torch.zeros(1, 4, dtype=torch.bool)),
    ),
    (
        "PyTorch SDPA, −∞ added",
        "scaled_dot_product_attention(…, attn_mask=bias)",
        lambda: by_sdpa(torch.full((1, 4), -inf)),
    ),
    (
        "PyTorch SDPA, finfo.min in float16",
        "scaled_dot_product_attention(…, attn_mask=bias.half())",
        lambda: by_sdpa(torch.full((1, 4), HALF, dtype=torch.float16), torch.float16),
    ),
    (
        "nn.MultiheadAttention",
        "attention(…, attn_mask=blocked)",
        lambda: by_mha(need_weights=True),
    ),
    (
        f"nn.MultiheadAttention without weights, {SLOW}",
        "attention(x, x, x, attn_mask=blocked, need_weights=False)",
        lambda: by_mha(training=True),
    ),
    (
        f"nn.MultiheadAttention without weights, {FAST}",
        "attention(x, x, x, attn_mask=blocked, need_weights=False)",
        by_mha,
    ),
    (
        f"nn.TransformerEncoder, {SLOW}",
        "encoder(x, mask=blocked)",
        lambda: by_encoder(training=True),
    ),
    (f"nn.TransformerEncoder, {FAST}", "encoder(x, mask=blocked)", by_encoder),
    ("Written out, −∞", "(scores + bias).softmax(-1)", lambda: added(-inf)),
    ("Written out, finfo.min", "(scores + bias).softmax(-1)", lambda: added(LOWEST)),
    (
        "Written out, finfo.min twice",
        "(scores + padding + causal).softmax(-1)",
        lambda: added(LOWEST, LOWEST),
    ),
    ("Written out, −10⁹", "(scores - 1e9).softmax(-1)", lambda: added(-1e9)),
    ("Written out, −10,000", "(scores - 1e4).softmax(-1)", lambda: added(-1e4)),
)
ZEROS = (0.0,) * len(SCORES)
OTHERS: tuple[tuple[str, str, tuple[float, ...], str], ...] = (
    ("FlexAttention", "flex_attention(…, block_mask=block_mask)", ZEROS, "torch"),
    ("transformers eager", "eager_attention_forward(…, bias)", written(LOWEST), "transformers"),
    ("jax.nn", "jax.nn.dot_product_attention(…, mask=allowed)", written(0.7 * LOWEST), "jax"),
    ("flax.linen", "nn.dot_product_attention(…, mask=allowed)", written(LOWEST), "flax"),
    (
        "MLX",
        "mx.fast.scaled_dot_product_attention(…, mask=allowed)",
        written(LOWEST),
        "mlx",
    ),
    ("Keras", "layer(…, attention_mask=allowed)", written(LOWEST), "keras"),
    (
        "Keras with its scores",
        "layer(…, attention_mask=allowed, return_attention_scores=True)",
        ZEROS,
        "keras",
    ),
    ("keras.layers.Softmax", "softmax(scores, mask=allowed)", ZEROS, "keras"),
    ("flash-attn", "flash_attn_func(…, causal=True)", ZEROS, "flash-attn"),
)


def empty_row_answers() -> tuple[EmptyRow, ...]:
    """Every way of masking with its answer, torch's computed now."""
    live = (
        EmptyRow(title, code, tuple(call().float().tolist()), f"Executed here, torch {version()}")
        for title, code, call in LIVE
    )
    others = (EmptyRow(title, code, weights, told(by)) for title, code, weights, by in OTHERS)
    return (*live, *others)


def version() -> str:
    return torch.__version__.partition("+")[0]


def told(package: str) -> str:
    how = "Transcribed from source," if package == "flash-attn" else "Checked against"
    return f"{how} {package} {VERSIONS[package]}"
