"""Links that were once given out: they open to the same state and the same masks for ever."""

import hashlib
import json
from pathlib import Path

import pytest

from maskviz.settings import frozen
from maskviz.settings.declared import CONTROLS
from maskviz.settings.link import read_link
from maskviz.settings.slots import part_in
from tests.links.add import HERE, masks_of
from tests.links.version1 import data_v1

GOLDEN = sorted(HERE.glob("v[0-9]*/*.json"))
DEFAULTS_V2 = "c85e92fb3954093c8bf23fc678660f7ec9a8d51eff0710731c01a37038adfc59"

LATER_V2 = {  # as they came; a line more for each setting, and none is changed
    **{"chunked_causal_padded.size": 4, "neighbourhood_rectangle.width": 5},
    **{"neighbourhood_rectangle.height": 4, "neighbourhood_rectangle.across": 2},
    **{"neighbourhood_rectangle.down": 1, "query_lengths": "2 6", "key_lengths": "5 4"},
    **{"varlen_causal": 1, "answer": 0},
}


@pytest.mark.parametrize("path", GOLDEN, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_a_link_given_out_once_opens_to_the_same_for_ever(path):
    golden = json.loads(path.read_text("utf-8"))
    settings, ignored = read_link(golden["link"])
    assert not ignored
    assert masks_of(settings) == golden["masks"]
    if state := golden.get("state"):
        found = data_v1(settings)
        assert {key: found["values"][key] for key in state["values"]} == state["values"]
        assert {**found, "values": 0} == {**state, "values": 0}


def test_there_are_golden_links_of_each_version():
    names = [path.parent.name for path in GOLDEN]
    assert names.count("v1") >= 19 and names.count("v2") >= 19


def test_golden_links_of_version_2_hold_every_kind_of_setting():
    """Together they change each setting that there was when the version was made."""
    usual = {k: v for k, v in frozen.frozen(2).values.items() if k not in frozen.later(2)}
    states = [json.loads(p.read_text("utf-8"))["state"] for p in GOLDEN if p.parent.name == "v2"]
    changed = {key for state in states for key in usual if state["values"][key] != usual[key]}
    assert changed == set(usual) <= set(CONTROLS)
    assert any(page["biases"] for s in states for page in s["book"].values() if "biases" in page)
    assert any(state["picks"] for state in states) and any(state["locked"] for state in states)
    slots = {slot for state in states for slot in state["slots"]}
    assert {"0", "5", "L2.all", "L3.5"} <= slots and "cross" in map(part_in, slots)


def test_what_was_frozen_later_is_only_added_to():
    assert dict(frozen.later(2)).items() >= LATER_V2.items()
    assert not {
        *json.loads((Path(frozen.__file__).parent / "defaults_v2.json").read_text())["values"]
    } & {*frozen.later(2)}


def test_the_frozen_defaults_are_never_changed():
    """Links are packed with them: one changed letter, and no link of version 2 opens any more."""
    raw = (Path(frozen.__file__).parent / "defaults_v2.json").read_bytes()
    assert hashlib.sha256(b"".join(raw.splitlines())).hexdigest() == DEFAULTS_V2
