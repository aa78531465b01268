"""Defaults of today and of the version of links: what a link leaves out never changes."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from maskviz.models.plans import PLANS
from maskviz.settings import declared, numbered, parts, raw, version2
from maskviz.settings.declared import CONTROLS, DEFAULTS, Settings
from maskviz.settings.frozen import frozen
from maskviz.settings.link import make_link, read_link
from maskviz.settings.query import make_query
from maskviz.settings.version2 import VERSION, plain
from tests.links.version1 import data_v1

FREEZE = "freeze a new version first: python -m tests.links.freeze"


def test_the_defaults_of_today_are_those_of_the_newest_version():
    """A changed default makes the bare page longer to say; a new version makes it short again."""
    usual = frozen(VERSION).values
    for key in usual.keys() & DEFAULTS.keys():
        assert plain(DEFAULTS[key]) == usual[key], f"{key}: {FREEZE}"
    for name, opening in frozen(VERSION).openings.items():
        assert {k: plain(v) for k, v in PLANS[name].opening.items()} == opening, FREEZE


@pytest.mark.parametrize("model", PLANS)
def test_a_model_as_it_opens_is_a_short_link(model):
    settings = Settings.of(**{"model": model, **PLANS[model].opening})
    assert len(make_link(settings.stored())) < 40
    assert read_link(make_link(settings.stored())) == (settings, [])


@pytest.fixture
def changed_defaults(monkeypatch):
    """The app of a later day: another default of a number and of a choice."""

    def change(**defaults):
        new = {k: replace(c, default=defaults.get(k, c.default)) for k, c in CONTROLS.items()}
        values = MappingProxyType({key: control.default for key, control in new.items()})
        for module in (declared, parts, raw, version2):
            for name, found in (("CONTROLS", MappingProxyType(new)), ("DEFAULTS", values)):
                if hasattr(module, name):
                    monkeypatch.setattr(module, name, found)
        numbers = {key: values[key] for key in numbered.NUMBERED}
        monkeypatch.setattr(declared, "usual", lambda: dict(numbers))
        return values

    return change


def test_a_later_default_changes_no_link(changed_defaults):
    """Neither one of version 2, which leaves it out, nor the settings that a link now says."""
    old = make_link(Settings.of(layer=2).stored())
    before = data_v1(read_link(old)[0])
    today = changed_defaults(**{"fill": "-1e9", "chunk.size": 6, "text": "A cat"})
    found, ignored = read_link(old)
    assert not ignored and data_v1(found) == before
    assert found["chunk.size"] == 4 and found["fill"] == "-1e4"
    settings = Settings.of(**today)
    assert read_link(make_link(settings)) == (settings, [])


def test_a_setting_younger_than_the_version_is_always_said(monkeypatch):
    """So that its own default may change; a link without it opens with that of the day."""
    young = frozen(VERSION)
    without = {key: value for key, value in young.values.items() if key != "fill"}
    monkeypatch.setattr(version2, "frozen", lambda version: replace(young, values=without))
    assert version2.to_data(Settings.of(layer=2))["values"] == {"layer": 2, "fill": "-1e4"}
    assert version2.read_v2({"values": {"layer": 2}})[0].fill == DEFAULTS["fill"]
    assert make_query(Settings()) == ""
