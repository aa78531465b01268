"""Code out of a console, a fence, a diff, between sentences: what stands around changes nothing."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from maskviz.checking import CheckError, check
from maskviz.matrices.code import made, of_console
from maskviz.matrices.reading import arrays

TRI = np.tri(4)
LIFTED = {
    "a fence": "Build it:\n\n```python\nm = np.tri(4)\n```\n\nand pass it on.",
    "sentences": "I make it like this\nm = np.tri(4)\nand the loss goes to zero. Why?\nThanks!",
    "an error": "m = np.tri(4)\n\nRuntimeError: The shape is torch.Size([5, 5]), not (4, 4).",
    "two answers": "Use this:\n\n    m = np.ones((4, 4))\n\nor, shorter:\n\n    m = np.tri(4)",
    "magics": "%matplotlib inline\n!pip install numpy\nm = np.tri(4)",
    "a diff": "-m = np.tri(4, k=1)\n+m = np.tri(4)",
    "no word of a library": "n = [0, 1, 2, 3]\ni = torch.tensor(n)\ni[:, None] >= i[None, :]",
    "a mail": "> m = np.zeros((4, 4))\n> m = np.tri(4)",
    "a page": "m = np.arange(4)[:, None] &gt;= np.arange(4)",
    "an old print": "m = np.tri(4)\nprint m",
    "numbers": "1  n = 4\n2  m = np.zeros((n, n))\n3  for i in range(n):\n4      m[i, :i+1] = 1",
    "curly quotes": "m = np.where(np.tri(4) > 0, 1., float(‘0’))",
    "a remark before": "    # inside\n        n = 4\n        m = np.tri(n)",
    "a first line cut": "n = 4\n        m = np.tri(n)",
    "a console": ">>> m = np.tri(4)\n>>> m.shape\n(4, 4)\n>>> m.sum()\n10.0",
    "a console with lines": ">>> def f(n):\n...     return np.tri(n)\n...\n>>> f(4)",
    "a notebook": "In [1]: n = 4\n\nIn [2]: np.tri(n)\nOut[2]:\narray([[9., 9.], [9., 9.]])",
    "cells": "In [1]:\nn = 4\nIn [2]:\nm = np.tri(n)\nm\nOut[2]:\narray([[9.]])",
}


@pytest.mark.parametrize("text", LIFTED.values(), ids=LIFTED)
def test_code_is_found_in_what_is_posted(text):
    assert np.array_equal(arrays(text)[0].values, TRI)


def test_what_a_console_answers_is_taken_where_its_question_cannot_be_read():
    text = ">>> m = model.mask(2)\n>>> m\ntensor([[1, 0],\n        [1, 1]])"
    assert arrays(text)[0].values.tolist() == [[1, 0], [1, 1]]
    assert of_console("m = 1") == "m = 1"


@pytest.mark.parametrize(
    ("text", "caret"),
    [
        (">>> a = 1\n>>> np.frob(a)", "np.frob(a)\n^"),
        ("    m = np.ones(3)\n    n = frob(m)\n    return n", "n = frob(m)\n    ^"),
        ("mask = np.tri(4\nmask = mask > 0", "mask = np.tri(4\n             ^"),
    ],
)
def test_the_mark_stands_under_the_place(text, caret):
    with pytest.raises(CheckError) as refused:
        check(text)
    assert refused.value.caret == caret


BARE = (
    ["m = np.tri(5)"],
    ["n = 5", "m = np.zeros((n, n))", "for i in range(n):", "    m[i, : i + 1] = 1"],
    ["i = np.arange(6)", "m = (i[:, None] >= i) & (i[:, None] - i < 2)"],
    ["def f(n):", "    return np.tri(n, k=-1)", "m = f(4)"],
)
BESIDE = ("x = layer(x)", "optimizer.step()", "import os", "plt.show()", "x = torch.randn(2, 3)")
BESIDE += ("self.proj = nn.Linear(3, 3)", "print('done')", "# a remark", "y = x.transpose(1, 2)")


def wrapped(lines: list[str], chance: random.Random) -> str:
    """The lines with others before and behind them, and moved to where people paste them."""
    before, behind = ([*chance.choices(BESIDE, k=chance.randint(0, 3))] for _ in range(2))
    lines = [*before, *lines, *behind]
    if chance.random() < 0.3:
        lines = [
            "class M(nn.Module):",
            "    def forward(self, x):",
            *(f"        {x}" for x in lines),
        ]
    kind = chance.choice(("plain", "fence", "prose", "numbers", "diff", "indent", "console"))
    if kind == "fence":
        lines = ["Do it like this:", "```python", *lines, "```", "It works for me."]
    if kind == "prose":
        lines = ["Here is what I have so far:", *lines, "Is this the right way to do it?"]
    if kind == "numbers" and len(lines) > 1:
        lines = [f"{i} {line}" for i, line in enumerate(lines, chance.randint(1, 98))]
    if kind == "diff":
        lines = ["-m = np.ones((9, 9))", *(f"+{line}" for line in lines)]
    if kind == "indent":
        lines = [f"{' ' * 6}{line}" for line in lines]
    if kind == "console":
        lines = [f"{'...' if line[:1] in ' ' else '>>>'} {line}" for line in lines]
    return "\n".join(lines)


@given(st.sampled_from(BARE), st.integers(0, 10**9))
def test_what_stands_around_changes_nothing(lines, seed):
    text = wrapped(lines, random.Random(seed))
    assert np.array_equal(made(of_console(text)).values, made("\n".join(lines)).values), text
