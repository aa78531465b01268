"""Two settings and four masks, against torch's own attention, plain loops and sums done here."""

import math

import pytest
import torch
import torch.nn.functional as F

from maskviz.analysis.compare.four import NAMES, another, four, names_for
from maskviz.analysis.compare.pair import Pair, comparable
from maskviz.analysis.compare.settings import on_text_of, own_of
from maskviz.analysis.view import make_view
from maskviz.models import PLANS, load
from maskviz.models.attention import Recipe
from maskviz.settings.declared import Settings
from tests.states import plain_run, state

KING = "The king asked the princess what she had seen"


def view_of(name="gpt", **changes):
    return make_view(state(**{**PLANS[name].opening, "model": name, **changes}), load(name))


def paired(a, b):
    return Pair(*(make_view(s, load(s.model)) for s in (on_text_of(a, b), b)))


@pytest.fixture(scope="module")
def pair():
    chunk = Settings.of(text=KING, mask="chunk", layer=2, head=1, **{"chunk.size": 3})
    return paired(own_of(chunk), chunk)


def torchs_own(view, ids, allowed):
    with torch.inference_mode():
        return view.shipped.model(ids[None], allowed)[0]


@pytest.mark.parametrize("side", ["right", "left"])
def test_what_leaks_under_each_mask_is_what_torchs_own_attention_leaks(side):
    view = view_of(text=KING, pad_to=13, pad_side=side)
    n, real, last = 13, view.real.bool(), view.last
    tril = [[k <= q for k in range(n)] for q in range(n)]
    pads = [[bool(real[k]) for k in range(n)] for _ in range(n)]
    plain = {
        "full": torch.ones(n, n, dtype=torch.bool),
        "causal": torch.tensor(tril),
        "key_padding": torch.tensor(pads),
        "causal_padding": torch.tensor(tril) & torch.tensor(pads),
    }
    later, padded = view.ids.clone(), view.ids.clone()
    later[last], padded[~real] = another(int(view.ids[last])), 4
    earlier = real & (torch.arange(n) < last)
    for found in four(view):
        allowed = plain[found.name]
        assert torch.equal(torch.from_numpy(found.cells), allowed)
        logits = torchs_own(view, view.ids, allowed)
        for said, ids, rows in ((found.future, later, earlier), (found.padding, padded, real)):
            moved = (torchs_own(view, ids, allowed) - logits)[rows].abs()
            if moved.isnan().any():  # where a row has nothing to read, torch's kernels differ
                continue
            assert said == pytest.approx(moved.max().item(), abs=1e-4)
            assert said == 0 or said > 1e-2
        counted = real[1:] & real[:-1]
        nats = F.cross_entropy(logits[:-1][counted], view.ids[1:][counted]).item()
        assert found.loss.nats == pytest.approx(nats, abs=1e-4)
    closed = {s.name: (s.future == 0, s.padding == 0) for s in four(view)}
    right = side == "right"  # there the causal mask hides the padding too
    assert closed == {
        "full": (False, False),
        "causal": (True, right),
        "key_padding": (False, True),
        "causal_padding": (True, True),
    }


def test_a_text_without_padding_gets_some():
    found = four(view_of(text=KING))
    assert all(s.settings.pad_to == 14 and s.cells.shape == (14, 14) for s in found)
    assert [s.title for s in found] == list(NAMES.values())
    again = make_view(found[2].settings, load("gpt"))
    assert again.mask.drawn == "Key padding" and (again.allowed["self"][3, 0, 5] == 1).sum() == 140


@pytest.mark.parametrize(
    "part, names",
    [
        ("encoder", list(NAMES)),
        ("decoder", ["full", "causal"]),
        ("cross", ["full", "key_padding"]),
    ],
)
def test_a_translators_parts_have_the_masks_that_mean_something_there(part, names):
    view = view_of("dates", part=part)
    found = {s.name: s for s in four(view)}
    assert [*found] == list(names_for(view.attention)) == names
    if "causal" in found:
        assert found["causal"].future == 0 and found["full"].future > 0.01
    if "key_padding" in found:
        assert found["key_padding"].padding == 0 and found["full"].padding > 0.01
    own = "causal" if part == "decoder" else "key_padding"
    assert found[own].answer == load("dates").target.decode(view.usual.answer)


@pytest.mark.parametrize("name", PLANS)
def test_the_models_own_is_the_run_without_any_choice(name):
    view = view_of(name, bias="alibi", blocking="add", layers=(0,), layer=0)
    own = make_view(own_of(view.settings), view.shipped)
    assert torch.equal(own.run.logits, plain_run(view).logits)
    assert own.settings.recipe == Recipe() and own.settings.text == view.settings.text


def test_a_is_run_on_what_b_reads_and_looked_at_where_b_is():
    a = state(mask="chunk", text="one", layer=0, head=5, each=True, slots={"2": "causal()"})
    b = state(mask="full", text="two", texts=2, text_2="three", row=2, pad_to=9, layer=3, head=2)
    found = on_text_of(a, b)
    assert (found.text, found.more["text_2"], found.row, found.pad_to) == ("two", "three", 2, 9)
    assert (found.layer, found.head) == (3, 2) and found.slots == a.slots and found.each
    assert found.mask == "causal"  # that of the head looked at
    assert on_text_of(state(model="gpt-masked"), b).model == "gpt-masked"
    assert on_text_of(state(model="dates"), b).model == "gpt"


def test_every_difference_is_that_of_the_two_runs(pair):
    n, (before, after) = pair.b.region.keys, (pair.a.trace, pair.b.trace)
    lost = [[int(k <= q and q // 3 != k // 3) for k in range(n)] for q in range(n)]
    assert torch.equal(pair.cells, -torch.tensor(lost, dtype=torch.int32).expand(6, n, n))
    for stage in ("raw", "weights", "output"):
        expected = getattr(after, stage)[0] - getattr(before, stage)[0]
        assert torch.equal(pair.difference(stage), expected)
    for view, found in zip((pair.a, pair.b), pair.entropies, strict=True):
        row = view.trace.weights[0, 1, 7].tolist()
        bits = -sum(w * math.log2(w) for w in row if w > 0)
        assert found[1, 7].item() == pytest.approx(bits, abs=1e-5)
    step = [b - a for a, b in zip(before.output[0, 1, 7], after.output[0, 1, 7], strict=True)]
    assert pair.moved[1, 7].item() == pytest.approx(math.hypot(*step), abs=1e-5)


def test_rows_that_read_the_same_predict_the_same_bit_for_bit(pair):
    """The first three rows lose nothing under a chunk of 3, in any layer."""
    assert (pair.logits[:3] == 0).all() and (pair.logits[3:] > 0.01).all()
    a, b = (v.run.logits[0, 7].double().log_softmax(-1) for v in (pair.a, pair.b))
    assert pair.divergence[7].item() == pytest.approx((a.exp() * (a - b)).sum().item(), abs=1e-4)
    assert not pair.same_logits
    same = paired(pair.b.settings, pair.b.settings)
    assert same.same_logits and not same.cells.any() and not same.moved.any()


def test_only_the_same_rectangle_is_compared(pair):
    other = view_of(text="The cat")
    assert comparable(pair.a, pair.b) and not comparable(other, pair.b)
