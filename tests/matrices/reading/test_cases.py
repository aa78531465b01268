"""Each public case is read as it was meant, and what is wrong with a matrix is named."""

import numpy as np
import pandas as pd
import pytest
import torch

from maskviz.checking.faults import faults
from maskviz.matrices.closest import closest
from maskviz.matrices.reading import arrays, read, readings
from tests.matrices.reading.cases import CASES, TRI, printed
from tests.matrices.reading.pasted import PASTED
from tests.matrices.reading.posted import POSTED
from tests.matrices.reading.spelled import SPELLED

WHOLE = CASES | SPELLED | POSTED | PASTED


def drawn(picture: str) -> np.ndarray:
    return np.array([[cell == "#" for cell in row] for row in picture.split()])


@pytest.mark.parametrize("case", WHOLE.values(), ids=WHOLE)
def test_it_is_read_as_it_was_meant(case):
    found = read(case.text)[0]
    cells = found.samples[case.sample]
    assert np.array_equal(cells, drawn(case.picture)), (found.form, found.means)
    said = f"{found.form} {found.means}"
    assert all(words in said for words in case.taken), said
    assert case.remark in " ".join(found.remarks)
    if case.known:
        exact = [f for f in closest(cells) if not f.distance and f.title == case.known]
        assert exact and dict(exact[0].facts) == (case.facts or dict(exact[0].facts))
        assert np.array_equal(exact[0].cells(*cells.shape), cells)


def test_the_other_reading_is_offered_too():
    assert len(read("10\n11")) > 1
    masks = {found.samples[0].tobytes() for found in read(printed(TRI))}
    assert {TRI.numpy().tobytes(), (~TRI).numpy().tobytes()} <= masks


def test_several_arrays_of_one_text_keep_their_names():
    text = "m = tensor([[0., -inf], [0., 0.]])\nkey_padding_mask = tensor([[False, True]])"
    first, second = arrays(text)
    assert (first.name, second.name) == ("m", "key_padding_mask")
    assert np.array_equal(readings(second)[0].samples[0], drawn("#. #."))


@pytest.mark.parametrize("size", [64, 1200])
def test_the_corners_of_a_print_that_leaves_cells_out(size):
    tensor = torch.ones(size, size).tril()
    for text in (printed(tensor), repr(tensor.numpy())) if size > 99 else (printed(tensor),):
        found = read(text)[0]
        assert "Causal, if what is hidden goes on so" in found.form
        assert found.samples[0].shape in ((size, size), (64, 64))
    alone = torch.zeros(size, size)
    alone[0, -1] = 1
    with pytest.raises(ValueError, match="print it whole"):
        read(printed(alone))


ELIDED = {
    "a stack": repr(torch.ones(2, 64, 64).tril()),
    "pandas": repr(pd.DataFrame(np.tri(100))),
    "lists": "[[1, 0, 0, ..., 0], [1, 1, 0, ..., 0], ..., [1, 1, 1, ..., 1]]",
    "lines": "1 0 0 ... 0\n1 1 0 ... 0\n...\n1 1 1 ... 1",
    "labels": "  a b c … z\na 1 0 0 … 0\nb 1 1 0 … 0\n⋮\nz 1 1 1 … 1",
}


@pytest.mark.parametrize("name", ELIDED)
def test_dots_of_every_kind_leave_cells_out(name):
    found = read(ELIDED[name])[0]
    assert "Causal, if what is hidden goes on so" in found.form
    assert len(found.samples[0]) == (100 if name == "pandas" else 64)


def test_dots_that_stand_where_cells_stand_are_a_sign():
    for text in ("# …\n# #", "# ⋮ ⋮\n# # ⋮\n# # #"):
        (found,) = arrays(text)
        told = [[found.signs[int(at)] for at in row] for row in found.values]
        assert told == [line.split() for line in text.split("\n")]


PADDED_ROWS = np.repeat([[True]] * 4 + [[False]] * 2, 6, axis=1)
FAULTS = {
    "padding on the wrong axis": (PADDED_ROWS, "It is Key padding transposed"),
    "inverted": (~np.tri(6, dtype=bool), "It is Causal inverted"),
    "upside down": (np.tri(6, dtype=bool)[::-1], "It is Causal upside down"),
    "mirrored": (np.tri(6, dtype=bool)[:, ::-1], "It is Causal mirrored"),
}


@pytest.mark.parametrize(("cells", "said"), FAULTS.values(), ids=FAULTS)
def test_the_fault_has_its_name(cells, said):
    assert any(sentence.startswith(said) for sentence in faults(cells))


def test_a_known_mask_has_no_fault():
    for name in ("#.. ##. ###", "### ### ###", "#.. ##. .##", "##. ##. ##."):
        assert faults(drawn(name)) == []
