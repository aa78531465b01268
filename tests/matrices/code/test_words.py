"""Words of the closed list and ways to write a program: torch and NumPy say what is right."""

import textwrap

import numpy as np
import pytest
import scipy.linalg
import torch
import torch.nn.functional as F

from maskviz.matrices.code import CodeError, made

NAMES = {"torch": torch, "np": np, "scipy": scipy, "F": F, "math": __import__("math")}
WORDS = {
    "searchsorted": "torch.searchsorted(torch.tensor([0, 3, 6]), torch.arange(6), right=True) - 1",
    "searchsorted, left": "torch.searchsorted(torch.tensor([0, 3, 6]), torch.arange(8))",
    "searchsorted of NumPy": "np.searchsorted([0, 3, 6], np.arange(6), side='right')",
    "bucketize": "torch.bucketize(torch.arange(6), torch.tensor([2, 4]), right=True)",
    "digitize": "np.digitize(np.arange(6), [2, 4])",
    "isin": "torch.isin(torch.arange(6), torch.tensor([0, 3]))",
    "roll": "torch.roll(torch.arange(12).view(3, 4), 1, 0)",
    "roll of two sides": "torch.roll(torch.arange(16).view(4, 4), shifts=(-1, 1), dims=(0, 1))",
    "kron": "torch.kron(torch.eye(3), torch.ones(2, 2).tril())",
    "block_diag": "torch.block_diag(torch.ones(2, 2), torch.ones(1, 3))",
    "block_diag of a list": "scipy.linalg.block_diag(*[np.tri(n) for n in (2, 3)])",
    "diag": "torch.diag(torch.ones(4), -1) + torch.diag(torch.arange(5))",
    "hstack": "torch.hstack([torch.zeros(3, 2), torch.ones(3, 3).tril()])",
    "vstack": "np.vstack([np.ones((1, 3)), np.eye(3)])",
    "pad": "F.pad(torch.ones(2, 3), (1, 0, 0, 2), value=5)",
    "meshgrid": "torch.meshgrid(torch.arange(3), torch.arange(4), indexing='ij')[0]",
    "meshgrid of NumPy": "np.meshgrid(np.arange(3), np.arange(4))[0]",
    "tril_indices": "torch.tril_indices(4, 4)",
    "triu_indices of NumPy": "np.stack(np.triu_indices(4, 1))",
    "indices": "np.indices((3, 4))[1]",
    "fromfunction": "np.fromfunction(lambda i, j: j <= i, (3, 4))",
    "outer of a word": "np.less_equal.outer(np.arange(3), np.arange(4))",
    "subtract.outer": "np.subtract.outer(np.arange(3), np.arange(4))",
    "log": "torch.log(torch.ones(3, 3).tril())",
    "power": "2 ** torch.arange(4) + torch.tensor([1, 2, 4, 8]) ** -1.0",
    "comparisons": "torch.gt(torch.arange(3), 1) | torch.arange(3).ne(0)",
    "any": "torch.tensor([[0, 1], [0, 0]]).any(dim=1) + torch.diff(torch.tensor([0, 3, 5]))",
    "clamp": "torch.arange(6).clamp(min=1, max=3)",
    "scatter": "torch.zeros(3, 5).scatter(1, torch.tensor([[0, 1], [1, 2], [0, 4]]), 1.0)",
    "index_fill": "torch.zeros(3, 4).index_fill(1, torch.tensor([0, 2]), 1)",
    "transposed by NumPy": "np.transpose(np.arange(24).reshape(2, 3, 4), (0, 2, 1))",
    "named arguments": "torch.full(size=(2, 3), fill_value=4) + torch.arange(start=1, end=4)",
    "a type that is told": "~torch.ones(3, 3, dtype=torch.bool).tril()",
    "type_as": "torch.ones(2, 2).type_as(torch.ones(2) > 0)",
    "the largest number": "torch.zeros(2) - torch.finfo(torch.float16).max",
    "functions as methods": "torch.masked_fill(torch.zeros(3), torch.arange(3) > 1, -1.0)",
    "a list of lists": "np.array([[1 if j <= i else 0 for j in range(4)] for i in range(3)])",
    "a list with a condition": "torch.tensor([i for i in range(9) if i % 2 == 0])",
    "choices of one": "torch.ones(0 or 3) if 1 > 0 else torch.ones(2) + torch.ones(3)",
}
PROGRAMS = {
    "in place": """
        m = torch.zeros(3, 5)
        m.masked_fill_(torch.ones(3, 5).tril().logical_not(), float("-inf"))
        m[0].fill_(7)
        m""",
    "in place, in one go": "m = torch.empty(4, 4).fill_(-np.inf).triu_(1)\nm",
    "a diagonal in place": "m = torch.zeros(4, 4)\nm.fill_diagonal_(1)\nm",
    "truths stay truths": """
        m = torch.zeros(4, 4, dtype=torch.bool)
        m[1:, :2] = True
        ~m""",
    "pairs in a loop": """
        cu = [0, 2, 5]
        m = torch.zeros(5, 5)
        for s, e in zip(cu[:-1], cu[1:]):
            m[s:e, s:e] = torch.ones(e - s, e - s).tril()
        m""",
    "counted in a loop": """
        m = np.zeros((2, 4))
        for i, n in enumerate([3, 1]):
            m[i, :n] = 1
        m""",
    "slices in a loop": """
        m, c = torch.zeros(4, 4), 0
        for h in (slice(0, -2), slice(-2, -1), slice(-1, None)):
            m[h, :] = c
            c += 1
        m""",
    "a list of lists that is set": """
        m = [[0] * 3 for _ in range(3)]
        for i in range(3):
            for j in range(3):
                if j <= i:
                    m[i][j] = 1
        m""",
    "places as one array": "m = torch.zeros(4, 4)\nm[torch.triu_indices(2, 4, 2)] = 1\nm",
    "places as a pair": "m = np.zeros((4, 4))\nm[np.tril_indices(4, -1)] = 1\nm",
    "two names at once": "H = W = 3\ntorch.ones(H, W)",
    "a function with names": """
        def f(n, past=0, value=1.0):
            m = torch.full((n, n), value)
            if past > 0:
                m = torch.cat([torch.zeros(n, past), m], dim=-1)
            return m
        f(2, value=3.0, past=1)""",
    "None": """
        def f(n, m=None):
            m = m if m is not None else n
            return torch.ones(n, m)
        f(2)""",
    "a function that makes one": """
        def window(size):
            def mod(q, k):
                return (q >= k) & (q - k <= size)
            return mod
        window(2)(torch.arange(5)[:, None], torch.arange(5))""",
    "with and assert": """
        with torch.no_grad():
            m = torch.ones(3, 3)
        assert m.shape == (3, 3)
        m.tril()""",
}


