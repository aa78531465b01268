"""The figures of what masks cost: read, refused when damaged, and what follows from them."""

import json

import pytest

from maskviz.analysis.costs import COSTS, CostsError, read_costs, read_story, settings_of
from maskviz.masks.call import MaskCall
from maskviz.settings.declared import CONTROLS
from maskviz.settings.version2 import plain

GOOD = {
    "story": {"sha256": "a"},
    "weights": {"gpt": "b", "gpt-masked": "c"},
    "tokens": 20,
    "pages": 2,
    "cells": 100,
    "causal": {"gpt": 40.0, "gpt-masked": 41.0},
    "plain": ["full()"],
    "bars": [
        {
            "mask": name,
            "with": score_mod,
            "cells": cells,
            "empty_rows": 0,
            "same": name,
            "perplexity": {"gpt": gpt, "gpt-masked": met},
        }
        for name, score_mod, cells, gpt, met in (
            ("sliding_window(window=2)", {}, 10, 100.0, 50.0),
            ("sliding_window(window=8)", {}, 50, 44.0, 43.0),
            ("chunk(size=8)", {}, 50, 60.0, 59.0),
            ("special(only=0)", {"special_kinds": ["punctuation"]}, 98, 80.0, 79.0),
        )
    ],
}


def written(tmp_path, data):
    path = tmp_path / "costs.json"
    path.write_text(data if isinstance(data, str) else json.dumps(data), "utf-8")
    return path


@pytest.fixture
def costs(tmp_path):
    return read_costs(written(tmp_path, GOOD))


def test_the_cheapest_of_those_that_read_little(costs):
    assert str(costs.cheapest(0.5).call) == "sliding_window(window=8)"
    assert str(costs.cheapest(0.2).call) == "sliding_window(window=2)"
    assert costs.cheapest(0.05) is None


def test_the_dearest_hides_least_for_what_it_costs(costs):
    assert costs.dearest().title == "Special tokens (punctuation)"
    assert str(costs.most_helped().call) == "sliding_window(window=2)"
    assert costs.cost(80.0) == pytest.approx(0.6931, abs=1e-4) and costs.cost(40.0) == 0


def test_a_bar_opens_as_it_was_measured(costs):
    found = costs.bars[3].settings("Once.")
    assert found["special_kinds"] == ("punctuation",) and found["text"] == "Once."
    assert found["mask"] == "special" and found["and_causal"] and found["model"] == "gpt"
    for key, value in found.values.items():
        assert CONTROLS[key].kind.problem(plain(value)) is None, key
    assert str(settings_of(MaskCall("chunk", {"size": 9}), {}).mask_of("all")) == "chunk(size=9)"


def changed(**parts):
    return {**GOOD, **parts}


def with_bar(**parts):
    return changed(bars=[{**GOOD["bars"][0], **parts}])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("", "JSONDecodeError"),
        ("{" * 9_000, "damaged"),
        ("[1, 2]", "TypeError"),
        (json.dumps(GOOD)[:-9], "JSONDecodeError"),
        ({k: v for k, v in GOOD.items() if k != "causal"}, "KeyError 'causal'"),
        (changed(causal={"gpt": 40.0}), "gpt-masked"),
        (changed(causal={"gpt": -1, "gpt-masked": 2}), "a perplexity is -1.0"),
        (with_bar(mask="nothing()"), "there is no mask “nothing”"),
        (with_bar(mask="chunk(size=0)"), "outside 1 to 256"),
        (with_bar(perplexity={"gpt": float("nan"), "gpt-masked": 2}), "a perplexity is nan"),
        (with_bar(**{"with": {"special_kinds": ["<script>"]}}), "is not one of"),
        (with_bar(**{"with": {"nothing": ["a"]}}), "KeyError 'nothing'"),
        (changed(bars=[7]), "TypeError"),
        (changed(cells=0), "no cells to compare them with"),
        (changed(bars=[]), "it has no bars"),
    ],
)
def test_a_damaged_file_is_told_in_one_sentence(tmp_path, data, said):
    with pytest.raises(CostsError, match=r"costs\.json is damaged: ") as error:
        read_costs(written(tmp_path, data))
    assert said in str(error.value)


def test_a_missing_file_is_told_in_one_sentence(tmp_path):
    with pytest.raises(CostsError, match=r"costs\.json cannot be read: No such file"):
        read_costs(tmp_path / "costs.json")
    with pytest.raises(CostsError, match=r"story\.txt cannot be read: No such file"):
        read_story(tmp_path / "story.txt")
    (tmp_path / "story.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CostsError, match="it is not UTF-8"):
        read_story(tmp_path / "story.txt")


def test_the_shipped_file_can_be_read():
    assert COSTS.exists() and len(read_costs().bars) > 50
