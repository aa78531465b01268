"""The leak, by what an output does when a blocked key is changed, and by sums done one by one."""

import math
from dataclasses import replace
from itertools import product

import pytest
import torch

from maskviz.analysis.leak import can_leak, leak, leak_anywhere, leaks
from maskviz.models.attention import Recipe, attend
from maskviz.models.score_mod import ScoreMod
from tests.analysis.conftest import KING

TOKENS, WIDTH = 6, 4
LATE_CAP = ScoreMod(softcap=2.0, cap_after_mask=True)
SINK = ScoreMod(sink=torch.tensor([0.5, -1.0]))
BIAS = ScoreMod(bias=torch.randn(2, TOKENS, TOKENS, generator=torch.Generator().manual_seed(8)))
CASES = [
    *(
        (Recipe(blocking=name, fill=-2.0), mod)
        for name in ("sdpa", "infinity", "add", "write", "zero", "after")
        for mod in (None, SINK, BIAS)
    ),
    *((Recipe(blocking=name), LATE_CAP) for name in ("sdpa", "after")),
    *((Recipe(blocking="renormalised"), mod) for mod in (None, SINK, BIAS, LATE_CAP)),
]
each = pytest.mark.parametrize(("recipe", "score_mod"), CASES)


def mask():
    """Causal, the first key closed, so that row 0 has nothing to read."""
    allowed = torch.ones(TOKENS, TOKENS, dtype=torch.bool).tril()
    allowed[:, 0] = False
    return allowed


def drawn():
    dice = torch.Generator().manual_seed(7)
    return tuple(torch.randn(1, 2, TOKENS, WIDTH, generator=dice) for _ in range(3))


def share_by_hand(q, key, recipe, score_mod, head, row):
    """Σ over the blocked keys of e^score, by Σ over all of them and the sink; one at a time."""
    scores = []
    for k in range(TOKENS):
        score = sum(q[0, head, row, i].item() * key[0, head, k, i].item() for i in range(WIDTH))
        score /= math.sqrt(WIDTH)
        if score_mod and score_mod.bias is not None:
            score += score_mod.bias[head, row, k].item()
        if not mask()[row, k]:
            fill = {"sdpa": -math.inf, "infinity": -math.inf, "write": -2.0, "zero": 0.0}
            late = recipe.blocking in ("after", "renormalised")
            score = score if late else fill.get(recipe.blocking, score - 2.0)
        if score_mod and score_mod.softcap:
            score = score_mod.softcap * math.tanh(score / score_mod.softcap)
        scores.append(math.exp(score))
    whole = sum(scores)
    if score_mod and score_mod.sink is not None:
        whole += math.exp(score_mod.sink[head].item())
    blocked = sum(score for k, score in enumerate(scores) if not mask()[row, k])
    return blocked / whole if whole else math.nan if recipe.blocking == "infinity" else 0.0


@each
def test_the_leak_is_the_share_of_the_sum(recipe, score_mod):
    q, key, v = drawn()
    found = leaks(attend(q, key, v, mask(), recipe, score_mod=score_mod), recipe, score_mod)
    for head, row in product(range(2), range(TOKENS)):
        expected = share_by_hand(q, key, recipe, score_mod, head, row)
        if recipe.blocking == "renormalised" or (recipe.blocking == "after" and row == 0):
            expected = 0.0  # taken out again; a row of zeros
        assert found[0, head, row].item() == pytest.approx(expected, abs=1e-6, nan_ok=True)


@each
def test_an_output_is_what_is_not_leaked_of_the_open_keys(recipe, score_mod):
    """(1 − leak) × the output under −∞, and the blocked values with the weights they have left."""
    q, key, v = drawn()
    trace = attend(q, key, v, mask(), recipe, score_mod=score_mod)
    early = replace(score_mod, cap_after_mask=False) if score_mod else None
    if early and recipe.blocking == "renormalised":
        early = replace(early, sink=None)  # rescaling takes out what the sink took, too
    banned = attend(q, key, v, mask(), Recipe(), score_mod=early)
    blocked = trace.weights.masked_fill(mask(), 0.0) @ v
    kept = 1 - leaks(trace, recipe, score_mod)[..., None]
    rows = slice(1, None)  # row 0 reads nothing
    expected = kept * banned.output + blocked
    torch.testing.assert_close(trace.output[:, :, rows], expected[:, :, rows], atol=1e-5, rtol=1e-5)


