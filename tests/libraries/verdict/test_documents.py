"""A vector of documents handed over: what the libraries themselves make of it, and of the line."""

import os

os.environ.setdefault("KERAS_BACKEND", "jax")

from functools import partial

import numpy as np
import pytest
import torch

from maskviz.checking import told
from maskviz.libraries.conventions.library import VERSIONS
from maskviz.libraries.verdict import NO_ARGUMENT, Packing, verdicts
from tests.libraries.verdict import packings
from tests.libraries.verdict.batches import jax_array, mlx_array

THREE, PADDED = (0, 0, 0, 1, 1, 2, 2, 2), (0, 0, 0, 1, 1, 2, -1, -1)
GAPS, PIECES = (0, 0, -1, 1, 1, 1, -1, 2), (0, 0, 1, 1, 0, 2, 2, 1)
VECTORS = {  # as people have them, with the documents worked out by hand
    "cu_seqlens": ("cu_seqlens", [0, 3, 5, 8], THREE),
    "lengths": ("lengths", [3, 2, 3], THREE),
    "position_ids": ("position_ids", [0, 1, 2, 0, 1, 0, 1, 2], THREE),
    "ids": ("ids", [7, 7, 7, 4, 4, 9, 9, 9], THREE),
    "padded ids": ("ids", [1, 1, 1, 2, 2, 3, 0, 0], PADDED),
    "ids with -1": ("ids", [0, 0, 0, 1, 1, 2, -1, -1], PADDED),
    "ids in pieces": ("ids", [0, 0, 1, 1, 0, 2, 2, 1], PIECES),
    "spans": ("spans", [[0, 3], [3, 5], [5, 8]], THREE),
    "spans with gaps": ("spans", [[0, 2], [3, 6], [7, 8]], GAPS),
    "one document": ("cu_seqlens", [0, 8], (0,) * 8),
    "tokens alone": ("lengths", [1] * 8, tuple(range(8))),
}
BY = {  # slug -> what runs a code, what makes an array of the library's
    **dict.fromkeys(("sdpa", "flex"), (packings.sdpa, torch.tensor, "torch")),
    **dict.fromkeys(("mha", "encoder"), (packings.layer, torch.tensor, "torch")),
    "varlen": (packings.varlen, torch.tensor, "torch"),
    "packed_sdpa": (partial(packings.model, "sdpa"), torch.tensor, "torch"),
    "packed_flash": (packings.packed_flash, torch.tensor, "torch"),
    "flash": (packings.flash, torch.tensor, "torch"),
    "xformers": (packings.xformers, torch.tensor, "torch"),
    "engine": (packings.engine, torch.tensor, "torch"),
    **dict.fromkeys(("jax", "flax"), (packings.jax_nn, jax_array, "jnp")),
    "splash": (packings.splash, jax_array, "jnp"),
    "keras": (packings.keras, np.array, "np"),
    "mlx": (packings.mlx, mlx_array, "mx"),
}
PACKAGES = {"jax": "jax", "flax": "flax", "splash": "jax", "keras": "keras", "mlx": "mlx"}
PACKAGES |= {"xformers": "xformers", "packed_sdpa": "transformers", "packed_flash": "transformers"}
STRICT = {"packed_sdpa", "packed_flash", "splash"}  # padding reads padding there


@pytest.fixture(params=BY)
def slug(request) -> str:
    """Each library that is installed."""
    if package := PACKAGES.get(request.param):
        pytest.importorskip(package)
    return request.param


def packing(which: str, causal: bool, before: int = 0) -> Packing:
    kind, values, document = VECTORS[which]
    return Packing(kind, np.array(values), document, causal, before)


def asked(given: Packing, slug: str):
    return next(verdict for verdict in verdicts(given) if verdict.library.slug == slug)


def executed(given: Packing, slug: str, mend: str) -> np.ndarray:
    run, array, module = BY[slug]
    verdict = asked(given, slug)
    values = given.values[(None,) * given.before]
    names = {verdict_name(given): array(values.tolist() if array is torch.tensor else values)}
    names[module] = {"torch": torch, "np": np}.get(module) or __import__(
        {"jnp": "jax.numpy", "mx": "mlx.core"}[module], fromlist=["core"]
    )
    if slug == "splash":
        run = partial(run, note=verdict.spelling.note)
    if slug == "flax":
        names["jnp"] = names[module]
    return run(verdict.spelling.code, mend, names, given.tokens)


