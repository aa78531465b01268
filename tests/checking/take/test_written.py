"""A matrix as programs: short where it is a known mask, and its very cells in every library."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maskviz.checking.take import Source, written
from maskviz.libraries.export import EXPORTS, NotExpressible
from maskviz.masks.compose import Typed, read_term
from maskviz.matrices.closest import closest
from tests.libraries.export.samples import matrix_of, run

pytest_plugins = ["pytester"]

DOCUMENTS = "#..... ##.... ###... ...#.. ...##. .....#"
CHANCE = np.random.default_rng(5).random((9, 7)) < 0.5
TRI = np.tri(12, dtype=bool)
CASES = {  # matrix, a line of its torch program, whether it is exact
    "causal documents": (DOCUMENTS, "doc = torch.tensor([0, 0, 0, 1, 1, 2])\n", True),
    "packed, with a padded end": (
        "#..... ##.... ..#... ..##.. ...... ......",
        "real = torch.tensor([1, 1, 1, 1, 0, 0])\n",
        True,
    ),
    "rows of padding too": (
        "##..## ##..## ...... ...... ##..## ##..##",
        "= torch.tensor([1, 1, 0, 0, 1, 1])\n",
        True,
    ),
    "left padding": (TRI[:6, :6] & (np.arange(6) > 1), "real = torch.tensor([0, 0, 1, 1", True),
    "a cache": ("111000 111100 111110 111111", "offset = 2", True),
    "upper left": ("10000 11000", "causal_upper_left(q, k, offset=offset)", True),
    "more queries than keys": (np.tri(6, 3, -1, dtype=bool), "offset = -3", True),
    "three cells turned over": (TRI ^ np.eye(12, k=3, dtype=bool)[::4].repeat(4, 0), "", None),
    "no mask at all": (CHANCE, "lines.split()", False),
    "one row": ("1010", "", None),
    "nothing": (np.zeros((3, 3), dtype=bool), "", True),
}


def cells(given: str | np.ndarray) -> np.ndarray:
    if isinstance(given, str):
        return np.array([[sign in "#1" for sign in row] for row in given.split()])
    return given


@pytest.mark.parametrize("name", CASES)
def test_every_program_makes_the_matrix_at_its_own_size(name):
    given, line, exact = CASES[name]
    allowed = cells(given)
    made = written(allowed, closest(allowed, most=4))
    assert line in made.program("PyTorch SDPA")
    assert exact in (None, made.exact)
    refused = set()
    for library in EXPORTS:
        try:
            text = made.program(library)
        except NotExpressible:
            refused.add(library)
            continue
        names = run(text)
        assert np.array_equal(matrix_of(names), allowed), library
    square = allowed.shape[0] == allowed.shape[1]
    more = allowed.shape[0] > allowed.shape[1]
    assert ("nn.TransformerEncoder" in refused, "transformers" in refused) == (not square, more)
    assert len(refused) == (not square) + more
    drawn = [line.strip() for line in made.docstring.split("\n")]
    assert ["".join(".#"[cell] for cell in row) for row in allowed.astype(int)] == drawn[
        -len(allowed) - 2 : -2
    ]


def test_the_program_of_pasted_documents_is_short():
    """Case M45, the whole of it."""
    allowed = cells(DOCUMENTS)
    assert written(allowed, closest(allowed, most=4)).program("NumPy") == (
        "# Causal documents. allowed[q, k]: True = q may read k.\n"
        "import numpy as np\n"
        "\n"
        "\n"
        "def document_causal(q, k, *, doc):\n"
        "    return (k <= q) & (doc[k] == doc[q])\n"
        "\n"
        "\n"
        "q = np.arange(6)[:, None]\n"
        "k = np.arange(6)[None, :]\n"
        "doc = np.array([0, 0, 0, 1, 1, 2])\n"
        "\n"
        "allowed = np.ones((6, 6), dtype=bool)\n"
        "allowed &= document_causal(q, k, doc=doc)\n"
    )


def test_few_cells_that_differ_are_turned_over_and_many_are_drawn():
    allowed = np.tri(30, dtype=bool)
    allowed[3, 9] = allowed[20, 4] = allowed[2, 29] = True
    allowed[20, 4] = False
    near = [find for find in closest(allowed) if find.call.name == "causal"]
    assert "painted[[2, 3, 20], [29, 9, 4]] = True" in written(allowed, near).program("NumPy")
    assert "lines.split()" in written(allowed, ()).program("NumPy")
    assert written(np.ones((300, 2), dtype=bool), ()) is None
    tall = np.ones((300, 2), dtype=bool)
    assert run(written(tall, closest(tall)).program("NumPy"))["allowed"].shape == (300, 2)


def test_a_rule_is_written_as_it_is_with_what_it_was_told():
    """Rule and composition; one that makes other cells is not believed."""
    rule, doc = Typed("k <= q and doc[q] == doc[k]"), {"doc": (0, 0, 0, 1, 1, 2)}
    made = written(cells(DOCUMENTS), (), Source(rule, doc))
    assert "(doc[q] == doc[k])" in made.program("NumPy") and made.exact
    assert np.array_equal(run(made.program("JAX"))["allowed"], cells(DOCUMENTS))
    term, _ = read_term("per_document(causal())")
    inside = written(cells(DOCUMENTS), (), Source(term, doc)).program("NumPy")
    assert "place = np.array([0, 1, 2, 0, 1, 0])" in inside
    assert not written(cells(DOCUMENTS), (), Source(Typed("k <= q"), doc)).exact
    assert not written(cells(DOCUMENTS), (), Source(rule)).exact  # nobody said which documents
    corner = np.tri(2, 5, dtype=bool)
    upper = written(corner, (), Source(Typed("k <= q"), offset=0))
    assert upper.exact and np.array_equal(run(upper.program("PyTorch SDPA"))["allowed"], corner)


def test_a_rule_that_asks_for_the_head_is_written_for_each():
    """Case R15: heads 0 to 3 causal, the others on window 3; each head's matrix has the program."""
    rule = Typed("(k <= q) & ((h < 4) | (q - k < 3))")
    window = np.tri(6, dtype=bool) & ~np.tri(6, k=-3, dtype=bool)
    for head, allowed in ((0, np.tri(6, dtype=bool)), (5, window)):
        made = written(allowed, (), Source(rule, head=head, heads=8))
        for library in ("NumPy", "FlexAttention"):
            heads = np.asarray(run(made.program(library))["allowed"])
            assert heads.shape == (8, 6, 6) and np.array_equal(heads[head], allowed)