@each
def test_a_blocked_key_moves_a_row_exactly_where_it_leaks(recipe, score_mod):
    """The experiment itself: another key and value at a blocked place, the same everywhere else."""
    q, key, v = drawn()
    trace = attend(q, key, v, mask(), recipe, score_mod=score_mod)
    found = leaks(trace, recipe, score_mod)
    for k in range(TOKENS):
        other, value = key.clone(), v.clone()
        other[:, :, k] += 1.0
        value[:, :, k] -= 3.0
        moved = attend(q, other, value, mask(), recipe, score_mod=score_mod).output
        far = (moved - trace.output).abs().amax(dim=-1)[0]
        for row in range(TOKENS):
            if mask()[row, k]:
                continue
            if recipe.blocking == "infinity" and row == 0 and score_mod is not SINK:
                assert far[:, row].isnan().all()  # NaN either way
            elif (found[0, :, row] == 0).all():
                assert far[:, row].max() < 1e-6
            else:
                assert far[:, row].min() > 1e-4


def test_rescaling_is_blocking_with_minus_infinity():
    q, key, v = drawn()
    scaled = attend(q, key, v, mask(), Recipe(blocking="renormalised"))
    banned = attend(q, key, v, mask(), Recipe())
    torch.testing.assert_close(scaled.output, banned.output, atol=1e-6, rtol=1e-6)
    zeroed = attend(q, key, v, mask(), Recipe(blocking="after"))
    assert (zeroed.output - banned.output).abs().max() > 0.1


def test_rescaling_fails_where_the_blocked_keys_took_all_that_can_be_held():
    """e^−40 of float16 is 0: nothing is left to rescale, though the row may read two keys."""
    q, key = torch.ones(1, 1, 1, 1), torch.tensor([1.0, 2.0, 40.0])[None, None, :, None]
    v = torch.ones(1, 1, 3, 1)
    allowed = torch.tensor([[True, True, False]])
    half = Recipe("nothing", "renormalised", precision="float16")
    trace = attend(q, key, v, allowed, half)
    assert trace.output.item() == 0 and leaks(trace, half).item() == 1
    full = replace(half, precision="float32")
    assert leaks(attend(q, key, v, allowed, full), full).item() == 0


@pytest.mark.parametrize(
    ("blocking", "fill", "low", "high"),
    [
        ("sdpa", "-1e4", 0, 0),
        ("renormalised", "-1e4", 0, 0),
        ("write", "-1e9", 0, 0),
        ("after", "-1e4", 0.1, 1),
        ("zero", "-1e4", 0.01, 1),
        ("add", "-1", 0.01, 1),
    ],
)
def test_the_leak_of_a_view_is_that_of_its_rows(view, blocking, fill, low, high):
    """Five heads are open; only the last, which is looked at, blocks anything."""
    slots = {str(head): "full()" for head in range(5)}
    way = {"blocking": blocking, "fill": fill, "and_causal": False}
    seen = view(slots, each=True, head=5, mask="sliding_window", queries=6, **way)
    assert low <= leak(seen) <= high
    masked = seen.trace.masked[0, 5].double()
    shares = (masked.exp() / masked.exp().sum(dim=-1, keepdim=True)).tolist()
    taken = [sum(shares[q][k] for k in range(10) if not 0 <= q - k < 4) for q in range(4, 10)]
    assert leak(seen) == pytest.approx(0 if blocking == "renormalised" else max(taken), abs=1e-6)
    assert leak_anywhere(seen) >= leak(seen)


def test_zeroed_after_the_softmax_the_last_token_moves_the_rows_before_it(shipped):
    """Real logits: under −∞ or rescaled they stay, zeroed afterwards they move by 0.03 and more."""
    ids = torch.tensor([1, *shipped.tokenizer.encode(KING).ids])
    n, shape = len(ids), shipped.shape
    causal = torch.ones(n, n, dtype=torch.bool).tril().expand(shape.layers, 1, 1, n, n)
    far = {}
    for blocking in ("sdpa", "renormalised", "after"):
        last = [ids.clone() for _ in range(2)]
        last[1][-1] = 100
        runs = [shipped.model.run(text[None], causal, Recipe(blocking=blocking)) for text in last]
        far[blocking] = (runs[0].logits - runs[1].logits)[0, :-1].abs().amax(dim=-1)
    assert far["sdpa"].max() < 1e-4 and far["renormalised"].max() < 1e-4
    assert far["after"].min() > 0.03


def test_what_bans_cannot_leak_unless_the_cap_comes_later(view):
    assert not can_leak(view(blocking="infinity")) and can_leak(view(blocking="after"))
    late = view(bias="softcap", bias_after=True)
    assert can_leak(late) and leak(late) > 0.01


def test_a_leak_in_another_layer_counts_for_the_predictions(view):
    """A fill may be low enough for the scores of one layer and not for those of another."""
    found = [leak(view(mask="causal", blocking="add", fill="-3", layer=n)) for n in range(4)]
    seen = view(mask="causal", blocking="add", fill="-3", layer=found.index(min(found)))
    assert leak_anywhere(seen) == pytest.approx(max(found)) and leak(seen) < max(found)
