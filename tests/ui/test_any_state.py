"""Whatever is set, however it is put together: the picture is drawn, and the code can be taken."""

import random

import numpy as np
import pytest

from maskviz.analysis.effect import effect
from maskviz.analysis.view import make_view
from maskviz.analysis.working import working
from maskviz.libraries.export import EXPORTS, NotExpressible, to_docstring, to_pytest
from maskviz.masks.biases import BIASES
from maskviz.masks.call import CATALOGUE, MaskCall
from maskviz.masks.compose import (
    Join,
    Opposite,
    PerDocument,
    Shifted,
    Term,
    TermError,
    Typed,
    asks_about_queries,
)
from maskviz.masks.painting import POSITIONS
from maskviz.models import PLANS, load
from maskviz.settings.declared import CONTROLS, DEFAULTS, NO_BIAS, Settings
from maskviz.settings.kinds import Choice, Switch
from maskviz.settings.link import make_link, read_link
from maskviz.settings.slots import PAINTED, PARTS, Page
from maskviz.stage.flow import flow_message
from maskviz.stage.row import row_message
from maskviz.stage.scene import scene_message
from maskviz.stage.working import working_message
from maskviz.ui.board.picture import flow_of, row_at
from maskviz.ui.board.scenes import scene_of
from maskviz.ui.board.words import besides, caption, warnings
from maskviz.ui.playground.code import masks_of, sizes_of

STATES = 25
RULES = ("k <= q", "q % (k - 3) == 0", "doc[k] == doc[q] or h == 1", "keys - k > q")
FREE = ("each", "each_layer", "bias_after", "and_causal", "and_padding", "blocking", "precision")


def number(kind, draw: random.Random) -> int:
    return draw.choice([*kind.ends, draw.choice((kind.values(8) or kind.ends)[:9])])


def mask(draw: random.Random) -> MaskCall:
    name = draw.choice(list(CATALOGUE))
    return MaskCall(name, {p.name: number(p.kind, draw) for p in CATALOGUE[name].controls})


def term(draw: random.Random, crossed: bool, deep: int = 0) -> Term:
    """A mask of masks that has a meaning here."""
    try:
        match draw.choice(["mask", "and", "or", "not", "shift", "document", "rule"] if deep < 2 else
                          ["mask"]):  # fmt: skip
            case "and" | "or" as word:
                made = Join(word, (term(draw, crossed, deep + 1), term(draw, crossed, deep + 1)))
            case "not":
                made = Opposite(term(draw, crossed, deep + 1))
            case "shift":
                made = Shifted(term(draw, crossed, deep + 1), draw.randint(-5, 5))
            case "document":
                made = PerDocument(term(draw, crossed, deep + 1))
            case "rule":
                made = Typed(draw.choice(RULES))
            case _:
                made = mask(draw)
    except TermError:
        made = mask(draw)
    return MaskCall("full") if crossed and asks_about_queries(made) else made


def settings(draw: random.Random, name: str, shape) -> Settings:
    values = {**DEFAULTS, **PLANS[name].opening, "model": name, "part": draw.choice(PARTS)}
    for key in FREE:
        kind = CONTROLS[key].kind
        options = {Choice: getattr(kind, "options", ()), Switch: (False, True)}[type(kind)]
        values[key] = draw.choice(options)
    values |= {
        "bias": draw.choice([NO_BIAS, *BIASES]),
        "layers": tuple(n for n in range(4) if draw.random() < 0.7),
        "queries": draw.choice([0, 0, 3]),
        "pad_to": draw.choice([0, 0, 30]),
        "pad_side": draw.choice(["left", "right"]),
        "layer": draw.randrange(shape.layers),
        "head": draw.randrange(shape.heads),
    }
    plain, slots, book = Settings.of(**values), {}, {}
    for part in PLANS[name].parts:
        for head in range(shape.heads):
            for layer in range(shape.layers):
                made = term(draw, part.name == "cross")
                slots[plain.slot_at(part.name, head, layer)] = made
    if draw.random() < 0.4:
        flips = sorted({draw.randrange(20) * POSITIONS + draw.randrange(20) for _ in range(5)})
        page = Page(slots[plain.slot], tuple(flips), ((2.5, (3 * POSITIONS + 1,)),))
        slots[plain.slot], book[plain.slot] = PAINTED, page
    return plain.but(slots=slots, book=book)


@pytest.mark.parametrize("name", PLANS)
def test_any_state_is_drawn_told_and_exported(name):
    shipped, draw = load(name), random.Random(name)
    for _ in range(STATES):
        state = settings(draw, name, shipped.shape)
        again, ignored = read_link(make_link(state))
        assert not ignored and again == state.lean()
        view = make_view(state, shipped)
        assert scene_message(scene_of(view)) and flow_message(flow_of(view))
        row = row_at(view)
        steps = working(view, row)
        assert row_message(row) and working_message(steps) and steps.heirs.sentence.endswith(".")
        np.testing.assert_allclose(steps.dots / row.divisor, row.raw, rtol=2e-3, atol=2e-3)
        assert effect(view).guesses is not None
        said = [caption(view), besides(view), *warnings(view)]
        assert all(sentence == "" or sentence.endswith(".") for sentence in said)
        library = draw.choice(list(EXPORTS))
        try:
            assert EXPORTS[library](masks_of(view), *sizes_of(view))
        except NotExpressible as reason:
            assert str(reason).endswith(".")
    assert to_pytest(masks_of(view), *sizes_of(view))
    assert to_docstring(masks_of(view), *sizes_of(view))
