"""Lines of torch are read as torch understands them, and nothing else of them is done."""

import random

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from maskviz.matrices.closest import closest
from maskviz.matrices.code import CodeError, Places, made
from maskviz.matrices.reading import MatrixError, arrays, read

EXACT = {  # what torch makes of the very lines is the right value
    "a band": "torch.tril(torch.ones(6,6), diagonal=2) * torch.triu(torch.ones(6,6), diagonal=-2)",
    "strict, upper left": "torch.arange(6).reshape(-1,1) > torch.arange(3).reshape(1,-1)",
    "a fill": "mask = torch.full((4, 4), float('-inf'))\nmask = torch.triu(mask, diagonal=1)\nmask",
    "padding on top": "m = torch.ones(5,5).tril().bool()\nm = m & (torch.arange(5) >= 2)\nm",
    "one less": "(1 - torch.tril(torch.ones((5, 5)))) * -1e9",
    "subsequent": "torch.nn.Transformer.generate_square_subsequent_mask(4)",
    "places": "i = torch.arange(7)\n(i[None, :] <= i[:, None]) & (i[:, None] - i[None, :] < 3)",
    "documents": "d = torch.tensor([0,0,1])\n(d[:, None] == d) & torch.ones(3,3).tril().bool()",
    "loops": "m = torch.zeros(4, 4)\nfor i in range(4):\n  for j in range(i):\n    m[i, j] = 1\nm",
    "slices": "m = torch.ones(4, 6)\nm[:, :2] = 0\nm[1:, -1] = 0\nm",
    "fill where": "torch.zeros(3,3).masked_fill(~torch.ones(3,3).tril().bool(), -1e9)",
    "lengths": "torch.arange(5).unsqueeze(0) < torch.tensor([5, 3, 1]).unsqueeze(1)",
    "ids": "torch.repeat_interleave(torch.arange(3), torch.tensor([2, 1, 3]))",
    "counted": "torch.cumsum(torch.tensor([1, 0, 1, 0, 0]), dim=0)",
    "a chunk": "i = torch.arange(6) // 2\ni.unsqueeze(1) == i.unsqueeze(0)",
    "not": "torch.logical_not(torch.eye(3).bool()) | torch.ones(3, 3).triu(1).bool()",
    "stacked": "torch.stack([torch.ones(2, 2).tril(), torch.eye(2)])",
    "expanded": "torch.tensor([1, 0, 1]).view(1, 1, 3).expand(2, 3, 3)",
}


@pytest.mark.parametrize("text", EXACT.values(), ids=EXACT)
def test_it_makes_what_torch_makes(text):
    names = {"torch": torch}
    *before, last = text.split("\n")
    exec("\n".join(before), names)
    expected = eval(last, names)
    assert np.array_equal(made(text).values, expected.double().numpy())


LEAVES = ("torch.ones(4, 4)", "torch.eye(4)", "torch.arange(4).unsqueeze(1)", "torch.arange(4)")
LEAVES += ("torch.zeros(4, 4)", "torch.tensor([1, 0, 2, 1])", "torch.arange(4).view(4, 1)")
AROUND = (
    "torch.tril({}.expand(4, 4), {n})",
    "torch.triu({}.expand(4, 4), diagonal={n})",
    "({}.expand(4, 4)).T",
)
AROUND += ("({}).abs()", "(-({}))", "torch.cumsum({}, dim=0)", "({}).flip(0)", "({}).long()")
BETWEEN = ("({} + {})", "({} - {})", "({} * {})", "({} <= {}).long()", "({} == {}).long()")
BETWEEN += ("torch.where({} > 1, {}, 0)", "({}).masked_fill({} == 0, 5)", "torch.maximum({}, {})")
BETWEEN += (
    "(({} > 0) & ({} < 2)).long()",
    "(({} > 0) | ({} > 2)).long()",
    "({} % (({}).abs() + 1))",
)


def program(chance: random.Random, depth: int) -> str:
    if not depth:
        return chance.choice(LEAVES)
    if chance.random() < 0.4:
        inner = program(chance, depth - 1)
        return chance.choice(AROUND).format(inner, n=chance.randint(-2, 2))
    return chance.choice(BETWEEN).format(program(chance, depth - 1), program(chance, depth - 1))


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10**9))
def test_generated_programs_make_what_torch_makes(seed):
    text = program(random.Random(seed), 3)
    try:
        expected = eval(text, {"torch": torch})
    except (RuntimeError, IndexError):
        return  # torch refuses what is of another shape or type
    assert np.array_equal(made(text).values, expected.double().numpy()), text


