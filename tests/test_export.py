"""Exported programs, executed, make the masks on the page: one head, many heads, painted over."""

import ast

import numpy as np
import pytest
import torch
from torch.nn.functional import scaled_dot_product_attention

from maskviz.export import Head, predicate, to_numpy, to_torch
from maskviz.masks import MASKS
from maskviz.matrix import matrix
from maskviz.use import Use

EXPORTS = pytest.mark.parametrize("export", [to_numpy, to_torch])
FACTS = {
    "real": (0, 0, 1, 1, 1, 1, 1, 1),
    "special": (0, 0, 1, 0, 0, 0, 0, 1),
    "secret": (0, 0, 0, 0, 1, 1, 0, 0),
    "level": (0, 1, 2, 3, 3, 2, 1, 0),
}
CAUSAL, PADDING = Use("causal"), Use("key_padding")
WINDOW, WIDE = Use("sliding_window", {"window": 2}), Use("sliding_window", {"window": 5})


def run(text: str) -> dict:
    names = {}
    exec(compile(text, "<exported>", "exec"), names)
    return names


def allowed(text: str) -> np.ndarray:
    return np.asarray(run(text)["allowed"])


def of(use: Use, queries: int, keys: int, offset: int | None = None) -> np.ndarray:
    return matrix(use.mask, queries, keys, use.params, FACTS, offset=offset)


@EXPORTS
@pytest.mark.parametrize("name", MASKS)
@pytest.mark.parametrize("offset", [None, 0, 3])
def test_an_offset_of_ones_own(export, name, offset):
    text = export(Use(name), 4, 8, FACTS, offset)
    assert np.array_equal(allowed(text), of(Use(name), 4, 8, offset))


@EXPORTS
@pytest.mark.parametrize(("queries", "keys"), [(8, 8), (3, 8)])
def test_several_masks_are_joined_by_and(export, queries, keys):
    text = export(Head((WIDE, CAUSAL, PADDING)), queries, keys, FACTS)
    both = of(WIDE, queries, keys) & of(CAUSAL, queries, keys) & of(PADDING, queries, keys)
    assert np.array_equal(allowed(text), both)


@EXPORTS
def test_a_list_is_a_mask_for_each_head(export):
    """The same mask with other numbers, and one mask in several heads, stay apart."""
    heads = [WINDOW, Head((WIDE, PADDING)), CAUSAL, Head((WINDOW, PADDING)), Use("full")]
    made = allowed(export(heads, 8, 8, FACTS))
    expected = [
        of(WINDOW, 8, 8),
        of(WIDE, 8, 8) & of(PADDING, 8, 8),
        of(CAUSAL, 8, 8),
        of(WINDOW, 8, 8) & of(PADDING, 8, 8),
        np.ones((8, 8), dtype=bool),
    ]
    assert made.shape == (5, 8, 8)
    assert np.array_equal(made, np.stack(expected))


@EXPORTS
def test_every_mask_beside_every_other(export):
    """All masks in one program: no name of a predicate, a fact or a parameter hides another."""
    heads = [Use(name) for name in MASKS]
    made = allowed(export(heads, 3, 8, FACTS))
    assert np.array_equal(made, np.stack([of(use, 3, 8) for use in heads]))


@EXPORTS
def test_painted_cells_are_turned_over(export):
    flips = ((0, 7), (2, 0), (2, 1), (0, 0), (0, 7))  # a cell named twice is still turned over once
    made = allowed(export(Head((CAUSAL,), flips), 8, 8))
    expected = of(CAUSAL, 8, 8)
    for cell in set(flips):
        expected[cell] ^= True
    assert np.array_equal(made, expected)


@EXPORTS
def test_what_comes_after_the_paint_still_blocks(export):
    """Order matters: opened by hand and then padded is not padded and then opened by hand."""
    first = allowed(export(Head((CAUSAL, PADDING), ((5, 0),)), 8, 8, FACTS))
    last = allowed(export(Head((CAUSAL,), ((5, 0),), then=(PADDING,)), 8, 8, FACTS))
    assert first[5, 0] and not last[5, 0]
    assert np.array_equal(last, of(CAUSAL, 8, 8) & of(PADDING, 8, 8))