def test_where_nothing_may_be_read_the_program_says_so():
    text = written(np.zeros((3, 5), dtype=bool)).program("NumPy")
    assert "~full(q, k)" in text and not run(text)["allowed"].any()


def test_the_test_file_is_of_this_matrix(pytester):
    allowed = cells(DOCUMENTS)
    made = written(allowed, closest(allowed, most=1))
    pytester.makepyfile(
        mymask="""
        import numpy as np

        def allowed_mask(queries, keys, *, doc):
            doc = np.array(doc)
            return np.tri(queries, keys, dtype=bool) & (doc[:, None] == doc)
    """
    )
    pytester.makepyfile(test_mymask=made.tests)
    plain = ("-q", "-p", "no:cacheprovider", "-p", "no:hypothesispytest")
    assert set(pytester.runpytest_inprocess(*plain).parseoutcomes()) == {"passed"}


@st.composite
def matrices(draw) -> np.ndarray:
    """A known mask with a few cells turned over, or chance, of any shape."""
    queries, keys = draw(st.integers(1, 9)), draw(st.integers(1, 9))
    random = np.random.default_rng(draw(st.integers(0, 10**6)))
    doc = np.sort(random.integers(0, 3, max(queries, keys)))
    ways = [
        np.tri(queries, keys, keys - queries, dtype=bool),
        doc[:queries, None] == doc[None, :keys],
        np.abs(np.subtract.outer(np.arange(queries), np.arange(keys))) < 3,
        random.random((queries, keys)) < 0.5,
    ]
    made = ways[draw(st.integers(0, 3))] & (random.random(keys) < draw(st.sampled_from([1, 0.7])))
    return made ^ (random.random((queries, keys)) < draw(st.sampled_from([0, 0, 0.05])))


@settings(max_examples=25, deadline=None)
@given(matrices(), st.sampled_from(["NumPy", "PyTorch SDPA", "FlexAttention", "JAX", "Keras"]))
def test_any_matrix_comes_out_of_its_program(allowed, library):
    text = written(allowed, closest(allowed, most=2)).program(library)
    assert np.array_equal(matrix_of(run(text)), allowed), text
