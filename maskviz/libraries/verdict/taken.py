"""An array handed to each library: by running it where it is torch's own, else by its rules."""

import numpy as np

from maskviz.libraries.conventions.fused import ENGINE, FLASH, PADDED_QUERIES
from maskviz.libraries.conventions.huggingface import (
    CONFIG,
    FOUR_EAGER,
    FOUR_SDPA,
    IN_ENCODER,
    PASS_4D,
)
from maskviz.libraries.conventions.jaxown import FLAX, FLAX_LIBRARY, NN, NN_LIBRARY
from maskviz.libraries.conventions.kerasown import KERAS
from maskviz.libraries.conventions.library import Empty, Spelling, from_mask, refused
from maskviz.libraries.conventions.mlxown import ATTEND, MLX
from maskviz.libraries.conventions.torchlayers import ENCODER, MHA
from maskviz.libraries.conventions.torchown import FLEX, SDPA
from maskviz.libraries.verdict.handed import Form, Handed
from maskviz.libraries.verdict.taking import Taking
from maskviz.libraries.verdict.torchs import added, encoder, flex, four_eager, four_sdpa, mha, sdpa

UNPADDED = (
    "Of flash_attn.bert_padding: its cu_seqlens are what flash_attn_varlen_func takes, and padded "
    "queries are cut off too."
)


def truths(code: str, handed: Handed, empty: Empty, note: str = "") -> Spelling:
    """Whatever it is, it is made bool."""
    told = "" if handed.form == "bool" else "Whatever is not 0 may be read, −∞ too."
    return from_mask(code, handed.values != 0, empty, " ".join(filter(None, [told, note])))


def config(handed: Handed) -> Spelling:
    code = f"model(x, attention_mask={handed.laid(2, 2)})"
    if handed.padding:
        return truths(code, handed, "zeros", IN_ENCODER)
    first = np.broadcast_to(handed.values[0] != 0, handed.values.shape)
    note = f"It is taken for padding of texts: row 0 is that of text 0. {IN_ENCODER} {PASS_4D}"
    return from_mask(code, first, "zeros", note)


def jax(handed: Handed) -> Spelling:
    code = NN.format(f"mask={handed.laid(4, 4)}")
    if handed.form != "bool":
        kinds: dict[Form, str] = {"int": "int32", "float": "float32"}
        return refused(code, f"mask dtype should be bool, but got {kinds[handed.form]}")
    return from_mask(code, handed.values != 0, "mean")


def flax(handed: Handed) -> Spelling:
    return truths(FLAX.format(handed.laid(3, 4)), handed, "mean")


def keras(handed: Handed) -> Spelling:
    return truths(f"layer(query, value, attention_mask={handed.laid(3, 3)})", handed, "mean")


def mlx(handed: Handed) -> Spelling:
    code = ATTEND.format(handed.laid(2, 4))
    if handed.form == "bool":
        return from_mask(code, handed.values != 0, "mean")
    return added(code, handed)


def engine(handed: Handed) -> Spelling:
    kind = "padding" if handed.padding else "arbitrary"
    given = f'attention_mask={handed.laid(4, 4)}, attn_mask_type="{kind}"'
    code = f"attention(query, key, value, {given})"
    if handed.form != "bool":
        return refused(code, "It takes True and False; of numbers nothing is checked here.")
    return from_mask(code, handed.values == 0, "unknown", PADDED_QUERIES * handed.padding)


def flash(handed: Handed) -> Spelling:
    if not handed.padding:
        told = "There is no argument for a matrix: it knows causal, a window and lengths."
        return refused("flash_attn_func(query, key, value)", told)
    code = f"unpad_input(x, {handed.laid(2, 2)})"
    if not np.isin(handed.values, (0, 1)).all():
        return refused(code, "It takes the sum of a row for the length of its text.")
    return from_mask(code, handed.values != 0, "zeros", UNPADDED)


TAKINGS = (
    Taking(SDPA, sdpa, "read"),
    Taking(MHA, mha, "blocked"),
    Taking(ENCODER, encoder, "blocked", square=True),
    Taking(FLEX, flex, "read"),
    Taking(CONFIG, config, "read", index="[None, None]"),
    Taking(FOUR_SDPA, four_sdpa, "read"),
    Taking(FOUR_EAGER, four_eager, "added"),
    Taking(NN_LIBRARY, jax, "read", "jnp"),
    Taking(FLAX_LIBRARY, flax, "read", "jnp"),
    Taking(KERAS, keras, "read", "np"),
    Taking(MLX, mlx, "read", "mx"),
    Taking(ENGINE, engine, "blocked"),
    Taking(FLASH, flash, "read", index=None),
)
