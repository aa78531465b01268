"""A pytest file for a mask that a learner writes: what it must do, checked from outside."""

import textwrap

from maskviz.libraries.export.lines import WIDTH, drawn, numbers, wrapped
from maskviz.libraries.export.wanted import Wanted
from maskviz.masks.matrix import reads_future

OPENING = '''\
"""{title}

Write allowed_mask({words}) in mymask.py and run pytest on this file.
It returns bool {shape}, as an array or a tensor. True = query q may read key k.
{about}"""

from functools import cache

import numpy as np
import pytest
from mymask import allowed_mask

QUERIES, KEYS = {queries}, {keys}
OFFSET = {offset}  # the position of the first query
'''
TOOLS = '''

@cache
def allowed():
    """Your mask."""
    return np.asarray({call})


def expected():
    """The picture as bool, in the shape of your mask."""
    cells = [[[cell == "#" for cell in line] for line in text.split()] for text in PICTURES]
    return np.array(cells).reshape(SHAPE)


def drawn(cells):
    """bool (q, k) as lines of # for True and . for False."""
    return "\\n".join("".join("#" if cell else "." for cell in row) for row in cells)


def attend(other=()):
    """Attention under your mask, (..., q, 4); the tokens at the positions `other` are changed."""
    random = np.random.default_rng(0)
    query, key, value, more = (random.normal(size=(n, 4)) for n in (QUERIES, KEYS, KEYS, KEYS))
    for position in other:
        key[position] += more[position]
        value[position] += 10 + more[position]
    weights = np.where(allowed(), np.exp(query @ key.T / 2), 0)
    total = weights.sum(-1, keepdims=True)
    return np.divide(weights, total, out=np.zeros_like(weights), where=total > 0) @ value


def moved(other):
    """Which rows come out otherwise when the tokens at these positions are changed, (..., q)."""
    return (attend() != attend(other)).any(-1)


def test_shape_and_type():
    assert allowed().shape == SHAPE
    assert allowed().dtype == bool


def test_true_means_may_read():
    assert not np.array_equal(allowed(), ~expected()), "True and False are the wrong way round"


def test_rows_with_nothing_to_read():
    """Without a key the softmax has nothing to share out: nobody may be left so by mistake."""
    assert np.argwhere(~allowed().any(-1)).tolist() == np.argwhere(~expected().any(-1)).tolist()


@pytest.mark.parametrize("key", range(KEYS))
def test_a_token_moves_the_rows_that_read_it_and_no_other(key):
    assert np.array_equal(moved([key]), expected()[..., key])
'''
CAUSAL = """

@pytest.mark.parametrize("row", range(QUERIES))
def test_no_row_moves_when_its_future_changes(row):
    future = range(max(row + OFFSET + 1, 0), KEYS)
    assert not moved(future)[..., row].any()
"""
HIDDEN = """

def test_{name}_moves_no_row():
    {name} = {positions}
    assert not moved({name}).any()
"""
PICTURE = '''

def test_the_picture():
    """The whole mask, last, since it says everything at once."""
    for cells, picture in zip(allowed().reshape(-1, QUERIES, KEYS), PICTURES, strict=True):
        assert drawn(cells) == picture.strip()
'''


def keywords(wanted: Wanted) -> list[str]:
    """What the learner's function is told besides the sizes."""
    offset = ["offset"] if wanted.offset or "offset" in wanted.lengths else []
    return [*offset, *wanted.told]


def hidden(wanted: Wanted) -> str:
    """The test that tokens nobody reads, padding above all, change nothing; "" without them."""
    unread = [k for k in range(wanted.keys) if not wanted.cells[..., k].any()]
    padding = [k for k, real in enumerate(wanted.told.get("real", ())) if not real]
    padding = [k for k in padding if k < wanted.keys]
    if not unread:
        return ""
    if padding and set(padding) <= set(unread):
        return HIDDEN.format(name="padding", positions=listed(padding))
    return HIDDEN.format(name="hidden", positions=listed(unread))


def listed(positions: list[int]) -> str:
    return wrapped(numbers(positions), " " * 8).strip()


def constants(wanted: Wanted) -> str:
    shape = "" if wanted.single else f"{len(wanted.heads)}, "
    lines = [f"SHAPE = ({shape}QUERIES, KEYS)\n"]
    lines += [wrapped(f"{name.upper()} = {numbers(v)}") for name, v in wanted.told.items()]
    pictures = wanted.cells[:1] if wanted.single else wanted.cells
    texts = "".join(f'    """\n{drawn(cells)}\n""",\n' for cells in pictures)
    return "".join([*lines, f"PICTURES = [  # a line is a query, # = may read\n{texts}]\n"])


def learners_tests(wanted: Wanted) -> str:
    """The whole file; it needs NumPy, pytest and the learner's mymask.py, nothing else."""
    extra = keywords(wanted)
    told = "".join(f", {name}={name.upper()}" for name in extra)
    many = not wanted.single
    title = f"one for each of {len(wanted.heads)} heads" if many else wanted.heads[0].title
    about = []
    if "offset" in extra:
        about.append("offset is the position of the first query: row r stands at r + offset.")
    if wanted.told:
        about.append(f"For every token: {', '.join(wanted.told)}.")
    opening = OPENING.format(
        title=textwrap.fill(f"Tests for a mask of your own: {title}.", WIDTH - 3),
        words=", ".join(["queries", "keys", *(["*", *extra] if extra else [])]),
        shape="(heads, queries, keys)" if many else "(queries, keys)",
        about="".join(f"{line}\n" for line in about),
        queries=wanted.queries,
        keys=wanted.keys,
        offset=wanted.offset,
    )
    parts = [
        opening,
        constants(wanted),
        TOOLS.replace("{call}", f"allowed_mask(QUERIES, KEYS{told})"),
        "" if reads_future(wanted.cells, wanted.offset) else CAUSAL,
        hidden(wanted),
        PICTURE,
    ]
    return "".join(parts)