@pytest.mark.parametrize("text", [*WORDS.values(), *PROGRAMS.values()], ids=[*WORDS, *PROGRAMS])
def test_it_makes_what_the_library_makes(text):
    text = textwrap.dedent(text).strip()
    *before, last = text.split("\n")
    names = dict(NAMES)
    exec("\n".join(before), names)
    expected = eval(last, names)
    found = made(text).values
    assert np.array_equal(found, np.asarray(expected).astype(float)), found


TRI_4 = np.tri(4)
OWN = {  # libraries that are not installed here: what their documents say
    "tf.linalg.band_part(tf.ones((4, 4)), -1, 0)": TRI_4,
    "tf.linalg.band_part(tf.ones((4, 4)), 1, 0)": TRI_4 - np.tri(4, k=-2),
    "1 - tf.linalg.band_part(tf.ones((4, 4)), -1, 0)": 1 - TRI_4,
    "tf.sequence_mask([1, 3], 4)": [[1, 0, 0, 0], [1, 1, 1, 0]],
    "tf.cast(tf.range(3)[:, None] >= tf.range(3), tf.int32)": np.tri(3),
    "nn.make_causal_mask(jnp.ones((1, 4)))": TRI_4[None, None],
    "x = jnp.array([3, 4, 0])\nnn.make_attention_mask(x > 0, x > 0)": [
        [[1, 1, 0], [1, 1, 0], [0, 0, 0]]
    ],
    "x = np.array([[3, 4, 0]])\nnn.combine_masks(nn.make_causal_mask(x), x[:, None, None] > 0)": [
        [[[1, 0, 0], [1, 1, 0], [1, 1, 0]]]
    ],
    "jax.lax.broadcasted_iota(jnp.int32, (2, 3), 1)": [[0, 1, 2], [0, 1, 2]],
    "nn.MultiHeadAttention.create_additive_causal_mask(2, 1)": [[0, 0, -1e9], [0, 0, 0]],
    "rearrange(torch.tensor([[1, 0]]), 'b j -> b 1 1 j')": [[[[1, 0]]]],
    "rearrange(torch.arange(6), '(i j) -> j i', j=2)": [[0, 2, 4], [1, 3, 5]],
    "einops.repeat(torch.tensor([1, 0]), 'j -> i j', i=3)": [[1, 0]] * 3,
    "rearrange(torch.ones(2, 3, 4), 'b ... -> b (...)')": np.ones((2, 12)),
    "BlockDiagonalMask.from_seqlens([1, 2])": [
        [0, -np.inf, -np.inf],
        [-np.inf, 0, 0],
        [-np.inf, 0, 0],
    ],
    "self.register_buffer('bias', torch.tril(torch.ones(4, 4)))": TRI_4,
    "self.m = torch.ones(4, 4)\nself.m = torch.tril(self.m)": TRI_4,
    "m = torch.ones(4, 4).tril()\no = F.scaled_dot_product_attention(q, k, v, attn_mask=m)": TRI_4,
    "m = torch.ones(4, 4)\nprint(m.shape)\nprint(m.tril())": TRI_4,
    "B, T, C = x.shape\ntorch.tril(torch.ones(T, T))": np.tri(8),
    "torch.ones(config.block_size, config.block_size).tril()": np.tri(8),
    "def mask(self):\n    return torch.ones(self.context_length, 3)": np.ones((8, 3)),
    "def mask(n=4, window=2):\n    return torch.ones(n, n).tril()": TRI_4,
    "mask[i][j] = 1 if j <= i else 0": np.tri(8),
    "M[i, j] = (i - j) % 2 == 0": 1 - np.indices((8, 8)).sum(0) % 2,
    "def c(b, h, q, kv):\n    return q >= kv\nm = create_block_mask(c, None, None, 8, 8)": np.tri(
        8
    ),
    "def w(n):\n def m(b, h, q, k):\n  return q < n\n return m\nand_masks(causal, w(4))": (
        np.tri(8) * (np.arange(8) < 4)[:, None]
    ),
}


