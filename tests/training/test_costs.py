"""What masks cost: what is tried, how it is measured, whether the shipped figures still hold."""

import json

import numpy as np
import pytest

from maskviz.analysis.costs import MET, PLAIN, read_costs, settings_of
from maskviz.analysis.story import MODELS, STORY, measure, pages
from maskviz.masks.catalogue import MASKS
from maskviz.models import load
from maskviz.models.loading import FOLDER, fingerprint
from maskviz.settings.declared import CONTROLS
from maskviz.settings.version2 import plain
from training import costs, trials
from training.measure import held_out


@pytest.fixture(scope="module")
def models(shipped):
    return {PLAIN: shipped, MET: load(MET)}


@pytest.fixture(scope="module")
def story(shipped):
    return pages(STORY.read_text("utf-8"), shipped.tokenizer, shipped.shape.context)


@pytest.fixture(scope="module")
def now(shipped, story):
    """Everything that would be tried today, with its cells."""
    return list(costs.catalogue(story, shipped.tokenizer))


def test_every_size_that_is_tried_is_legal():
    for mask in MASKS.values():
        assert trials.uses(mask)
        for call, extra in trials.uses(mask):
            values = settings_of(call, extra).values
            assert all(CONTROLS[k].kind.problem(plain(values[k])) is None for k in values)


def test_one_number_is_varied_and_its_negatives_where_it_may_be_negative():
    def numbers(name):
        return [tuple(call.params.values()) for call, _ in trials.uses(MASKS[name])]

    assert numbers("sliding_window") == [(n,) for n in (2, 4, 8, 16, 32, 64, 128)]
    assert numbers("sink_window") == [(1, n) for n in (2, 4, 8, 16, 32, 64, 128)]
    assert {(-64,), (-2,), (2,), (64,)} < set(numbers("causal_offset"))
    assert numbers("two_sided_width")[:2] == [(2,), (4,)]
    assert [u.params["only"] for u, _ in trials.uses(MASKS["special"])] == [0, 1, 0, 0]


def test_without_a_mask_it_is_the_held_out_perplexity(shipped, story):
    """The two scripts cut a text in their own ways; over all of it they must agree."""
    text = STORY.read_text("utf-8")
    ids = np.array(shipped.tokenizer.encode(text).ids)
    expected = held_out(shipped.model, ids, len(text))["perplexity"]
    assert costs.perplexity(shipped.model, story) == pytest.approx(expected, rel=1e-5)
    causal = [np.tri(len(page.targets), dtype=bool) for page in story]
    assert costs.perplexity(shipped.model, story, causal) == pytest.approx(expected, rel=1e-4)


def test_pages_of_one_length_go_together_and_none_is_lost(story):
    found = list(costs.batches(story, most=3))
    assert sorted(i for some in found for i in some) == list(range(len(story)))
    assert all(len({len(story[i].targets) for i in some}) == 1 for some in found)


def test_the_shipped_figures_belong_to_the_shipped_story_and_weights():
    """After new weights or another story: `python -m training.costs`."""
    data = read_costs()
    assert data.story == fingerprint(STORY.read_bytes())["sha256"]
    for name in MODELS:
        weights = (FOLDER / f"{name}.safetensors").read_bytes()
        assert data.weights[name] == fingerprint(weights)["sha256"]


def test_the_shipped_figures_are_those_of_the_masks_of_today(now):
    """A mask that is not measured yet is missing, and the page says so; one that was and has
    changed makes the figures false: `python -m training.costs`."""
    data = read_costs()
    missing = {mask.name for mask in data.missing}
    now = [t for t in now if t.call.name not in missing]
    shown = {(str(b.call), tuple(b.extra.items())): (b.same, b.cells, b.empty) for b in data.bars}
    rows = {
        (str(t.call), tuple(t.extra.items())): (t.same, t.row["cells"], t.row["empty_rows"])
        for t in now
        if not t.plain
    }
    assert shown == rows
    assert {str(call) for call in data.plain} == {str(t.call) for t in now if t.plain}
    assert {t.call.name for t in now} | missing == set(MASKS)


def test_a_few_shipped_bars_come_out_again_as_the_page_measures_them(models, story):
    """Another path than the script's: the traced model of the playground, page by page."""
    bars = {bar.title: bar for bar in read_costs().bars}
    for title in ("Sliding window, window 4", "Strictly causal", "Special tokens (punctuation)"):
        bar = bars[title]
        *_, found = measure(settings_of(bar.call, bar.extra), tuple(models.values()), story)
        assert found.cells == bar.cells
        assert found.perplexity == pytest.approx(dict(bar.perplexity), rel=1e-3)


def test_the_line_comes_out_again(models, story):
    causal = {name: costs.perplexity(each.model, story) for name, each in models.items()}
    assert dict(read_costs().causal) == pytest.approx(causal, rel=1e-3)


class Stopped(Exception):
    """What ends a run in the middle."""


def test_a_run_that_was_cut_measures_only_what_is_missing(models, tmp_path, monkeypatch):
    few = {name: MASKS[name] for name in ("strict_causal", "full", "levels")}
    monkeypatch.setattr(costs, "MASKS", few)
    asked, real = [], costs.perplexity

    def counted(model, text, cells=None):
        asked.append(cells is not None)
        if len(asked) > 4:
            raise Stopped
        return real(model, text, cells)

    work, nothing = tmp_path / "costs.json", tmp_path / "none.json"
    with monkeypatch.context() as patch:
        patch.setattr(costs, "perplexity", counted)
        with pytest.raises(Stopped):
            costs.on_story(work, nothing)
        assert asked == [False, False, True, True, True]  # the line, strict_causal, levels
        assert [bar["mask"] for bar in json.loads(work.read_text())["bars"]] == ["strict_causal()"]
        asked.clear()
        found = costs.on_story(work, nothing)
    assert asked == [False, False, True, True]
    assert [bar["mask"] for bar in found["bars"]] == ["strict_causal()", "levels()"]
    assert found["plain"] == ["full()"]


def test_figures_of_other_weights_are_not_taken_over(tmp_path):
    path = tmp_path / "costs.json"
    bars = [{"same": "ab", "perplexity": {"gpt": 9.0, "gpt-masked": 8.0}}]
    costs.write(path, {**costs.identity(), "bars": bars})
    assert costs.kept(path) == {"ab": bars[0]["perplexity"]}
    other = {**costs.identity(), "weights": {"gpt": "0", "gpt-masked": "1"}}
    costs.write(path, {**other, "bars": bars})
    assert costs.kept(path) == {}
