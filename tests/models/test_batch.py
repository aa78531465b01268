"""Several texts in one rectangle: what is real, what was cut, what is refused."""

import pytest

from maskviz.models.batch import Batch
from maskviz.models.tokenizer import PAD, START

KING = "The king and the queen"  # 6 tokens with <s>
CAT = "The cat"  # 3


def batch(shipped, *texts, limit=256, **options):
    return Batch.of(shipped.tokenizer, texts, limit=limit, **options)


def labels(shipped, row):
    return " ".join(shipped.tokenizer.labels(row.tolist()))


def test_right_and_left(shipped):
    right = batch(shipped, KING, CAT)
    assert labels(shipped, right.ids[0]) == "<s> The ·king ·and ·the ·queen"
    assert labels(shipped, right.ids[1]) == "<s> The ·cat <pad> <pad> <pad>"
    assert right.real.tolist() == [[1] * 6, [1, 1, 1, 0, 0, 0]]
    left = batch(shipped, KING, CAT, side="left")
    assert labels(shipped, left.ids[1]) == "<pad> <pad> <pad> <s> The ·cat"
    assert left.real.tolist() == [[1] * 6, [0, 0, 0, 1, 1, 1]]
    assert right.lengths == left.lengths == [6, 3] and not right.notes


@pytest.mark.parametrize("side", ["right", "left"])
def test_spans_follow_their_tokens(shipped, side):
    found = batch(shipped, CAT, pad_to=5, side=side)
    spans = dict(zip(labels(shipped, found.ids[0]).split(), found.spans[0], strict=False))
    assert spans == {"<s>": (0, 0), "The": (0, 3), "·cat": (3, 7), "<pad>": (0, 0)}
    assert len(found.spans[0]) == 5


def test_a_row_is_as_long_as_asked(shipped):
    found = batch(shipped, CAT, pad_to=256, side="left")
    assert found.ids.shape == (1, 256) and found.lengths == [3]
    assert found.ids[0, 253] == START and (found.ids[0, :253] == PAD).all()


@pytest.mark.parametrize("side", ["right", "left"])
def test_each_text_keeps_its_own_number_of_first_tokens(shipped, side):
    found = batch(shipped, KING, CAT, lengths=[4, 1], side=side)
    assert found.lengths == [4, 1] and found.ids.shape == (2, 4)
    assert found.ids[0].tolist() == batch(shipped, KING).ids[0, :4].tolist()
    assert labels(shipped, found.ids[1]).strip("<pad> ") == "s"


def test_what_was_cut_is_said_with_both_numbers(shipped):
    found = batch(shipped, "The cat " * 258)
    assert found.ids.shape == (1, 256) and found.lengths == [256]
    assert found.notes == ("“The cat The cat The…” is cut at 256 of 518 tokens.",)
    assert batch(shipped, KING, pad_to=4).notes == (
        "“The king and the que…” is cut at 4 of 6 tokens.",
    )


def test_a_length_the_text_does_not_have_is_said(shipped):
    found = batch(shipped, CAT, lengths=[20])
    assert found.lengths == [3]
    assert found.notes == ("“The cat” has 3 tokens, fewer than the 20 asked for.",)


def test_empty_text_is_its_start_alone(shipped):
    found = batch(shipped, "")
    assert found.ids.tolist() == [[START]] and found.real.tolist() == [[1]]


@pytest.mark.parametrize(
    "texts, options, message",
    [
        ([], {}, "1 to 8 texts, not 0"),
        (["a"] * 9, {}, "1 to 8 texts, not 9"),
        (["a"], {"pad_to": 300}, "rows of 300 tokens do not fit: the model reads 1 to 256"),
        (["a"], {"pad_to": -1}, "rows of -1 tokens"),
        (["a"], {"lengths": [1, 2]}, "2 lengths were given for 1 texts"),
        (["a", "b"], {"lengths": [1, -2]}, "a text cannot have -2 tokens"),
        (["a"], {"side": "top"}, "padding goes to the right or left, not 'top'"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_numbers(shipped, texts, options, message):
    with pytest.raises(ValueError, match=message):
        batch(shipped, *texts, **options)


@pytest.mark.parametrize("side", ["right", "left"])
def test_a_row_may_be_nothing_but_padding(shipped, side):
    found = batch(shipped, KING, CAT, lengths=[None, 0], side=side)
    assert found.lengths == [6, 0] and found.ids[1].eq(0).all()
    assert set(found.spans[1]) == {(0, 0)}
    assert batch(shipped, KING, lengths=[0]).ids.tolist() == [[0]]
