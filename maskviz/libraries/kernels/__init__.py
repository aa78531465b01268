"""Which fused attention kernels can run a mask without being given the whole matrix.

A kernel knows forms, not masks: no mask, a staircase, a band, pieces that do not see each other.
Each says how it is asked for a form, as read in its source.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from maskviz.libraries.kernels.forms import Form, form_of

__all__ = ["KERNELS", "Answer", "Form", "Kernel", "answer", "form_of"]


@dataclass(frozen=True)
class Answer:
    """Whether a kernel runs a mask: "yes" with what to pass, "no", or "not known"."""

    verdict: Literal["yes", "no", "not known"]
    how: str = ""
    only: str = ""  # under what condition it is a yes


NO, UNKNOWN = Answer("no"), Answer("not known")


def ragged(form: Form, how: str) -> Answer:
    """A yes for texts of several lengths."""
    return Answer("yes", how, "blocked tokens taken out" if form.taken else "")


def by_sdpa(form: Form) -> Answer:
    if not (form.full or form.causal):
        return NO
    if form.ragged:
        return ragged(form, f"nested tensors{', is_causal=True' * form.causal}")
    if form.full:
        return Answer("yes", "no mask")
    return Answer("yes", "is_causal=True" if form.upper_left else "attn_mask=causal_lower_right(…)")


def by_flash(form: Form) -> Answer:
    how = "" if form.full else "causal=True" if form.causal else f"window_size={form.window}"
    if form.ragged:
        return ragged(form, f"cu_seqlens{', ' * bool(how)}{how}")
    return Answer("yes", how or "no mask", "as many queries as keys" * form.upper_left)


def by_xformers(form: Form) -> Answer:
    if not (form.full or form.causal):
        how = f"LocalAttentionFromBottomRightMask{form.window}"
        return UNKNOWN if form.ragged else Answer("yes", how)
    if form.ragged:
        return ragged(form, f"BlockDiagonal{'Causal' * form.causal}Mask")
    how = f"LowerTriangular{'' if form.upper_left else 'FromBottomRight'}Mask"
    return Answer("yes", how if form.causal else "no mask")


def by_transformer_engine(form: Form) -> Answer:
    if not (form.full or form.causal):
        only = "" if form.right == 0 else "its flash-attn backend"
        return UNKNOWN if form.ragged else Answer("yes", f"window_size={form.window}", only)
    if form.ragged:
        return ragged(form, f"“padding{'_causal' * form.causal}” with cu_seqlens")
    how = f"“causal{'' if form.upper_left else '_bottom_right'}”"
    return Answer("yes", how if form.causal else "“no_mask”")


@dataclass(frozen=True)
class Kernel:
    """A fused kernel: what it takes, where that is written, and how it is asked for a form."""

    title: str
    takes: str
    source: str
    by_form: Callable[[Form], Answer] | None  # None runs any predicate over positions


KERNELS: Mapping[str, Kernel] = MappingProxyType(
    {
        "sdpa": Kernel(
            "PyTorch SDPA",
            "is_causal is the upper-left staircase, causal_lower_right the other one, and nested "
            "tensors hold texts of different lengths; every other mask is a whole attn_mask.",
            "torch 2.13: torch.nn.attention.bias, torch.nested",
            by_sdpa,
        ),
        "flash": Kernel(
            "flash-attn",
            "There is no argument for a mask: only causal and window_size, both counted from the "
            "lower right corner, and cu_seqlens for texts laid end to end.",
            "flash-attn 2: flash_attn_func, flash_attn_varlen_func",
            by_flash,
        ),
        "flex": Kernel(
            "FlexAttention",
            "mask_mod is any predicate over positions and may read arrays; it is compiled into the "
            "kernel, which skips blocks with nothing to read.",
            "torch 2.13: torch.nn.attention.flex_attention",
            None,
        ),
        "xformers": Kernel(
            "xformers",
            "attn_bias is one of a list of classes: staircases, local windows, blocks on the "
            "diagonal; every other mask is a whole tensor.",
            "xformers 0.0.35: xformers.ops.fmha.attn_bias",
            by_xformers,
        ),
        "te": Kernel(
            "TransformerEngine",
            "attn_mask_type and window_size choose cuDNN or flash-attn, of which cuDNN takes "
            "windows (left, 0) only; the type “arbitrary” is not run fused.",
            "an early TransformerEngine 2, DotProductAttention; later ones may take more",
            by_transformer_engine,
        ),
    }
)


def answer(kernel: Kernel, form: Form | None) -> Answer:
    """What a kernel says to a predicate of that form; a kernel of forms refuses one of none."""
    if kernel.by_form is None:
        return Answer("yes", "mask_mod")
    return kernel.by_form(form) if form else NO
