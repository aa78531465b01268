"""The programs for NumPy and torch: one head, many heads, painted over, said plainly."""

import ast

import numpy as np
import pytest

from maskviz.libraries.export import EXPORTS, Head, predicate, to_numpy, to_torch
from maskviz.masks.call import MaskCall
from maskviz.masks.catalogue import MASKS
from tests.libraries.export.samples import CAUSAL, FACTS, PADDING, WIDE, WINDOW, of, run

EXPORTERS = pytest.mark.parametrize("export", [to_numpy, to_torch])
KNOWN = [name for name, mask in MASKS.items() if {p.name for p in mask.facts} <= set(FACTS)]


def allowed(text: str) -> np.ndarray:
    return np.asarray(run(text)["allowed"])


def test_the_usual_library_comes_first():
    assert list(EXPORTS)[:2] == ["PyTorch SDPA", "NumPy"] and len(EXPORTS) == 10
    assert EXPORTS["NumPy"] is to_numpy and EXPORTS["PyTorch SDPA"] is to_torch


@EXPORTERS
@pytest.mark.parametrize("name", KNOWN)
@pytest.mark.parametrize("offset", [None, 0, 3])
def test_an_offset_of_ones_own(export, name, offset):
    text = export(MaskCall(name), 4, 8, FACTS, offset)
    assert np.array_equal(allowed(text), of(MaskCall(name), 4, 8, offset=offset))


@EXPORTERS
@pytest.mark.parametrize(("queries", "keys"), [(8, 8), (3, 8)])
def test_several_masks_are_joined_by_and(export, queries, keys):
    text = export(Head((WIDE, CAUSAL, PADDING)), queries, keys, FACTS)
    both = of(WIDE, queries, keys) & of(CAUSAL, queries, keys) & of(PADDING, queries, keys)
    assert np.array_equal(allowed(text), both)


@EXPORTERS
def test_a_list_is_a_mask_for_each_head(export):
    """The same mask with other numbers, and one mask in several heads, stay apart."""
    heads = [
        WINDOW,
        Head((WIDE, PADDING)),
        CAUSAL,
        Head((WINDOW, PADDING)),
        WINDOW,
        MaskCall("full"),
    ]
    made = allowed(export(heads, 8, 8, FACTS))
    expected = [
        of(WINDOW, 8, 8),
        of(WIDE, 8, 8) & of(PADDING, 8, 8),
        of(CAUSAL, 8, 8),
        of(WINDOW, 8, 8) & of(PADDING, 8, 8),
        of(WINDOW, 8, 8),
        np.ones((8, 8), dtype=bool),
    ]
    assert made.shape == (6, 8, 8)
    assert np.array_equal(made, np.stack(expected))


@pytest.mark.parametrize("title", EXPORTS)
def test_every_mask_beside_every_other(title):
    """All masks in one program: no name of a predicate, a fact or a parameter hides another."""
    made = np.asarray(run(EXPORTS[title]([MaskCall(n) for n in KNOWN], 8, 8, FACTS))["allowed"])
    expected = np.stack([of(MaskCall(name), 8, 8, head=h) for h, name in enumerate(KNOWN)])
    assert np.array_equal(made.reshape(expected.shape), expected)


@EXPORTERS
def test_painted_cells_are_turned_over(export):
    flips = ((0, 7), (2, 0), (2, 1), (0, 0), (0, 7))  # a cell named twice is still turned over once
    made = allowed(export(Head((CAUSAL,), flips), 8, 8))
    expected = of(CAUSAL, 8, 8)
    for cell in set(flips):
        expected[cell] ^= True
    assert np.array_equal(made, expected)


@EXPORTERS
def test_what_comes_after_the_paint_still_blocks(export):
    """Order matters: opened by hand and then padded is not padded and then opened by hand."""
    first = allowed(export(Head((CAUSAL, PADDING), ((5, 0),)), 8, 8, FACTS))
    last = allowed(export(Head((CAUSAL,), ((5, 0),), then=(PADDING,)), 8, 8, FACTS))
    assert first[5, 0] and not last[5, 0]
    assert np.array_equal(last, of(CAUSAL, 8, 8) & of(PADDING, 8, 8))


@EXPORTERS
def test_each_head_keeps_its_own_paint(export):
    every = [(q, k) for q in range(8) for k in range(8)]
    heads = [Head((CAUSAL,), tuple(every)), CAUSAL, Head((), ((1, 6),), then=(CAUSAL,))]
    made = allowed(export(heads, 8, 8))
    assert np.array_equal(made[0], ~of(CAUSAL, 8, 8))
    assert np.array_equal(made[1], of(CAUSAL, 8, 8))
    assert np.array_equal(made[2], of(CAUSAL, 8, 8))


@pytest.mark.parametrize("title", EXPORTS)
def test_no_mask_lets_everything_be_read(title):
    for masks in (Head(), [Head(), Head()]):
        assert np.asarray(run(EXPORTS[title](masks, 3, 3))["allowed"]).all()


@pytest.mark.parametrize("title", EXPORTS)
def test_a_missing_fact_is_said_and_not_exported(title):
    with pytest.raises(ValueError, match="needs 'real'"):
        EXPORTS[title](PADDING, 3, 3)
    with pytest.raises(ValueError, match="4 tokens have it"):
        EXPORTS[title](PADDING, 5, 5, {"real": (1, 1, 1, 1)})


def test_the_program_reads_well():
    """The whole text of one, as a reader gets it."""
    assert to_numpy(Head((WINDOW,), ((0, 2),)), 2, 3) == (
        "# Sliding window, window 2, painted over. allowed[q, k]: True = q may read k.\n"
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
        "# Painted by hand: these cells are turned over.\n"
        "painted = np.zeros((2, 3), dtype=bool)\n"
        "painted[[0], [2]] = True\n"
        "\n"
        "allowed = np.ones((2, 3), dtype=bool)\n"
        "allowed &= sliding_window(q, k, window=2) ^ painted\n"
    )


@pytest.mark.parametrize("title", EXPORTS)
def test_a_program_is_narrow_and_stands_alone(title):
    heads = [Head((MaskCall(name), CAUSAL), tuple((i, i) for i in range(200))) for name in KNOWN]
    facts = {name: values * 25 for name, values in FACTS.items()}
    for masks in (heads, heads[-1]):
        text = EXPORTS[title](masks, 200, 200, facts)
        assert max(map(len, text.splitlines())) <= 100
        assert "Annotated" not in text and "maskviz" not in text
        imported = {
            (n.module if isinstance(n, ast.ImportFrom) else n.names[0].name).split(".")[0]
            for n in ast.walk(ast.parse(text))
            if isinstance(n, ast.Import | ast.ImportFrom)
        }
        assert imported <= {"numpy", "torch", "transformers", "jax", "flax", "xformers"}


@pytest.mark.parametrize("name", MASKS)
def test_the_predicate_alone_is_the_predicate(name):
    """Cleaned of annotations and defaults, the returned expression is the one that runs."""
    mask = MASKS[name]
    ours, clean = (ast.parse(code).body[0] for code in (mask.code, predicate(mask)))
    assert ast.unparse(clean.body[0]) == ast.unparse(ours.body[0])
    assert [a.arg for a in clean.args.kwonlyargs] == list(mask.parameters)
    assert all(a.annotation is None for a in clean.args.kwonlyargs)
    assert clean.args.kw_defaults == [None] * len(mask.parameters)
