"""More words of the closed list, and statements: torch, NumPy and JAX say what is right."""

import functools
import itertools
import textwrap

import jax
import jax.numpy as jnp
import numpy as np
import pytest
import scipy.linalg
import torch
import torch.nn.functional as F

from maskviz.matrices.code import made

NAMES = {"torch": torch, "np": np, "jnp": jnp, "jax": jax, "scipy": scipy, "F": F}
NAMES |= {"itertools": itertools, "functools": functools, "vmap": torch.vmap}
WORDS = {
    "toeplitz": "scipy.linalg.toeplitz([1, 1, 0, 0], [1, 0, 0])",
    "toeplitz of one": "scipy.linalg.toeplitz([2, 1, 0])",
    "unfold": "torch.arange(10).unfold(0, 3, 2)",
    "unfold of a side": "torch.arange(12).view(3, 4).unfold(0, 2, 1)",
    "sliding_window_view": "np.lib.stride_tricks.sliding_window_view(np.arange(7), 3)[::-1]",
    "matmul": "torch.eye(3) @ torch.ones(3, 2) + torch.eye(3).matmul(torch.ones(3, 2))",
    "einsum": "torch.einsum('bi,bj->bij', torch.tensor([[1, 0]]), torch.tensor([[1, 1]]))",
    "einsum of a diagonal": "np.einsum('ii->i', np.arange(9).reshape(3, 3))",
    "one_hot": "F.one_hot(torch.tensor([0, 2, 1]), num_classes=4)",
    "one_hot of JAX": "jax.nn.one_hot(jnp.array([0, 2, 1]), 3)",
    "softmax": "torch.softmax(torch.full((3, 3), -1e9).triu(1), dim=-1)",
    "topk": "torch.zeros(1, 3).scatter(1, torch.tensor([[1., 3, 2]]).topk(2).indices, 1)",
    "sort": "torch.sort(torch.tensor([[3, 1, 2]]), descending=True)[1]",
    "nonzero": "torch.eye(3).nonzero(as_tuple=True)[1] + torch.nonzero(torch.ones(3))[:, 0]",
    "nonzero of NumPy": "np.nonzero(np.eye(3))[0] + np.flatnonzero([1] * 3) + np.where([1] * 3)[0]",
    "divmod": "np.stack(divmod(np.arange(6), 3)) + np.unravel_index(np.arange(6), (2, 3))",
    "bits": "(np.arange(8)[:, None] >> np.arange(3)) & 1 + (1 << np.arange(3))",
    "in": "np.array([[i in (0, 2) or j not in [1] for j in (0, 1)] for i in (0, 1)])",
    "mgrid": "(lambda g: g[0] - g[1])(np.mgrid[:3, 1:4]) + np.ogrid[0:3, 0:3][1]",
    "product": "np.array([[i, j] for i, j in itertools.product(range(2), repeat=2)])",
    "map": "np.array(list(map(lambda i: [1] * (i + 1) + [0] * (3 - i), range(4))))",
    "vectorize": "np.fromfunction(np.vectorize(lambda i, j: 1 if j <= i else 0), (3, 4))",
    "vmap of JAX": "jax.vmap(lambda q: q >= jnp.arange(4))(jnp.arange(3))",
    "vmap of vmap": "vmap(vmap(lambda q, k: q >= k, (None, 0)), (0, None))(*[torch.arange(3)] * 2)",
    "at": "jnp.zeros((4, 4)).at[jnp.tril_indices(4)].set(1).at[:, 0].add(2)",
    "select": "jax.lax.select(jnp.tri(3) > 0, jnp.zeros((3, 3)), jnp.full((3, 3), -1e9))",
    "iota": "jax.lax.iota(jnp.int32, 4)[:, None] >= jax.lax.iota(jnp.int32, 3)",
    "a type behind the sides": "np.zeros((2, 3), int) + np.ones((2, 3), dtype=np.float32)",
    "new_ones": "torch.zeros(2).new_ones(3, 3).tril()",
    "least of a type": "torch.zeros(2) + torch.finfo(torch.float16).min",
    "a parameter": "torch.nn.Parameter(torch.ones(2, 3), requires_grad=False)",
    "sparse": "torch.sparse_coo_tensor([[0, 1], [0, 0]], [1., 2.], (2, 3)).to_dense()",
    "reduce": "np.logical_and.reduce([np.tri(3) > 0, np.eye(3) > 0])",
    "reduce of functools": "functools.reduce(torch.logical_or, [torch.eye(3), torch.ones(3)])",
    "pad_sequence": "torch.nn.utils.rnn.pad_sequence([torch.ones(n) for n in (2, 3)], True)",
    "a name on the way": "(r := torch.arange(4))[:, None] >= r",
}
PROGRAMS = {
    "while": """
        m, i = np.zeros((5, 5)), 0
        while i < 5:
            m[i, :i + 1] = 1
            i += 1
        m""",
    "parents": """
        parents = [-1, 0, 0, 1, 2]
        m = np.zeros((5, 5))
        for i in range(5):
            j = i
            while j != -1:
                m[i, j] = 1
                j = parents[j]
        m""",
    "break and continue": """
        m = np.zeros((5, 5), int)
        for i in range(5):
            for j in range(5):
                if j > i:
                    break
                if i - j > 2:
                    continue
                m[i][j] = 1
        m""",
    "else of a loop": """
        m = np.zeros((2, 2))
        for i in range(2):
            if i > 5:
                break
        else:
            m[:] = 1
        m""",
    "append": """
        rows = []
        for i in range(4):
            row = []
            for j in range(4):
                row.append(int(j <= i))
            rows.append(row)
        rows.insert(0, [0] * 4)
        np.array(rows)""",
    "a dict": """
        ids = []
        for i, (name, n) in enumerate({"a": 2, "b": 1}.items()):
            ids += [i] * n
        np.equal.outer(ids, ids)""",
    "any number of arguments": """
        def band(*shape, lo=1, **more):
            i, j = torch.meshgrid(*[torch.arange(s) for s in shape], indexing="ij")
            return (j >= i - lo) & (j <= i)
        band(4, 4)""",
    "out": """
        m = torch.ones(3, 3)
        torch.triu(m, 1, out=m)
        m""",
    "try": """
        try:
            n = 4
        except ImportError:
            n = 5
        np.tri(n)""",
    "a default from outside": """
        n = 2
        def f(i, n=n):
            return i // n
        f(np.arange(6))""",
    "the first answer": """
        def near(i, j):
            if j == 0:
                return True
            elif j > i:
                return False
            return i - j < 2
        np.array([[near(i, j) for j in range(5)] for i in range(5)])""",
    "a thing that changes": """
        class Box:
            def __init__(self, n):
                self.m = np.zeros((n, n))
            def set(self, i):
                self.m[i] += 1
                return self
        b = Box(3)
        c = b.set(0).set(2)
        b.m + c.m""",
}


@pytest.mark.parametrize("text", [*WORDS.values(), *PROGRAMS.values()], ids=[*WORDS, *PROGRAMS])
def test_it_makes_what_the_library_makes(text):
    text = textwrap.dedent(text).strip()
    *before, last = text.split("\n")
    names = dict(NAMES)
    exec("\n".join(before), names)
    expected = np.asarray(eval(last, names)).astype(float)
    found = made(text).values
    assert np.allclose(found, expected, rtol=1e-6), found
