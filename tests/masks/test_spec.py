"""A mask's signature, docstring and pictures declare everything once."""

from typing import Annotated

import numpy as np
import pytest

from maskviz.masks.catalogue import MASKS
from maskviz.masks.spec import Flag, Given, Int, Mask, PerToken, Picture, mask


@mask(
    title="A def in the title",
    family="local",
    source="def in a source",
    look="Look.",
    pictures=(Picture("#"),),
)
def example(
    q,
    k,
    *,
    width: Annotated[int, Int(2, 9, "Width.", step=2)] = 4,
    both: Annotated[int, Flag("Both.")] = 1,
    kind: PerToken,
    offset: Annotated[int, Given()] = 0,
):
    """One sentence.

    k < width

    Why.
    """
    return (k < width) & (kind[k] <= both + offset)


def test_a_mask_is_named_like_its_function():
    assert isinstance(example, Mask) and example.name == "example"
    assert example.rule(1, 2, kind=(0, 0, 0)) is True


def test_parameters_come_from_the_signature():
    assert list(example.parameters) == ["width", "both", "kind", "offset"]
    assert [p.name for p in example.controls] == ["width", "both"]
    assert [p.name for p in example.facts] == ["kind"]
    assert example.parameters["width"].kind == Int(2, 9, "Width.", step=2)
    assert example.parameters["kind"].default is None
    assert example.defaults == {"width": 4, "both": 1}


def test_a_control_is_labelled_by_its_name_or_as_its_kind_says():
    """`size` stays the key of links; beside the slider stands what has that size."""
    assert [p.label for p in example.controls] == ["Width", "Both"]
    assert MASKS["asymmetric_window"].parameters["left"].label == "Left"
    assert MASKS["chunk"].parameters["size"].label == "Chunk size"
    assert MASKS["sparse_fixed"].parameters["size"].label == "Block size"
    assert MASKS["global_tokens"].parameters["one_way"].label == "One way"


def test_the_docstring_is_taken_apart():
    assert example.sentence == "One sentence."
    assert example.inequality == "k < width"
    assert example.lesson == "k < width\n\nWhy."


def test_the_code_shown_is_the_predicate_and_nothing_else():
    code = example.code
    assert code.startswith("def example(\n")
    assert code.endswith(":\n    return (k < width) & (kind[k] <= both + offset)\n")
    assert '"""' not in code and "title" not in code


def test_the_code_shown_for_a_mask_of_the_catalogue():
    code = MASKS["causal"].code
    assert code == "def causal(q, k):\n    return k <= q\n"


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        (2, None),
        (9, None),
        (1, "1 is outside 2 to 9"),
        (10, "10 is outside 2 to 9"),
        (True, "True is not a whole number"),
        (2.0, "2.0 is not a whole number"),
        ("3", "'3' is not a whole number"),
        (None, "None is not a whole number"),
    ],
)
def test_a_whole_number_says_what_is_wrong(value, problem):
    assert Int(2, 9, "").problem(value) == problem


def test_a_switch_is_0_or_1():
    assert Flag("").problem(0) is None and Flag("").problem(1) is None
    assert Flag("").problem(2) == "2 is neither 0 nor 1"
    assert Flag("").problem("on") == "'on' is neither 0 nor 1"


def test_a_picture_is_read_line_by_line():
    assert Picture("#. ##\n.#").matrix.tolist() == [[1, 0], [1, 1], [0, 1]]
    assert Picture("#").matrix.dtype == np.bool_


@pytest.mark.parametrize("drawing", ["", "#. #", "#x", "## #.#"])
def test_a_crooked_picture_is_refused(drawing):
    with pytest.raises(ValueError, match=r"equal lines of # and \. only"):
        _ = Picture(drawing).matrix


def test_nothing_of_a_mask_can_be_changed():
    with pytest.raises(AttributeError):
        example.title = "Another"
    with pytest.raises(TypeError):
        example.parameters["width"] = None
