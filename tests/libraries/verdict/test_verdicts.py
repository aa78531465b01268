"""A matrix handed over as it is: what the libraries make of it, and of the mended one."""

import os
from functools import partial

os.environ.setdefault("KERAS_BACKEND", "jax")

import numpy as np
import pytest
import torch
from torch.nn.attention.flex_attention import create_block_mask
from torch.nn.functional import scaled_dot_product_attention

from maskviz.libraries.conventions import Intent
from maskviz.libraries.verdict import Handed, form_of, verdicts
from tests.libraries.conventions import others
from tests.libraries.conventions.spellings import cells_of
from tests.libraries.verdict.batches import by_sdpa
from tests.libraries.verdict.ways import WAYS, handed

TRI = np.tri(4, dtype=bool)
EMPTY = TRI & np.array([False, True, True, True])  # row 0 has nothing to read


SIZES = Intent("block", 4, 4)


def found(cells: np.ndarray, way: str) -> dict:
    return {verdict.library.slug: verdict for verdict in verdicts(handed(cells, way))}


def test_sdpa_by_hand():
    by_way = {way: found(TRI, way)["sdpa"] for way in WAYS}
    assert [way for way in WAYS if by_way[way].right] == ["read", "-inf", "-1e9", "-10"]
    assert by_way["blocked"].wrong == 16 and by_way["blocked"].spelling.nan == ()
    assert by_way["blocked"].mend == "mask = ~mask" and by_way["1."].wrong == 6
    assert (
        by_way["1"].spelling.cells is None
        and "but got attn_mask.dtype" in by_way["1"].spelling.refused
    )
    assert by_way["1"].mend == "mask = mask != 0" and by_way["1 blocks"].mend == "mask = mask == 0"
    assert "4.5e-05" in by_way["-10"].spelling.note


def test_the_layer_blocks_what_is_true():
    by_way = {way: found(TRI, way)["mha"] for way in WAYS}
    assert [way for way in WAYS if by_way[way].right] == ["blocked", "-inf", "-1e9", "-10"]
    assert by_way["read"].spelling.nan == (3,) and by_way["read"].mend == "mask = ~mask"


def test_the_encoder_blocks_what_is_true_and_is_square():
    by_way = {way: found(TRI, way)["encoder"] for way in WAYS}
    assert [way for way in WAYS if by_way[way].right] == ["blocked", "-inf", "-1e9", "-10"]
    assert by_way["read"].mend == "mask = ~mask" and "NaN in eval" in by_way["read"].spelling.note
    oblong = found(np.tri(3, 5, dtype=bool), "blocked")["encoder"]
    assert "as many queries as keys" in oblong.spelling.refused and not oblong.mend


def test_a_row_with_nothing_to_read():
    read = found(EMPTY, "read")
    assert read["sdpa"].right and read["jax"].wrong == 4 and "mean" in read["jax"].spelling.note
    assert found(EMPTY, "-inf")["mha"].spelling.nan == (0,)


@pytest.mark.parametrize("cells", [TRI, EMPTY], ids=["causal", "an empty row"])
@pytest.mark.parametrize("way", WAYS)
def test_the_libraries_themselves_agree(cells, way):
    verdict, given = found(cells, way), handed(cells, way)
    import jax.numpy as jnp

    for slug, run, module in (
        ("jax", others.jax_nn, jnp),
        ("flax", others.flax, jnp),
        ("keras", others.keras, np),
    ):
        told = verdict[slug].spelling
        array = module.asarray(given.array)
        try:
            made = run_with(run, told.code, array, SIZES)
        except (ValueError, TypeError) as error:
            assert told.cells is None and told.refused in str(error)
            continue
        assert told.cells is not None and np.array_equal(told.cells, made), slug
        if mend := verdict[slug].mend:
            names = {"mask": array, "jnp": jnp, "np": np}
            mended = eval(mend.removeprefix("mask = "), names)
            rows = cells.any(axis=-1)  # an empty row stays what the library makes of one
            assert np.array_equal(run_with(run, told.code, mended, SIZES)[rows], cells[rows]), slug