@pytest.mark.parametrize(("text", "meant"), OWN.items(), ids=map(str, range(len(OWN))))
def test_it_makes_what_is_documented(text, meant):
    assert np.array_equal(made(text).values, meant)


REFUSED = {
    "class M(nn.Module):\n    pass": "No line of the class M makes a mask.",
    "torch.ones(3, 3).unsafe_chunk(2)": "write what it does, or paste what it prints",
    "m = torch.ones(2, 2)\nm = invert(mask=m)": "“invert” is not on the list",
    "np.add.at(np.ones(3), 1)": "“at” is not on the list",
    "x = [1]\n" + "x = [x, x]\n" * 40 + "torch.ones(2) * x": "on the way",
    "np.indices([2] * 22)": "more than",
    "torch.meshgrid(*[[0, 1]] * 22)": "more than",
    "torch.kron(torch.ones(2000, 2000), torch.ones(2, 2))": "more than",
    "for i in range(2000):\n    x = list(range(100000))": "cells on the way",
    "[i for i in range(200000)]": "200,000 are more than the 100,000 that a list may have",
    "float('many') + torch.ones(2)": "“many” is no number",
    "rearrange(torch.ones(2, 3), 'a b -> a c')": "a side of the left is not on the right",
}


@pytest.mark.parametrize(("text", "why"), REFUSED.items(), ids=map(str, range(len(REFUSED))))
def test_what_cannot_be_read_says_so(text, why):
    with pytest.raises(CodeError) as refused:
        made(text)
    assert why in str(refused.value)
