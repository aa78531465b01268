"""Files of arrays as their libraries write them, and files that hold none."""

import io
import pickle
from contextlib import suppress

import numpy as np
import pytest
import scipy.sparse
import torch
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from safetensors.torch import save

from maskviz.matrices.reading import MatrixError, arrays, read
from tests.matrices.reading.test_cases import drawn

CAUSAL = torch.ones(4, 4).tril().bool()
ADDED = torch.zeros(4, 4).masked_fill(~CAUSAL, -1e9)


def written(write, *values, **named) -> bytes:
    file = io.BytesIO()
    write(file, *values, **named)
    return file.getvalue()


FILES = {
    "npz": written(np.savez, mask=CAUSAL.numpy()),
    "squeezed": written(np.savez_compressed, CAUSAL.numpy()),
    "SciPy by rows": written(scipy.sparse.save_npz, scipy.sparse.csr_array(CAUSAL.int())),
    "SciPy by columns": written(scipy.sparse.save_npz, scipy.sparse.csc_array(CAUSAL.int())),
    "safetensors": save({"mask": CAUSAL}),
    "safetensors of halves": save({"mask": ADDED.bfloat16()}),
    "UTF-16": "1,0,0,0\n1,1,0,0\n1,1,1,0\n1,1,1,1".encode("utf-16"),
}


@pytest.mark.parametrize("name", FILES)
def test_the_arrays_of_a_file_are_read(name):
    assert np.array_equal(read(FILES[name])[0].samples[0], CAUSAL.numpy())


def test_tokens_come_after_what_can_be_a_mask():
    raw = written(np.savez, input_ids=np.arange(3), attention_mask=np.array([1, 1, 0]))
    assert [found.name for found in arrays(raw)] == ["attention_mask", "input_ids"]
    assert np.array_equal(read(raw)[0].samples[0], drawn("##. ##. ##."))


REFUSED = {
    "pickled Python, which is never run": written(lambda file: torch.save(CAUSAL, file)),
    "never run here; save the mask": pickle.dumps([1, 0]),
    "a picture": written(lambda file: Image.new("L", (2, 2)).save(file, "PNG")),
    "a damaged archive": FILES["npz"][:60],
    "is of type F8_E4M3": save({"m": torch.zeros(2, 2).to(torch.float8_e4m3fn)}),
    "more than 32 arrays": written(np.savez, *[np.zeros(1)] * 33),
    "no array in this file": save({}),
    "holds text, not numbers": written(np.savez, np.array([["a"]])),
}


@pytest.mark.parametrize("why", REFUSED)
def test_what_holds_no_mask_is_refused_in_a_sentence(why):
    with pytest.raises(MatrixError) as fault:
        read(REFUSED[why])
    assert why in str(fault.value) and str(fault.value).endswith(".")


@given(st.data())
def test_a_damaged_file_is_a_matrix_or_the_one_error(data):
    raw = bytearray(FILES[data.draw(st.sampled_from(sorted(FILES)))])
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    with suppress(MatrixError):
        read(bytes(raw))


NO_VALUES = (
    "FakeTensor(..., device='cuda:0', size=(4, 4), dtype=torch.bool)",
    repr(torch.empty(4, 4, device="meta")),
    "Traced<ShapedArray(bool[4,4])>with<DynamicJaxprTrace>",
    "<Tensor <UOp CPU (3, 3) int> on CPU with grad None>",
    "<KerasTensor shape=(None, 4), dtype=bool, sparse=False, name=mask>",
)


@pytest.mark.parametrize("text", NO_VALUES)
def test_a_shape_alone_is_no_mask(text):
    with pytest.raises(MatrixError, match="tells a shape and no values"):
        read(text)


def test_numbers_that_block_nothing_are_named():
    bias = -torch.arange(4).sub(torch.arange(4)[:, None]).abs() / 2
    with pytest.raises(MatrixError, match=r"from -1\.5 to 0 are scores or a position bias"):
        read(repr(bias))


def test_of_a_dict_of_dicts_the_side_of_the_queries_is_asked():
    with pytest.raises(MatrixError, match="either side may be the queries"):
        read('{"a": {"a": 1, "b": 1}, "b": {"a": 0, "b": 1}}')


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[[0,4],[2,6],[4,8]]", "Cell (0, 1) is 4"),  # spans that overlap
        ("[[5,6,7],[5,7]]", "List 2 has 2 cells"),  # numbers of tokens
        ("1\n11", "Line 2 has 2 cells"),
        ("[-100,-100,5,7]", "Cell (0) is -100"),  # labels
    ],
)
def test_other_numbers_are_no_places_and_no_blanks(text, why):
    with pytest.raises(MatrixError) as fault:
        read(text)
    assert why in str(fault.value)


@pytest.mark.parametrize("text", ["1, 1, 1,\n1, 1, 1,", "1 1 1;\n1 1 1;"])
def test_what_ends_each_row_is_no_cell(text):
    assert read(text)[0].samples[0].shape == (2, 3)
