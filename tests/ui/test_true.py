"""What the page says of a mask is so in the matrix that is drawn: counted here with plain loops."""

import re
from itertools import product

import pytest

from maskviz.analysis.view import make_view
from maskviz.masks.call import CATALOGUE, MaskCall
from maskviz.models import load
from maskviz.settings.declared import Settings
from maskviz.ui.board.added import chips
from maskviz.ui.board.words import caption
from tests.states import plain_run

TEXT = "The king sat. The old queen ran home."
PADDED = {"text": TEXT, "pad_to": 20}
WORLDS = [
    ("gpt", {"text": TEXT}),
    ("gpt", {**PADDED, "pad_side": "left"}),
    ("gpt", {**PADDED, "queries": 4}),
    ("bert", {"text": "The [MASK] sat. [SEP] He ran."}),
    ("bert", {**PADDED}),
    ("dates", {"text": "3 May 1979", "part": "cross", "pad_to": 14}),
    ("dates", {"text": "3 May 1979", "part": "decoder"}),
]
SWITCHES = [(True, True), (True, False), (False, False)]


def rows_of(allowed, *, first=0):
    """(query, key, open) of every cell; the query as a position."""
    return [
        (q + first, k, bool(allowed[q][k]))
        for q in range(len(allowed))
        for k in range(len(allowed[0]))
    ]


def simple(name, view):
    """The open cells of a simple mask, by its definition."""
    first, real = view.region.offset, view.region.facts["real"].tolist()
    future = {"full": False, "key padding": False}.get(name, True)
    padding = "key padding" in name
    return [
        (q, k, (not future or k <= q) and (not padding or real[k] == 1))
        for q, k, _ in rows_of(view.mask.allowed, first=first)
    ]


# What the sentences that name a shape promise, by the mask: over (query, key, open).
def columns_hatched(cells, keys):
    return [all(not o for _, k, o in cells if k == key) for key in range(keys)]


PROMISES = {
    "full": lambda cells, keys: all(o for _, _, o in cells),
    "causal": lambda cells, keys: all(o == (k <= q) for q, k, o in cells) and any(
        not o for _, _, o in cells
    ),
    "prefix_lm": lambda cells, keys: not any(columns_hatched(cells, keys)[:5])
    and all(o for _, k, o in cells if k < 5)
    and any(not o for _, _, o in cells),
    "key_padding": lambda cells, keys: any(columns_hatched(cells, keys))
    and all(
        len({o for _, k, o in cells if k == key}) == 1 for key in range(keys)
    ),
    "strict_causal": lambda cells, keys: not any(o for q, k, o in cells if k >= q or q == 0),
    "anti_causal": lambda cells, keys: all(o for q, _, o in cells if q == 0)
    and [k for q, k, o in cells if q == keys - 1 and o] == [keys - 1],
    "causal_padding": lambda cells, keys: any(
        not o for q, k, o in cells if k <= q
    ) and not any(o for q, k, o in cells if k > q),
    "key_query_padding": lambda cells, keys: any(columns_hatched(cells, keys)),
    "sliding_window": lambda cells, keys: all(
        sum(o for q, _, o in cells if q == row) <= 4 for row in {q for q, _, _ in cells}
    ) and any(not o for q, k, o in cells if k <= q),
    "chunk": lambda cells, keys: all(o == (q // 4 == k // 4) for q, k, o in cells),
    "sensitive": lambda cells, keys: any(columns_hatched(cells, keys)),
}  # fmt: skip


@pytest.fixture(scope="module", params=range(len(WORLDS)))
def views(request):
    """Every mask in one world, with what the model adds and without it."""
    model, values = WORLDS[request.param]
    shipped, found = load(model), []
    for name, (causal, padding) in product(CATALOGUE, SWITCHES):
        settings = Settings.of(
            model=model, mask=name, and_causal=causal, and_padding=padding, **values
        )
        if settings.attention.name == "cross" and CATALOGUE[name].facts and name != "key_padding":
            continue
        found.append(make_view(settings, shipped))
    return found


def test_the_caption_counts_what_is_drawn(views):
    for view in views:
        said, cells = caption(view), rows_of(view.mask.allowed)
        open_cells, size = re.search(r"([\d,]+) of ([\d,]+) cells? may be read\.", said).groups()
        assert int(open_cells.replace(",", "")) == sum(o for _, _, o in cells)
        assert int(size.replace(",", "")) == len(cells)
        top = said.partition("On top of it, ")[2]
        taken = [int(n.replace(",", "")) for n in re.findall(r"takes ([\d,]+) cell", top)]
        alone = sum(map(sum, view.mask.alone.tolist()))
        assert sum(taken) == alone - sum(o for _, _, o in cells)


def test_what_it_is_said_to_equal_it_equals_cell_by_cell(views):
    equal = 0
    for view in views:
        name = re.search(
            r"(?:It equals |own mask here, )(full|causal and key padding|causal|key padding)",
            caption(view),
        )
        if name:
            drawn = rows_of(view.mask.allowed, first=view.region.offset)
            assert simple(name[1], view) == drawn, caption(view)
            equal += 1
    assert equal > 2


def test_a_mask_that_changes_nothing_says_so(views):
    """The model's own mask, written down again here, is never drawn in silence."""
    for view in views:
        own = {part.replace("_", " ") for part in view.settings.attention.own}
        name = "causal and key padding" if len(own) == 2 else next(iter(own))
        same = simple(name, view) == rows_of(view.mask.allowed, first=view.region.offset)
        said = caption(view)
        assert same == ("changes nothing" in said or "the model's own mask here" in said), said


def test_a_sentence_of_the_mask_is_shown_only_where_it_is_true(views):
    for view in views:
        term = view.mask.term
        if not isinstance(term, MaskCall) or term.look not in caption(view):
            continue
        if not view.mask.gate:
            assert view.mask.allowed.tolist() == view.region.cells(term).tolist(), term
        if term.name in PROMISES:
            cells = rows_of(view.mask.allowed, first=view.region.offset)
            assert PROMISES[term.name](cells, view.region.keys), (term.name, caption(view))


def test_the_baseline_is_named_by_the_masks_of_its_run(views):
    view = views[0]
    for part in view.shipped.plan.parts:
        layer = plain_run(view).heads[part.name][0].trace.allowed
        cells = rows_of(layer[0, 0].tolist())
        future = any(not o for q, k, o in cells if k > q) and "causal" in part.own
        padding = "key_padding" in part.own and not bool(view.real.all())
        names = [n for n, there in (("causal", future), ("key padding", padding)) if there]
        said = view.usual_mask
        assert (" and ".join(names) or "full") in said
        assert ("padding" in said) == (not bool(view.real.all()))


def test_chips_turn_over_what_takes_a_cell(views):
    for view in views:
        for chip in chips(view):
            key = chip["key"]
            other = make_view(view.settings.but(**{key: not view.settings[key]}), view.shipped)
            title = {"and_causal": "Causal", "and_padding": "Key padding"}[key]
            on_top = [rule.title for view in (view, other) for rule in view.mask.added]
            assert on_top.count(title) == 1, (view.mask.drawn, key)


def test_the_row_looked_at_first_has_a_blocked_key(views):
    for view in views:
        row = view.mask.allowed[view.locked[0] - view.region.offset].tolist()
        writes = view.part in ("decoder", "cross")
        mine = [
            any(not o for k, o in enumerate(line) if k <= q or "causal" not in
                view.settings.attention.own)
            for q, line in enumerate(view.mask.allowed.tolist(), view.region.offset)
            if writes or view.real[q]
        ]  # fmt: skip
        assert not any(mine) or not all(row)