GRID = np.arange(8)[:, None], np.arange(8)[None, :]
MODS = {  # a mask_mod over 8 queries and keys, and the same by hand
    "def m(b, h, q_idx, kv_idx, s=0):\n    causal = q_idx >= kv_idx\n    both = kv_idx <= s + 4\n"
    "    return causal | both": lambda q, k: (q >= k) | (k <= 4),
    "def m(b, h, q_idx, kv_idx):\n    q_idx = q_idx + 2\n    return kv_idx <= q_idx": lambda q, k: (
        k <= q + 2
    ),
    "def f(b: int, h: int, q_idx: int, kv_idx: int) -> bool:\n    '''A window.'''\n"
    "    return kv_idx > q_idx - 3": lambda q, k: k > q - 3,
    "lambda b, h, q, kv: (kv <= q) & (q - kv <= window_size)": lambda q, k: (k <= q) & (q - k <= 3),
    "and_masks(or_masks(window, sink), causal)": lambda q, k: ((q - k < 3) | (k < 3)) & (k <= q),
    "document_id[q_idx] == document_id[kv_idx]": lambda q, k: (q // 4) == (k // 4),
    "def g(b, h, q, kv):\n    real = lengths[b]\n    return kv < real": lambda q, k: (
        (k < 8) | (q < 0)
    ),
    "def s(score, b, h, q, kv):\n    return torch.where(q >= kv, score, -torch.inf)": lambda q, k: (
        np.where(q >= k, 0.0, -np.inf)
    ),
    "def a(b, h, q, kv):\n    return q >= kv\n\ndef c(b, h, q, kv):\n    return q - kv < 2\n\n"
    "m = and_masks(a, c)": lambda q, k: (q >= k) & (q - k < 2),
}


@pytest.mark.parametrize(("text", "meant"), MODS.items(), ids=map(str, range(len(MODS))))
def test_a_function_of_places_is_drawn_over_all_of_them(text, meant):
    assert np.array_equal(made(text).values, np.broadcast_to(meant(*GRID), (8, 8)))


def test_names_that_are_left_open_can_be_given():
    half = np.arange(8) // 4
    assert np.array_equal(made("doc[:, None] == doc[None, :]").values, np.equal.outer(half, half))
    text = "def m(b, h, q, kv):\n    return (doc[q] == doc[kv]) & (q - kv < size)"
    opened = {name.name: name for name in made(text).opened}
    assert opened["doc"].vector and not opened["size"].vector
    doc, found = (
        [0, 0, 1, 1, 1, 2],
        made(text, {"doc": [0, 0, 1, 1, 1, 2], "size": 2}, Places(6, 6)),
    )
    q, k = np.arange(6)[:, None], np.arange(6)[None, :]
    assert np.array_equal(found.values, (np.equal.outer(doc, doc)) & (q - k < 2))
    assert made("torch.ones(n, n)", {"n": 5}).values.shape == (5, 5)


REFUSED = {
    "__import__('os').system('x') + torch.ones(2, 2)": "“__import__” is not on the list",
    "torch.load('x')": "“load” is not on the list",
    "torch.ones(2, 2).__class__.__subclasses__()": "is not on the list",
    "{x: 1 for x in range(3)}": "is not on the list",
    "while True:\n    arange(3)": "more than 100,000 steps",
    "torch.ones(99999, 99999)": "99,999 x 99,999 are more than 2,048 x 2,048 cells",
    "torch.arange(10**9)": "1,000,000,000 are more than",
    "torch.ones(3, 3) + torch.ones(4, 4)": "cannot be made",
    "def f(q, k):\n    return f(q, k)": "call each other more than 12 deep",
    "for i in range(2000):\n  for j in range(2000):\n    x = torch.eye(2)": "than 100,000 steps",
    "for i in range(2000):\n    x = torch.ones(2000, 2000)": "cells on the way",
    "torch.tril(": "This is no code that can be read",
    "(" * 80 + "arange(3)" + ")" * 80: "81 deep and 60 are the limit",
    "arange(3) + " * 900: "10,800 characters and 8,000 are the limit",
    "arange(3) is 1": "compares in a way not on the list",
}


@pytest.mark.parametrize(("text", "why"), REFUSED.items(), ids=map(str, range(len(REFUSED))))
def test_what_is_not_on_the_list_is_named_with_its_place(text, why):
    with pytest.raises(CodeError) as refused:
        made(text)
    assert why in str(refused.value) and "\n" not in str(refused.value)
    if refused.value.line is not None:
        assert refused.value.caret(text).endswith("^")


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="torchnesiludf()[]{}=+-*<>:.,\n 01#'\"&|~%@", max_size=80))
def test_any_text_is_an_array_or_the_one_error(text):
    try:
        found = made(text)
    except MatrixError:
        return
    assert found.values.dtype == np.float64


@pytest.mark.parametrize(
    "text",
    [
        "c, = 0",
        "m = torch.tril, torch.ones(4, 4)\nm[2:, 0] = 0",
        "m = np.zeros((3, 3))\nm[float('-inf'), 0] = 1",
        "m = np.zeros((3, 3))\nm[[...], 0] = 1",
    ],
)
def test_what_numpy_refuses_is_the_one_error_at_its_line(text):
    with pytest.raises(CodeError) as refused:
        made(text)
    assert refused.value.caret(text).startswith(text.splitlines()[-1])


def test_names_and_values_are_as_many():
    found = made("q, k = torch.arange(3)[:, None], torch.arange(3)\nn, w = 3, 1\nk <= q - w")
    assert found.values.tolist() == [[0, 0, 0], [1, 0, 0], [1, 1, 0]]


def test_code_is_read_where_a_matrix_is_asked_for():
    found = read(
        "torch.tril(torch.ones(6,6), diagonal=2) * torch.triu(torch.ones(6,6), diagonal=-2)"
    )
    nearest = closest(found[0].samples[0], most=1)[0]
    assert (nearest.title, nearest.distance) == ("Two-sided window, radius 2", 0)
    assert int(found[0].samples[0].sum()) == 24
    assert arrays("how do I tril this?\ntensor([[1, 0], [1, 1]])")[0].values.shape == (2, 2)


@pytest.mark.parametrize(
    "text", ["np.tri(6, 3, -1)", "np.identity(3)", "np.outer([1, 1, 0], [1, 0, 1])"]
)
def test_any_word_that_makes_an_array_is_known_for_code(text):
    assert np.array_equal(read(text)[0].samples[0], eval(text, {"np": np}) == 1)
