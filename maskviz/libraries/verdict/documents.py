"""A vector of documents handed to each library: in its own argument for them, or as the matrix."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from maskviz.libraries.conventions.fused import ENGINE, FLASH, XFORMERS
from maskviz.libraries.conventions.huggingface import CONFIG
from maskviz.libraries.conventions.jaxown import FLAX_LIBRARY, NN, NN_LIBRARY, SPLASH
from maskviz.libraries.conventions.kerasown import KERAS
from maskviz.libraries.conventions.library import Library, Spelling, refused
from maskviz.libraries.conventions.mlxown import ATTEND as MLX_ATTEND
from maskviz.libraries.conventions.mlxown import MLX
from maskviz.libraries.conventions.torchlayers import ENCODER, MHA
from maskviz.libraries.conventions.torchown import ATTEND, FLEX, SDPA
from maskviz.libraries.verdict import packed
from maskviz.libraries.verdict.taking import Verdict
from maskviz.libraries.verdict.vectors import A_TOKEN, CALLED, Kind, Packing, joined

NO_ARGUMENT = "no argument for it: hand over the matrix"
PIECES = "it is told documents of one piece each, and these stand in more"
VARLEN = replace(SDPA, slug="varlen", title="PyTorch varlen_attn", evidence="transcribed")
BY_SDPA = replace(CONFIG, slug="packed_sdpa", title="transformers, packed, sdpa")
BY_FLASH = replace(CONFIG, slug="packed_flash", title="transformers, packed, flash-attn")


@dataclass(frozen=True)
class Matrix:
    """A library without an argument for documents: its call with the matrix, which a line makes in
    the words of a module."""

    library: Library
    code: str
    module: str = "torch"
    blocked: bool = False

    def verdict(self, packing: Packing) -> Verdict:
        line = packing.mask(self.module, blocked=self.blocked)
        return Verdict(self.library, packing, refused(self.code, NO_ARGUMENT), line)


@dataclass(frozen=True)
class Argument:
    """A library with an argument for documents.

    wants   the kind of vector that it takes
    take    what it makes of numbers of that kind, or of others that are as many
    module  whose arrays it takes
    more    what has to be said besides before the call
    """

    library: Library
    wants: Kind
    take: Callable[[Packing, str, np.ndarray], Spelling]
    module: str = "torch"
    more: str = ""

    def verdict(self, packing: Packing) -> Verdict:
        own = packing.kind == self.wants
        name = packing.row if own else "ids" if self.wants == "ids" else self.wants
        told = self.take(packing, name, packing.values.reshape(-1))
        if packing.pieces and self.wants != "ids":
            told = refused(told.code, PIECES)
        if told.cells is None:
            return Verdict(self.library, packing, told, "")
        line = self.line(packing)
        if own:
            return Verdict(self.library, packing, told, line)
        taken = f"it takes {CALLED[self.wants]}, not {CALLED[packing.kind]}"
        if {packing.kind, self.wants} <= {*A_TOKEN}:
            note = f"{taken[0].upper()}{taken[1:]}. {told.note}".strip()
            return Verdict(self.library, packing, replace(told, note=note), line)
        return Verdict(self.library, packing, refused(told.code, taken, told.note), line)

    def line(self, packing: Packing) -> str:
        """What makes of the vector the one that it takes, and leaves padding out where no number
        of it could say what padding is."""
        left_out = packing.cut() if self.wants in ("cu_seqlens", "lengths") else ""
        return joined(packing.remade(self.wants, self.module), left_out, self.more)


def by_sdpa(packing: Packing) -> Verdict:
    """A decoder is causal; of documents in more pieces no position tells."""
    if packing.pieces or not packing.causal:
        return Matrix(BY_SDPA, "model(x, attention_mask=mask[None, None])").verdict(packing)
    without = "model.config.use_cache = False"
    return Argument(BY_SDPA, "position_ids", packed.by_sdpa, more=without).verdict(packing)


ASKED: tuple[tuple[Library, Callable[[Packing], Verdict]], ...] = tuple(
    (way.library, way.verdict) if isinstance(way, Matrix | Argument) else way
    for way in (
        Matrix(SDPA, ATTEND.format("attn_mask=mask")),
        Argument(VARLEN, "cu_seqlens", packed.varlen),
        Matrix(MHA, "attention(query, key, value, attn_mask=mask)", blocked=True),
        Matrix(ENCODER, "encoder(x, mask=mask)", blocked=True),
        Argument(FLEX, "ids", packed.flex),
        (BY_SDPA, by_sdpa),
        Argument(BY_FLASH, "position_ids", packed.by_flash),
        Argument(FLASH, "cu_seqlens", packed.flash),
        Argument(XFORMERS, "lengths", packed.xformers),
        Matrix(NN_LIBRARY, NN.format("mask=mask[None, None]"), "jnp"),
        Argument(SPLASH, "ids", packed.splash, "jnp"),
        Argument(FLAX_LIBRARY, "ids", packed.flax, "jnp"),
        Matrix(KERAS, "layer(query, value, attention_mask=mask[None])", "np"),
        Matrix(MLX, MLX_ATTEND.format("mask"), "mx"),
        Argument(ENGINE, "cu_seqlens", packed.engine),
    )
)
