"""Each kind of parameter answers for itself: by hand, and alike for all of the catalogue."""

import numpy as np
import pytest

from maskviz.masks.call import CATALOGUE
from maskviz.masks.kinds import Fact, Flag, Int, Option

NUMBER, SWITCH = Int(2, 9, "A number.", step=2), Flag("A switch.")
SIDE = Option(("left", "right", "both_ways"), "A side.")
PARAMETERS = {f"{m.name}.{p.name}": p for m in CATALOGUE.values() for p in m.controls}


@pytest.mark.parametrize(
    ("kind", "value", "title", "sentence", "code", "table"),
    [
        (NUMBER, 4, "one way 4", "one way 4", "4", "`one_way` 2 to 9"),
        (SWITCH, 1, "one way", "the switch “one way” is on", "1", "`one_way` on or off"),
        (SWITCH, 0, "", "the switch “one way” is off", "0", "`one_way` on or off"),
        (
            SIDE,
            "both_ways",
            "one way both ways",
            "one way is both ways",
            '"both_ways"',
            "`one_way` left or right or both_ways",
        ),
    ],
)
def test_how_a_value_is_said(kind, value, title, sentence, code, table):
    assert kind.said("one_way", value) == title
    assert kind.explained("one_way", value) == sentence
    assert kind.code(value) == code and eval(code) == value
    assert kind.setting("one_way") == table


def test_the_ends_and_the_smallest_changes():
    assert (NUMBER.ends, SWITCH.ends, SIDE.ends) == ((2, 9), (0, 1), SIDE.names)
    assert NUMBER.beside(4) == {"+2": 6, "-2": 2}
    assert SWITCH.beside(1) == {"flipped": 0}
    assert SIDE.beside("left") == {"left to right": "right", "left to both_ways": "both_ways"}
    assert list(NUMBER.values(7)) == [2, 4, 6] and list(NUMBER.values(99)) == [2, 4, 6, 8]
    assert Fact("").setting("real") == "`real` of each token, 0 to 1"


@pytest.mark.parametrize("value", [0, 1, True, None, "LEFT", "", "up", ["left"]])
def test_an_option_is_one_of_its_names(value):
    assert SIDE.problem(value).endswith("is not one of left, right, both_ways")
    assert SIDE.problem("left") is None


@pytest.mark.parametrize("names", [(), ("left",), ("a", "a"), ("a", "B"), ("a", "b c"), ("a", "1")])
def test_names_that_could_not_stand_in_a_link_are_refused(names):
    with pytest.raises(ValueError, match="an option is two different names or more"):
        Option(names, "")


@pytest.mark.parametrize("word", ["", "4.0", "1e9", "٣", "--3", "12345678901", "left"])
def test_a_word_that_means_no_number_stays_and_is_a_fault(word):
    assert NUMBER.read(word) == word and NUMBER.problem(word)
    assert SWITCH.read(word) == word and SWITCH.problem(word)


@pytest.mark.parametrize("name", PARAMETERS)
def test_of_every_parameter_the_values_are_sound_and_read_back(name):
    kind, dice = PARAMETERS[name].kind, np.random.default_rng(0)
    for value in (*kind.ends, PARAMETERS[name].default, *(kind.drawn(64, dice) for _ in range(9))):
        assert kind.problem(value) is None
        assert kind.read(str(value)) == kind.plain(value) == value
        assert value not in kind.beside(value).values()


def test_a_drawn_option_is_any_of_them():
    dice = np.random.default_rng(0)
    assert {SIDE.drawn(64, dice) for _ in range(50)} == set(SIDE.names)
