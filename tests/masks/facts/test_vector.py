"""Facts given as numbers: what is read, what is refused, and the masks that come of them."""

import numpy as np
import pytest

from maskviz.analysis.tokenfacts import TokenFacts
from maskviz.analysis.unmatched import unmatched
from maskviz.masks.catalogue import MASKS
from maskviz.masks.facts import FACTS, VECTORS, vectors_of
from maskviz.masks.kinds.vector import read, written
from maskviz.masks.matrix import matrix
from maskviz.settings.declared import Settings
from maskviz.settings.link import make_link, read_link
from maskviz.settings.versions import read_data

ONE, TWO = (VECTORS["doc"],), (VECTORS["rank"], VECTORS["real"])


@pytest.mark.parametrize(
    ("text", "known", "found"),
    [
        ("0 0 1 1", ONE, {"doc": (0, 0, 1, 1)}),
        ("[0, 0, 1, 1]", ONE, {"doc": (0, 0, 1, 1)}),
        ("doc = (3,1)", ONE, {"doc": (3, 1)}),
        ("", ONE, {}),
        (" ; ", TWO, {}),
        ("rank: 2 0 1; real: 1 0 1", TWO, {"rank": (2, 0, 1), "real": (1, 0, 1)}),
        ("real 1,0\nrank=1|0", TWO, {"real": (1, 0), "rank": (1, 0)}),
    ],
)
def test_numbers_are_read_as_people_write_them(text, known, found):
    assert read(text, known) == found
    assert read(written(found, known), known) == found


@pytest.mark.parametrize(
    ("text", "known", "said"),
    [
        ("0 0 x", ONE, "“x” is not a whole number"),
        ("0 1.5", ONE, "“1.5” is not a whole number"),
        ("rank: 0 1", ONE, "“rank” is not one of doc"),
        ("0 1", TWO, "say whose numbers they are: rank: … or real: …"),
        ("real: 1 2", TWO, "real of token 1 is 2, outside 0 to 1"),
        ("real:", TWO, "real is no list of numbers"),
        ("0 " * 3000, ONE, "doc has 3,000 numbers; at most 2,048 are taken"),
        ("0" * 13_000, ONE, "13,000 characters are over the 12,000 allowed"),
        ("-1 0 2", (VECTORS["parent"],), "token 2 has parent 2; a parent stands before its child"),
    ],
)
def test_what_cannot_be_read_is_said_with_the_numbers(text, known, said):
    with pytest.raises(ValueError) as caught:
        read(text, known)
    assert said in str(caught.value)


def facts(tokens: int, **vectors: tuple[int, ...]) -> TokenFacts:
    labels = tuple(f"w{i}" for i in range(tokens))
    spans = tuple((3 * i, 3 * i + 2) for i in range(tokens))
    settings = Settings(vectors=vectors)
    return TokenFacts(settings, labels, np.ones(tokens, dtype=int), " ".join(labels), spans)


def drawn(name: str, tokens: int, **vectors: tuple[int, ...]) -> str:
    cells = matrix(MASKS[name], tokens, tokens, facts=facts(tokens, **vectors))
    return " ".join("".join(".#"[int(cell)] for cell in row) for row in cells)


def test_the_masks_that_come_of_them_by_hand():
    assert drawn("document_causal", 4, doc=(0, 0, 1, 1)) == "#... ##.. ..#. ..##"
    assert drawn("key_padding", 4, real=(1, 0, 1, 0)) == "#.#. #.#. #.#. #.#."
    assert drawn("permutation", 3, rank=(2, 0, 1)) == "### .#. .##"
    assert drawn("tree", 5, parent=(-1, 0, 0, 1, 2)) == "#.... ##... #.#.. ##.#. #.#.#"


def test_each_fact_can_be_given():
    for fact in FACTS.values():
        vector = fact.given
        low = max(vector.low, 0)
        numbers = tuple([-1, 0, 1, 1] if vector.low < 0 else [low, vector.high, low, low])
        assert vector.problem(numbers) is None
        found = facts(4, **{vector.name: numbers})[fact.name]
        assert len(found) == 4 and fact.kind.problem(found) is None
        if fact.vector is None:
            assert found.tolist() == list(numbers)


def test_more_and_fewer_numbers_than_tokens_are_told():
    assert drawn("key_padding", 4, real=(0, 1)) == ".### .### .### .###"
    assert drawn("tree", 4, parent=(-1, 0)) == "#... ##.. ###. ####"
    assert facts(4, rank=(1, 0))["rank"].tolist() == [1, 0, 2, 3]
    few, many = facts(4, real=(0, 1)), facts(2, real=(0, 1, 1))
    assert unmatched(few, ["real"], ()) == [
        "real is given for 2 of 4 tokens; the others are as guessed."
    ]
    assert unmatched(many, ["real"], ()) == [
        "real is given for 3 tokens; this text has 2: the rest is unused."
    ]
    assert not unmatched(facts(2, real=(0, 1)), ["real"], ())


def test_a_link_has_them_and_names_what_is_none():
    settings = Settings(vectors={"parent": (-1, 0, 0), "real": (1, 0, 1)})
    assert read_link(make_link(settings)) == (settings, [])
    data = {"v": 2, "vectors": {"real": [1, 0], "doc": [0, -1], "nope": [1], "parent": [3]}}
    found, ignored = read_data(data)
    assert found.vectors == {"real": (1, 0)} and len(ignored) == 3
    assert list(vectors_of(["enter", "leave", "real"])) == ["parent", "real"]
