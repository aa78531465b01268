"""What is changed where it stands changes under every name that shares its cells, as in torch."""

import copy

import numpy as np
import pytest
import torch
from hypothesis import assume, given
from hypothesis import strategies as st

from maskviz.matrices.code import made

BEGIN = "a = torch.ones(3, 3)\nb = a.clone()\nc = torch.eye(3)\n"
NAMES = st.sampled_from("abc")
STEPS = st.one_of(
    *(
        st.builds(words.format, NAMES, NAMES, n=st.integers(0, 2))
        for words in (
            "{0} = {1}",
            "{0} = {1}.clone()",
            "{0} = {1}.T",
            "{0} = {1}[:3]",
            "{0} = {1} + {n}",
            "{0} = {1}.detach()",
            "{0} = {1}[None][0]",
            "{0} = torch.tril({1})",
            "{0}[{n}] = 5",
            "{0}[:, {n}] = {1}[{n}]",
            "{0}[{n}][1] = 7",
            "{0}[{n}] += 2",
            "{0} += {1}",
            "{0} *= {n}",
            "{0} = {0} * {n}",
            "{0}.fill_({n})",
            "{0}.masked_fill_(torch.eye(3).bool(), {n})",
            "for row in {0}:\n    row[{n}] = 3",
        )
    )
)


def of_torch(text: str) -> np.ndarray:
    """What torch and NumPy make of the very lines."""
    *before, last = text.split("\n")
    names = {"torch": torch, "np": np, "copy": copy}
    exec("\n".join(before), names)
    return np.asarray(eval(last, names), dtype=float)


@given(st.lists(STEPS, min_size=1, max_size=8), NAMES)
def test_names_of_one_array_change_together(steps, asked):
    text = BEGIN + "\n".join([*steps, asked])
    try:
        expected = of_torch(text)
    except RuntimeError:  # cells that are read while they are written
        assume(False)
    assert np.array_equal(made(text).values, expected), text


PROGRAMS = {
    "a function": "def f(x):\n    x[0] = 0\n    return x\na = torch.ones(2, 2)\nf(a)\na",
    "a number": "n = 3\nm = n\nm += 1\ntorch.ones(n, m)",
    "two at once": "a = b = torch.zeros(3, 3)\na[1, 1] = 1\nb",
    "a copy": "a = np.zeros((3, 3))\nb = a.copy()\nb[0] = 1\nc = np.array(a)\nc[1] = 1\na",
    "a deep copy": "a = torch.zeros(3, 3)\nb = copy.deepcopy(a)\nb[1] = 2\na",
    "a copy by name": "a = np.zeros((3, 3))\nb = np.copy(a)\nb[1] = 2\na",
    "bits": "a = torch.ones(3, 3).bool()\nb = a\nb &= torch.eye(3).bool()\na",
}


@pytest.mark.parametrize("text", PROGRAMS.values(), ids=PROGRAMS)
def test_it_is_as_in_the_library(text):
    assert np.array_equal(made(text).values, of_torch(text))


def test_a_vector_that_was_given_stays_as_it_is():
    """Nor do the places change, which have many names."""
    mine = np.array([0.0, 0, 1])
    made("doc[0] = 5\ndoc[:, None] == doc", {"doc": mine})
    assert mine.tolist() == [0, 0, 1]
    text = "q += 1\nq_idx >= kv_idx"
    assert np.array_equal(made(text).values, np.tri(8, dtype=bool))
