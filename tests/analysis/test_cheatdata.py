"""The figures of "Does it cheat?": of the shipped weights, and refused when damaged."""

import json
import math

import pytest

from maskviz.analysis.cheatdata import DATA, Change, DataError, read_report


def test_a_change_within_two_errors_is_none():
    assert Change(3.0, -0.021, 0.01).verdict == "better"
    assert Change(3.0, 0.021, 0.01).verdict == "worse"
    assert Change(3.0, 0.019, 0.01).verdict == Change(3.0, -0.019, 0.01).verdict == "unmoved"
    assert Change(math.log(20), math.log(2), 0.1).percent == pytest.approx(100)
    assert Change(math.log(20), 0.1, 0.1).perplexity == pytest.approx(20)


def test_the_shipped_figures_are_of_the_shipped_weights(shipped):
    report = read_report()
    assert report.weights == shipped.card["weights"]["sha256"]
    assert len(report.open_layer) == len(report.open_head) == shipped.shape.layers
    assert {len(heads) for heads in report.open_head} == {shipped.shape.heads}
    facts = shipped.card["facts"]  # measured by another script, on the same windows
    assert math.exp(report.causal) == pytest.approx(facts["divide"]["head"]["perplexity"], rel=1e-3)
    assert report.open_all.perplexity == pytest.approx(facts["open_all_layers"], rel=1e-3)
    found = [c.perplexity for c in report.open_layer]
    assert found == pytest.approx(facts["open_one_layer"], rel=1e-3)


def without(data, *path):
    *way, last = path
    inner = data
    for key in way:
        inner = inner[key]
    del inner[last]


@pytest.mark.parametrize(
    "path",
    [("weights",), ("shipped", "open_all"), ("trained", "with_mask"), ("shipped", "open_layer", 1)],
    ids=str,
)
def test_a_file_that_lacks_something_says_what(tmp_path, path):
    data = json.loads(DATA.read_text())
    without(data, *path)
    file = tmp_path / "cheat.json"
    file.write_text(json.dumps(data))
    with pytest.raises(DataError, match=r"cheat\.json is damaged: "):
        read_report(file)


@pytest.mark.parametrize(
    "raw",
    [b"", b"{", b"[]", b"null", b'{"shipped": 1, "trained": {}}', b"\xff\xfe", b"[" * 100_000],
    ids=lambda raw: repr(raw[:12]),
)
def test_a_damaged_file_is_one_sentence(tmp_path, raw):
    (tmp_path / "cheat.json").write_bytes(raw)
    with pytest.raises(DataError, match=r"^cheat\.json is damaged: [^\n]+$"):
        read_report(tmp_path / "cheat.json")


def test_a_figure_that_is_no_number_is_refused(tmp_path):
    text = DATA.read_text().replace('"causal": ', '"causal": NaN, "x": ', 1)
    (tmp_path / "cheat.json").write_text(text)
    with pytest.raises(DataError, match="a figure is nan"):
        read_report(tmp_path / "cheat.json")


def test_a_missing_file_is_one_sentence(tmp_path):
    with pytest.raises(DataError, match=r"^cheat\.json cannot be read: No such file"):
        read_report(tmp_path / "cheat.json")
