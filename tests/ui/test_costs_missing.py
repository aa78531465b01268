"""A mask that was not measured yet is said to be, as after a file came into the catalogue."""

from dataclasses import replace

from maskviz.analysis.costs import read_costs
from maskviz.masks.catalogue import MASKS
from tests.ui.test_costs import opened, said


def test_a_mask_without_figures_is_named(monkeypatch):
    data = read_costs()
    few = replace(data, bars=tuple(b for b in data.bars if b.call.name != "chunk"))
    monkeypatch.setattr("maskviz.ui.costs.page.read_costs", lambda: few)
    assert f"Not measured yet: {MASKS['chunk'].title}." in said(opened())
