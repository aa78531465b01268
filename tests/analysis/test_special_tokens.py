"""Special tokens of every model, each by itself; the rows are read off the texts by hand."""

import numpy as np
import pytest

from maskviz.analysis.view import make_view
from maskviz.masks.facts import SETTINGS
from maskviz.masks.text import MARKS
from maskviz.models import PLANS, load
from maskviz.settings.declared import Settings

OFFERED = {  # model -> the marks of its keys, of a translator's encoder and of its decoder
    "gpt": ({"<s>", "<pad>"},),
    "gpt-masked": ({"<s>", "<pad>"},),
    "bert": ({"[CLS]", "[SEP]", "[MASK]", "<pad>"},),
    "dates": ({"<pad>", "<?>"}, {"<s>", "<pad>", "<?>"}),
    "copier": ({"<s>", "<pad>", "<?>"},),
}


@pytest.fixture(scope="module")
def models():
    return {name: load(name) for name in PLANS}


def seen(shipped, **values):
    opening = {**PLANS[shipped.name].opening, "texts": 1, "row": 1}
    changes = {**opening, "model": shipped.name, "mask": "special", **values}
    return make_view(Settings.of(**changes), shipped)


def test_every_mark_of_every_model_is_offered_by_its_name(models):
    kinds = SETTINGS["special_kinds"]
    assert set(models) == set(OFFERED)
    for name, marks in OFFERED.items():
        for part, expected in zip(("encoder", "decoder"), marks, strict=False):
            offered = kinds.offered(models[name].reader(part).marks)
            assert {MARKS[kind] for kind in offered if kind in MARKS} == expected
            assert {"break", "punctuation"} < set(offered)
    for kind, mark in MARKS.items():
        assert mark in kinds.options[kind]


def test_no_row_has_a_mark_that_its_model_does_not_name(models):
    text = "They met [MASK] and ____. [SEP] <s> <pad> <?> é 3\n\nWhy?"
    for name, shipped in models.items():
        row = shipped.tokenizer.row(text)
        labels = shipped.tokenizer.labels(row.ids)
        silent = {
            label
            for label, (first, last) in zip(labels, row.spans, strict=True)
            if first == last or label in MARKS.values()
        }
        assert silent <= set(shipped.tokenizer.marks), name


BERT = "A [MASK] sat. [SEP] It slept."
ROW = (
    "[CLS]",
    "A",
    "[MASK]",
    "·sat",
    ".",
    "[SEP]",
    "·It",
    "·slept",
    ".",
    "[SEP]",
    "<pad>",
    "<pad>",
)


@pytest.mark.parametrize(
    ("kinds", "special"),
    [
        (("cls",), "100000000000"),
        (("sep",), "000001000100"),
        (("blank",), "001000000000"),
        (("padding",), "000000000011"),
        (("punctuation",), "000010001000"),
        (("cls", "sep"), "100001000100"),
        (("start", "cls", "sep"), "100001000100"),
        (("start",), "000000000000"),
        ((), "000000000000"),
    ],
)
def test_berts_marks_are_masked_each_by_itself(models, kinds, special):
    view = seen(models["bert"], text=BERT, pad_to=12, special_kinds=kinds, and_padding=False)
    assert view.tokens == ROW
    expected = np.array([mark == "1" for mark in special])
    assert (view.region.facts["special"] == expected).all()
    assert (view.mask.allowed == ~expected).all()  # every row: all but those
    only = seen(
        models["bert"],
        **{"text": BERT, "pad_to": 12, "special_kinds": kinds, "and_padding": False},
        **{"special.only": 1},
    )
    assert (only.mask.allowed == expected).all()


def test_berts_marks_are_masked_unless_others_are_chosen(models):
    view = seen(models["bert"], text=BERT)
    assert view.mask.allowed.shape == (10, 10)
    blocked = np.flatnonzero(~view.mask.allowed[0]).tolist()
    assert [view.tokens[k] for k in blocked] == ["[CLS]", "[SEP]", "[SEP]"]


@pytest.mark.parametrize(
    ("model", "text", "kinds", "special"),
    [
        ("gpt", "The end.\n\nWhy", ("start",), "1000000"),
        ("gpt", "The end.\n\nWhy", ("start", "cls", "sep"), "1000000"),
        ("gpt", "The end.\n\nWhy", ("break",), "0000110"),
        ("gpt", "The end.\n\nWhy", ("punctuation",), "0001000"),
        ("copier", "a!b", ("start",), "1000"),
        ("copier", "a!b", ("unknown",), "0010"),
        ("dates", "3 é", ("unknown",), "001"),
    ],
)
def test_the_marks_of_the_others(models, model, text, kinds, special):
    view = seen(models[model], text=text, special_kinds=kinds)
    found = "".join(str(int(value)) for value in view.region.facts["special"])
    assert found == special, view.tokens


def test_the_answer_of_a_translator_begins_with_its_mark(models):
    view = seen(models["dates"], part="decoder", special_kinds=("start",))
    assert view.region.facts["special"].tolist() == [1] + [0] * 9