@pytest.mark.parametrize("cells", [TRI, EMPTY], ids=["causal", "an empty row"])
def test_mlx_reads_bools_and_adds_numbers(cells):
    mx = pytest.importorskip("mlx.core")
    for way in WAYS:
        verdict = found(cells, way)["mlx"]
        arrays = [mx.array(handed(cells, way).array)]
        if verdict.mend:
            arrays.append(eval(verdict.mend.removeprefix("mask = "), {"mask": arrays[0], "mx": mx}))
        given, *mended = (
            run_with(others.mlx_weights, verdict.spelling.code, array, SIZES) for array in arrays
        )
        shares = np.nan_to_num(given)
        near = shares > 0.01 * shares.max(axis=-1, keepdims=True)
        assert np.array_equal(verdict.spelling.cells, near), way
        assert verdict.spelling.nan == tuple(np.flatnonzero(np.isnan(given).any(axis=-1)))
        rows = cells.any(axis=-1)
        for weights in mended:
            assert np.array_equal(weights[rows] > 0, cells[rows]), way


def run_with(run, code: str, mask, sizes) -> np.ndarray:
    import builtins

    builtins.mask = mask  # the harness knows query, key and value
    try:
        return run(code, sizes)
    finally:
        del builtins.mask


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "slug", ["sdpa", "mha", "encoder", "flex", "transformers_sdpa", "transformers_eager"]
)
def test_the_mended_line_gives_what_is_meant(way, slug):
    verdict = found(TRI, way)[slug]
    if verdict.right:
        assert not verdict.mend
        return
    names = {"mask": handed(TRI, way).tensor, "torch": torch}
    mended = eval(verdict.mend.removeprefix("mask = "), names)
    form = "bool" if mended.dtype == torch.bool else "float"
    again = {v.library.slug: v for v in verdicts(Handed(mended.double().numpy(), form, TRI))}
    assert again[slug].right


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.filterwarnings("ignore")
def test_a_matrix_of_two_sides_is_padding_for_transformers(way):
    pytest.importorskip("transformers")
    verdict, mask = found(TRI, way)["transformers_2d"], handed(TRI, way).tensor
    made = by_sdpa(verdict.spelling.code, mask, texts=1)
    assert np.array_equal(cells_of(made[0]), verdict.spelling.cells)
    mended = eval(verdict.mend.removeprefix("mask = "), {"mask": mask, "torch": torch})
    assert np.array_equal(cells_of(by_sdpa(verdict.spelling.code, mended)[0]), TRI)


def test_flex_attention_refuses_what_is_not_bool():
    for way in ("1", "1.", "-inf"):
        told, mask = found(TRI, way)["flex"].spelling, handed(TRI, way).tensor
        names = {"create_block_mask": partial(create_block_mask, device="cpu"), "mask": mask}
        with pytest.raises(AssertionError) as error:
            eval(told.code, names)
        assert told.refused == str(error.value)


def test_eager_adds_whatever_it_is():
    scores = torch.zeros(4, 4)
    for way in WAYS:
        given = handed(TRI, way)
        weights = (scores + given.tensor.float()).softmax(-1)
        near = weights > 0.01 * weights.max(-1, keepdim=True).values
        told = found(TRI, way)["transformers_eager"].spelling.cells
        assert np.array_equal(told, near.numpy())


def test_forms():
    assert form_of(np.ones(1), "True") == "bool" and form_of(np.ones(1), "1") == "int"
    assert form_of(np.ones(1), "1.") == "float" and form_of(np.array([-np.inf]), "-inf") == "float"


def test_it_is_what_sdpa_does_with_other_scores_too():
    given = handed(TRI, "-1e9")
    torch.manual_seed(0)
    query, key = torch.randn(1, 1, 4, 8), torch.randn(1, 1, 4, 8)
    weights = scaled_dot_product_attention(
        query, key, torch.eye(4)[None, None], attn_mask=given.tensor
    )
    assert np.array_equal(cells_of(weights[0, 0]), found(TRI, "-1e9")["sdpa"].spelling.cells)
