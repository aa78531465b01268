"""A kernel that says yes reads just what the mask allows; where it can be run here it is run."""

import numpy as np
import pytest
import torch
from torch.nn.attention import bias
from torch.nn.attention.flex_attention import create_mask
from torch.nn.functional import scaled_dot_product_attention as sdpa

from maskviz.analysis.atlas import entries
from maskviz.libraries.kernels import KERNELS, Form, answer
from maskviz.masks.catalogue import MASKS
from maskviz.masks.matrix import arguments, matrix, view_of

ENTRIES = {entry.mask.name: entry for entry in entries()}
ALL, FLEX, LOCAL = set(KERNELS), {"flex"}, {"flash", "flex", "xformers", "te"}
YES = {  # by hand, from each kernel's own documentation
    **dict.fromkeys(("full", "causal", "causal_upper_left", "chunk", "chunked_causal"), ALL),
    **dict.fromkeys(("key_padding", "causal_padding", "key_query_padding", "sensitive"), ALL),
    **dict.fromkeys(("sliding_window", "window_back", "two_sided_window", "causal_offset"), LOCAL),
    **dict.fromkeys(("two_sided_width", "asymmetric_window", "anti_causal"), LOCAL),
    **dict.fromkeys(("strict_causal", "prefix_lm", "block_causal", "sink_window", "levels"), FLEX),
    **dict.fromkeys(("stride_only", "stride_block", "dilated_window", "axial"), FLEX),
    **dict.fromkeys(("sparse_fixed", "sparse_strided", "neighbourhood", "chunk_lookback"), FLEX),
}
SAYS = {name: {k: a.how for k, a in entry.answers.items()} for name, entry in ENTRIES.items()}


@pytest.mark.parametrize("name", YES)
def test_who_says_yes(name):
    answers = ENTRIES[name].answers
    assert {kernel for kernel in KERNELS if answers[kernel].verdict == "yes"} == YES[name]
    assert {answers[kernel].verdict for kernel in ALL - YES[name]} <= {"no"}


def keys_read(queries: int, keys: int, **how) -> np.ndarray:
    """Which keys torch's attention reads: all scores are equal, each key has a value of its own."""
    q, k, v = torch.zeros(1, 1, queries, 8), torch.zeros(1, 1, keys, 8), torch.eye(keys)[None, None]
    return (sdpa(q, k, v, **how)[0, 0] > 0).numpy()


@pytest.mark.parametrize("sizes", [(6, 6), (3, 8), (17, 17)])
@pytest.mark.parametrize("name", ["full", "causal", "causal_upper_left"])
def test_sdpa_does_what_it_is_asked(name, sizes):
    how = {
        "no mask": {},
        "is_causal=True": {"is_causal": True},
        "attn_mask=causal_lower_right(…)": {"attn_mask": bias.causal_lower_right(*sizes)},
    }[SAYS[name]["sdpa"]]
    assert np.array_equal(keys_read(*sizes, **how), matrix(MASKS[name], *sizes))


def nested(rows: list[torch.Tensor]) -> torch.Tensor:
    made = torch.nested.nested_tensor([row[:, None] for row in rows], layout=torch.jagged)
    return made.transpose(1, 2)  # (text, head, token, width)


def test_sdpa_runs_chunks_as_nested_tensors():
    assert SAYS["chunk"]["sdpa"] == "nested tensors"
    pieces = torch.eye(10).split(MASKS["chunk"].defaults["size"])
    zeros = nested([torch.zeros(len(p), 8) for p in pieces])
    out = sdpa(zeros, zeros, nested(list(pieces)))
    read = torch.cat([row[0] for row in out.unbind()]) > 0
    assert np.array_equal(read.numpy(), matrix(MASKS["chunk"], 10, 10))


def test_sdpa_runs_padding_as_nested_tensors():
    assert ENTRIES["key_padding"].answers["sdpa"].only == "blocked tokens taken out"
    texts = [(1, 1, 1, 0, 0), (0, 0, 1, 1, 1), (1, 1, 1, 1, 1), (1, 0, 1, 0, 0)]
    kept = [torch.tensor(real) > 0 for real in texts]
    queries = nested([torch.zeros(5, 8) for _ in texts])
    keys = nested([torch.zeros(int(real.sum()), 8) for real in kept])
    out = sdpa(queries, keys, nested([torch.eye(5)[real] for real in kept]))
    for real, found in zip(texts, out.unbind(), strict=True):
        ours = matrix(MASKS["key_padding"], 5, 5, facts={"real": real})
        assert np.array_equal(ours, found[0].numpy() > 0)


@pytest.mark.parametrize("name", MASKS)
def test_flex_attention_takes_the_predicate_as_it_is(name):
    entry = ENTRIES[name]
    queries, keys = entry.cells.shape
    words = arguments(entry.mask, {}, entry.facts, view_of(queries, keys))
    words = {k: torch.tensor(v) if np.ndim(v) else v for k, v in words.items()}

    def mask_mod(batch, head, q, k):
        return entry.mask.rule(q + keys - queries, k, **words) & (batch >= 0)  # every mask a tensor

    found = create_mask(mask_mod, 1, 1, queries, keys, device="cpu")[0, 0]
    assert np.array_equal(found.numpy(), entry.cells)
    assert SAYS[name]["flex"] == "mask_mod"


def test_xformers_has_the_classes_and_they_read_the_same():
    classes = pytest.importorskip("xformers.ops.fmha.attn_bias")
    for name in set(YES) - {"key_padding", "causal_padding", "key_query_padding", "sensitive"}:
        entry = ENTRIES[name]
        how, _, numbers = SAYS[name]["xformers"].partition("(")
        if not how or how == "no mask":
            continue
        made = getattr(classes, how)
        if how.startswith("BlockDiagonal"):
            theirs = made.from_seqlens([entry.mask.defaults["size"]] * 5)
        else:
            text = numbers.rstrip(")").replace("length", "20")
            theirs = made(*map(int, text.split(", ") if text else ()))
        found = theirs.materialize(entry.cells.shape) == 0
        assert np.array_equal(found.numpy(), entry.cells), name


def test_what_was_not_found_written_down_is_not_known():
    local = Form(2, 2, pieces=True)
    assert {k for k, kernel in KERNELS.items() if answer(kernel, local).verdict == "not known"} == {
        "xformers",
        "te",
    }
    assert answer(KERNELS["flash"], local).how == "cu_seqlens, window_size=(2, 2)"
    assert answer(KERNELS["sdpa"], local).verdict == "no"


def test_conditions_are_said():
    def only(kernel, name):
        return ENTRIES[name].answers[kernel].only

    assert only("flash", "causal_upper_left") == "as many queries as keys"
    assert only("te", "two_sided_window") == "its flash-attn backend"
    assert only("te", "sliding_window") == only("flash", "causal") == ""


def test_every_kernel_says_what_it_takes_and_where_that_is_written():
    for kernel in KERNELS.values():
        assert kernel.takes.endswith(".") and kernel.source and not kernel.source.endswith(".")