def verdict_name(given: Packing) -> str:
    return "document_ids" if given.kind == "ids" else given.kind


def wanted(given: Packing) -> np.ndarray:
    """By a loop: of one document, and not after the query where it is causal."""
    doc, count = given.document, range(len(given.document))
    reads = [[doc[q] == doc[k] >= 0 and (k <= q or not given.causal) for k in count] for q in count]
    return np.array(reads)


@pytest.mark.parametrize("causal", [True, False], ids=["causal", "whole"])
@pytest.mark.parametrize("which", VECTORS)
@pytest.mark.filterwarnings("ignore")
def test_the_mending_line_makes_what_each_library_takes(slug, which, causal):
    given = packing(which, causal)
    verdict = asked(given, slug)
    assert np.array_equal(given.wanted, wanted(given))
    if not verdict.mend and verdict.spelling.cells is None:
        assert which == "ids in pieces" or (slug == "packed_flash" and not causal)
        return
    made, rows = executed(given, slug, verdict.mend), given.real
    rows = rows if slug in STRICT or slug in ("jax", "flax", "keras", "mlx", "mha") else rows | True
    assert np.array_equal(made[rows], wanted(given)[rows])


@pytest.mark.parametrize("which", VECTORS)
@pytest.mark.filterwarnings("ignore")
def test_as_it_is_it_reads_what_is_said(slug, which):
    for causal in (True, False):
        given = packing(which, causal)
        verdict, name = asked(given, slug), verdict_name(given)
        if (cells := verdict.spelling.cells) is None:
            continue
        other = "position_ids" if slug.startswith("packed") else "ids"
        made = executed(
            given, slug, f"{other} = {name}" if f"{name}" not in verdict.spelling.code else ""
        )
        assert np.array_equal(made, cells), which


@pytest.mark.parametrize("which", ["cu_seqlens", "position_ids", "ids", "spans"])
@pytest.mark.filterwarnings("ignore")
def test_a_side_of_one_before_it_is_left_out(slug, which):
    given = packing(which, True, before=1)
    verdict = asked(given, slug)
    assert np.array_equal(executed(given, slug, verdict.mend), wanted(given))


@pytest.mark.parametrize("implementation", ["sdpa", "eager"])
@pytest.mark.filterwarnings("ignore")
def test_a_model_with_its_cache_does_not_see_where_positions_begin_again(implementation):
    pytest.importorskip("transformers")
    given = packing("position_ids", True)
    code = asked(given, "packed_sdpa").spelling.code
    for mend, cells in (("", np.tri(8)), ("model.config.use_cache = False", wanted(given))):
        names = {"position_ids": torch.tensor(given.values), "torch": torch}
        assert np.array_equal(packings.model(implementation, code, mend, names, 8), cells)


def test_which_libraries_have_an_argument_by_hand():
    found = {v.library.slug: told.outcome(v) for v in verdicts(packing("cu_seqlens", True))}
    right = {slug for slug, said in found.items() if said == "as it is meant"}
    assert right == {"varlen", "flash", "engine"}
    none = {slug for slug, said in found.items() if said == NO_ARGUMENT}
    assert none == {"sdpa", "mha", "encoder", "jax", "keras", "mlx"}
    assert found["xformers"] == "it takes lengths, not cu_seqlens"
    found = {v.library.slug: told.outcome(v) for v in verdicts(packing("position_ids", True))}
    assert found["packed_sdpa"] == "wrong in 21 cells" and found["packed_flash"] == "as it is meant"
    assert found["flex"] == "wrong in 14 cells"


def test_a_vector_of_torchs_own_range_is_no_int32():
    with pytest.raises(AssertionError):
        packings.by_loop(torch.arange(8), torch.tensor([0, 3, 8]), True, 8)


def test_every_library_is_tried():
    assert {v.library.slug for v in verdicts(packing("ids", True))} == set(BY)
    assert all(v.library.package in VERSIONS for v in verdicts(packing("ids", True)))
