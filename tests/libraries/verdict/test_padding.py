"""Padding handed over as it is: what the libraries make of it, and of the mended one."""

import os

os.environ.setdefault("KERAS_BACKEND", "jax")

import numpy as np
import pytest
import torch

from maskviz.checking import told
from maskviz.libraries.conventions.library import VERSIONS
from maskviz.libraries.verdict import verdicts
from tests.libraries.verdict.batches import BY
from tests.libraries.verdict.ways import WAYS, handed

REAL = np.array([[1, 1, 1, 0], [0, 1, 1, 1], [1, 1, 1, 1], [0, 1, 0, 1]], dtype=bool)
ALL_PADDING = np.array([[1, 1, 0, 0], [0, 0, 0, 0]], dtype=bool)
SIDES = {1: (3,), 2: (1, 3), 3: (1, 1, 3), 4: (1, 1, 1, 3)}
OURS = {"engine", "flash"}  # whose refusals are sentences of ours


@pytest.fixture(params=BY)
def slug(request) -> str:
    """Each library that is installed."""
    package = request.param.split("_")[0]
    if package in VERSIONS:
        pytest.importorskip(package)
    return request.param


def found(real: np.ndarray, way: str, **padding) -> dict:
    asked = verdicts(handed(real, way, rows="texts", **padding))
    return {verdict.library.slug: verdict for verdict in asked}


def right(slug: str) -> list[str]:
    return [way for way in WAYS if found(REAL, way)[slug].right]


def test_which_forms_are_right_as_they_are_by_hand():
    floats = ["-inf", "-1e9", "-10"]
    assert right("sdpa") == right("mlx") == ["read", *floats]
    assert right("mha") == right("encoder") == ["blocked", *floats]
    assert right("flex") == right("jax") == ["read"]
    assert right("transformers_2d") == right("flax") == right("keras") == ["read", "1", "1."]
    assert right("transformers_eager") == floats
    assert right("engine") == ["blocked"] and right("flash") == ["read", "1", "1."]


def test_what_is_read_instead_is_said():
    at = found(REAL, "-inf")
    assert told.outcome(at["transformers_2d"]) == (
        "wrong in 16 of 16 keys (text 0 reads key 3), every row of text 2 becomes zeros"
    )
    assert at["transformers_2d"].mend == "mask = mask == 0"
    at = found(REAL[3:], "read", first=7)
    assert told.outcome(at["mha"]) == "wrong in 4 of 4 keys (text 7 reads keys 0, 2)"
    assert at["mha"].mend == "mask = ~mask"
    assert told.outcome(at["transformers_eager"]).endswith(
        "in 2 of 4 keys (text 7 reads every key)"
    )
    at = found(REAL[2:3], "read")
    assert told.outcome(at["mha"]) == "every row becomes NaN, wrong in 4 of 4 keys"
    assert "only bool and floating types" in told.outcome(found(REAL, "1")["mha"])
    assert found(REAL, "1")["mha"].mend == "mask = mask == 0"


def test_a_text_that_is_all_padding():
    at = found(ALL_PADDING, "blocked")
    assert told.outcome(at["mha"]) == "every row of text 1 becomes NaN"
    assert told.outcome(at["engine"]) == "every row of text 1 has nothing to read"
    at = found(ALL_PADDING, "1")
    assert told.outcome(at["transformers_2d"]) == "every row of text 1 becomes zeros"
    assert told.outcome(at["keras"]) == "wrong in 4 of 8 keys (text 1 reads every key)"
    assert "the mean of all values" in at["keras"].spelling.note
    assert found(ALL_PADDING, "-inf")["mha"].spelling.nan == (1,)


@pytest.mark.parametrize("sides", SIDES)
@pytest.mark.filterwarnings("ignore")
def test_the_code_lays_every_shape_on_the_scores(slug, sides):
    way = (
        "blocked"
        if slug in ("mha", "encoder", "engine")
        else "-inf"
        if slug.endswith("eager")
        else "read"
    )
    real = np.array([[True, True, False]])
    given = handed(real, way, rows="texts", sides=sides)
    (verdict,) = [v for v in verdicts(given) if v.library.slug == slug]
    read, array = BY[slug]
    made = read(verdict.spelling.code, array(given.array.reshape(SIDES[sides])))
    assert made.shape[0] == 1 and np.array_equal(made[:, 0] > 0, real) and verdict.right