@EXPORTS
def test_each_head_keeps_its_own_paint(export):
    every = [(q, k) for q in range(8) for k in range(8)]
    heads = [Head((CAUSAL,), tuple(every)), CAUSAL, Head((), ((1, 6),), then=(CAUSAL,))]
    made = allowed(export(heads, 8, 8))
    assert np.array_equal(made[0], ~of(CAUSAL, 8, 8))
    assert np.array_equal(made[1], of(CAUSAL, 8, 8))
    assert np.array_equal(made[2], of(CAUSAL, 8, 8))


@EXPORTS
def test_no_mask_lets_everything_be_read(export):
    assert allowed(export(Head(), 2, 3)).all()


@EXPORTS
def test_a_missing_fact_is_said_and_not_exported(export):
    with pytest.raises(ValueError, match="needs 'real'"):
        export(PADDING, 3, 3)
    with pytest.raises(ValueError, match="4 tokens have it"):
        export(PADDING, 5, 5, {"real": (1, 1, 1, 1)})


@pytest.mark.parametrize("masks", [WIDE, [WIDE, CAUSAL]], ids=["one mask", "a mask a head"])
def test_the_torch_program_attends(masks):
    torch.manual_seed(0)
    q, k, v = torch.randn(2, 2, 3, 4), torch.randn(2, 2, 8, 4), torch.randn(2, 2, 8, 4)
    names = run(to_torch(masks, 3, 8))
    wide, causal = (torch.from_numpy(of(use, 3, 8)) for use in (WIDE, CAUSAL))
    mask = wide if masks is WIDE else torch.stack([wide, causal])
    expected = scaled_dot_product_attention(q, k, v, attn_mask=mask)
    assert torch.equal(names["attend"](q, k, v), expected)


def test_the_program_reads_well():
    """The whole text of one, as a reader gets it."""
    assert to_numpy(WINDOW, 2, 3) == (
        "# Sliding window, window 2. allowed[q, k]: True = q may read k.\n"
        "import numpy as np\n"
        "\n"
        "\n"
        "def sliding_window(q, k, *, window):\n"
        "    return (k <= q) & (q - k < window)\n"
        "\n"
        "\n"
        "offset = 1  # keys that stand before the first query\n"
        "q = np.arange(2)[:, None] + offset\n"
        "k = np.arange(3)[None, :]\n"
        "\n"
        "allowed = np.ones((2, 3), dtype=bool)\n"
        "allowed &= sliding_window(q, k, window=2)  # Sliding window, window 2\n"
    )


@EXPORTS
def test_a_program_is_narrow_and_stands_alone(export):
    heads = [Head((Use(name),), tuple((i, i) for i in range(200))) for name in MASKS]
    facts = {name: values * 25 for name, values in FACTS.items()}
    text = export(heads, 200, 200, facts)
    assert max(map(len, text.splitlines())) <= 100
    imported = {
        n.module if isinstance(n, ast.ImportFrom) else n.names[0].name
        for n in ast.walk(ast.parse(text))
        if isinstance(n, ast.Import | ast.ImportFrom)
    }
    assert imported <= {"numpy", "torch", "torch.nn.functional"}
    assert "Annotated" not in text and "maskviz" not in text


@pytest.mark.parametrize("name", MASKS)
def test_the_predicate_alone_is_the_predicate(name):
    """Cleaned of annotations and defaults, the returned expression is the one that runs."""
    mask = MASKS[name]
    ours, clean = (ast.parse(code).body[0] for code in (mask.code, predicate(mask)))
    assert ast.unparse(clean.body[0]) == ast.unparse(ours.body[0])
    assert [a.arg for a in clean.args.kwonlyargs] == list(mask.parameters)
    assert all(a.annotation is None for a in clean.args.kwonlyargs)
    assert clean.args.kw_defaults == [None] * len(mask.parameters)
