"""When a step needs a mask, against single runs of each text; and the ways that are timed."""

import pytest
import torch

from maskviz.analysis.generation.needs import LEAST, PADS, needs
from maskviz.analysis.generation.timed import timed

TEXT = "The king asked the princess what she had seen in the forest"
ROUNDING = 1e-4


@pytest.fixture(scope="module")
def ids(shipped):
    return torch.tensor(shipped.tokenizer.row(TEXT).ids)


@pytest.fixture(scope="module")
def found(shipped, ids):
    return {need.kind: need for need in needs(shipped.model, ids)}


def test_one_token_over_a_cache_has_nothing_to_block(found, ids):
    one = found["one"]
    assert (one.rows, one.slots, one.blocked, one.lost) == (1, len(ids), 0, 0)
    assert one.without == one.masked < ROUNDING and one.equal


@pytest.mark.parametrize("kind", ["again", "left", "several", "tree", "slots"])
def test_the_others_are_right_with_the_mask_and_wrong_without(found, kind):
    need = found[kind]
    assert need.blocked > 0 and 0 < need.lost < 1 and not need.equal
    assert need.masked < ROUNDING < 0.1 < need.without


def test_what_is_blocked_is_counted(found, ids):
    n = len(ids)
    blocked = {kind: need.blocked for kind, need in found.items()}
    again = n * (n - 1) // 2
    assert blocked == {"one": 0, "again": again, "left": PADS, "several": 6, "tree": 10, "slots": n}
    assert (found["left"].slots, found["slots"].slots, found["tree"].slots) == (n + 4, 2 * n, n + 4)


def test_a_prefix_read_again_without_a_mask_is_off_as_torch_says(shipped, found, ids):
    n = len(ids)
    everything = torch.ones(n, n, dtype=torch.bool)
    far = shipped.model(ids[None], everything)[0, -1] - shipped.model(ids[None])[0, -1]
    assert found["again"].without == pytest.approx(far.abs().max().item(), abs=ROUNDING)


def test_padding_on_the_left_is_off_as_a_run_says_whose_last_row_alone_reads_it(
    shipped, found, ids
):
    n = len(ids) + PADS
    cells = torch.ones(n, n, dtype=torch.bool).tril()
    cells[:-1, :PADS] = False
    padded = torch.cat((torch.zeros(PADS, dtype=torch.long), ids))[None]
    run = shipped.model.run(padded, cells.expand(4, 1, 1, n, n))
    far = (run.logits[0, -1] - shipped.model(ids[None])[0, -1]).abs().max().item()
    assert found["left"].without == pytest.approx(far, abs=1e-3)
    lost = torch.stack(
        [layer.trace.weights[0, :, -1, :PADS].sum(-1) for layer in run.heads["self"]]
    )
    assert found["left"].lost == pytest.approx(lost.mean().item(), abs=1e-4)


def test_the_shortest_text_has_every_case(shipped, ids):
    short = {need.kind: need for need in needs(shipped.model, ids[:LEAST])}
    assert len(short) == 6 and all(need.masked < ROUNDING for need in short.values())
    assert short["several"].blocked == 1


def test_all_ways_that_are_timed_come_to_the_same_logits(shipped, ids):
    found = timed(shipped.model, ids)
    assert found.n == len(ids)
    assert 0 <= found.prefixes_gap < ROUNDING and 0 <= found.cached_gap < ROUNDING
    assert min(found.at_once, found.prefixes, found.cached) > 0