@pytest.mark.parametrize("real", [REAL, ALL_PADDING], ids=["real tokens", "a text of padding"])
@pytest.mark.filterwarnings("ignore")
def test_the_libraries_themselves_agree(slug, real):
    read, array = BY[slug]
    for way in WAYS:
        given, verdict = handed(real, way, rows="texts"), found(real, way)[slug]
        spelling = verdict.spelling
        mask = array(given.array)
        if spelling.cells is None:
            if slug not in OURS:
                with pytest.raises((RuntimeError, ValueError, AssertionError, TypeError)) as error:
                    read(spelling.code, mask)
                assert spelling.refused in str(error.value), way
        else:
            weights = read(spelling.code, mask)
            assert np.array_equal(weights[:, 0], weights[:, -1], equal_nan=True)
            shares = np.nan_to_num(weights[:, 0])
            near = shares > 0.01 * shares.max(axis=-1, keepdims=True)
            assert np.array_equal(spelling.cells, near), way
            assert spelling.nan == tuple(np.flatnonzero(np.isnan(weights).any(axis=(1, 2)))), way
        if verdict.mend:
            names = {"mask": mask, "torch": torch, "np": np} | modules(slug)
            mended = read(spelling.code, eval(verdict.mend.removeprefix("mask = "), names))
            some = real.any(axis=-1)  # a text of padding stays what the library makes of one
            assert np.array_equal(np.nan_to_num(mended[some, 0]) > 0, real[some]), way


BEHIND = np.array([[1, 1, 0, 0], [1, 1, 1, 0]], dtype=bool)
BEFORE = np.array([[0, 0, 1, 1], [1, 1, 1, 1]], dtype=bool)


@pytest.mark.parametrize(("real", "lost"), [(BEHIND, 3), (BEFORE, 0), (ALL_PADDING, 6)])
@pytest.mark.parametrize("way", ["blocked", "-inf", "-1e9"])
@pytest.mark.filterwarnings("ignore")
def test_an_encoder_leaves_padding_behind_a_text_out_in_eval(real, lost, way):
    """Its own, with random weights and two layers."""
    given = handed(real, way, rows="texts")
    note = found(real, way)["encoder"].spelling.note
    assert (f"{lost} rows of padding are left out and become zeros" in note) == bool(lost)
    torch.manual_seed(0)
    layer = torch.nn.TransformerEncoderLayer(4, 2, 8, batch_first=True)
    encoder, x = torch.nn.TransformerEncoder(layer, 2).eval(), torch.randn(len(real), 4, 4)
    with torch.no_grad():
        made = encoder(x, src_key_padding_mask=torch.from_numpy(given.array))
    zeros = ~made.any(dim=-1).numpy()
    assert np.array_equal(zeros, ~real if lost else np.zeros_like(real))
    assert encoder(x, src_key_padding_mask=torch.from_numpy(given.array)).any(dim=-1).all()


@pytest.mark.filterwarnings("ignore")
def test_an_encoder_refuses_texts_of_padding_alone_in_eval():
    note = found(np.zeros((1, 4), dtype=bool), "blocked")["encoder"].spelling.note
    layer = torch.nn.TransformerEncoderLayer(4, 2, 8, batch_first=True)
    encoder = torch.nn.TransformerEncoder(layer, 1).eval()
    with torch.no_grad(), pytest.raises(RuntimeError) as error:
        encoder(torch.randn(1, 4, 4), src_key_padding_mask=torch.ones(1, 4, dtype=torch.bool))
    assert str(error.value) in note


def modules(slug: str) -> dict:
    if slug in ("jax", "flax"):
        import jax.numpy as jnp

        return {"jnp": jnp}
    if slug == "mlx":
        import mlx.core as mx

        return {"mx": mx}
    return {}
