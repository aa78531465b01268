"""A mask that was not measured yet is said to be, as after a file came into the catalogue."""

from dataclasses import replace

from maskviz.analysis.costs import read_costs
from maskviz.masks.catalogue import MASKS
from tests.ui.test_costs import opened, said


def test_a_mask_without_figures_is_named(monkeypatch):
    data = read_costs()
    few = replace(data, bars=tuple(b for b in data.bars if b.call.name != "chunk"))
    monkeypatch.setattr("maskviz.ui.costs.page.read_costs", lambda: few)
    missing = said(opened()).partition("Not measured yet: ")[2].partition(".")[0]
    assert MASKS["chunk"].title in missing.split("; ") and MASKS["causal"].title not in missing
