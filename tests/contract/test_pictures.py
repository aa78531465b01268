"""A mask is what its hand-drawn pictures show, and the pictures pin every parameter down."""

from dataclasses import replace

import numpy as np
import pytest

from maskviz.masks.catalogue import MASKS
from maskviz.masks.kinds import Value
from maskviz.masks.spec import Flag, Int, Mask, Parameter, Picture
from tests.contract.cases import case_of, every_mask
from tests.contract.tokens import moves as moves_of_facts
from tests.contract.tokens import numbered, unlawful


@every_mask
def test_the_matrix_equals_every_picture(mask):
    assert mask.pictures
    for picture in mask.pictures:
        drawn = "\n".join("".join("#" if c else "." for c in row) for row in picture.matrix)
        made = case_of(picture).of(mask)
        shown = "\n".join("".join("#" if c else "." for c in row) for row in made)
        assert shown == drawn


@every_mask
def test_a_picture_gives_exactly_what_the_mask_takes(mask):
    for picture in mask.pictures:
        assert set(picture.params) == set(mask.defaults)
        assert set(picture.facts) == {fact.name for fact in mask.facts}
        for p in mask.controls:
            assert p.kind.problem(picture.params[p.name]) is None
        for fact in mask.facts:
            assert len(picture.facts[fact.name]) == picture.matrix.shape[1]
        assert unlawful(mask, picture.facts) == []


def moves(p: Parameter, value: Value) -> dict[str, Value]:
    """What a parameter's smallest moves are called, and where they lead."""
    return {f"{p.name} {name}": moved for name, moved in p.kind.beside(value).items()}


def undecided(mask: Mask) -> set[str]:
    """The moves of a parameter that no picture notices."""
    left = {name for p in mask.controls for end in p.kind.ends for name in moves(p, end)}
    for picture in mask.pictures:
        case = case_of(picture)
        for p in mask.controls:
            for name, value in moves(p, picture.params[p.name]).items():
                moved = replace(case, params={**case.params, p.name: value})
                if not p.kind.problem(value) and not np.array_equal(moved.of(mask), picture.matrix):
                    left.discard(name)
    return left


def undecided_facts(mask: Mask, picture: Picture) -> list[str]:
    """The smallest changes to a picture's facts that would go unnoticed."""
    case = case_of(picture)
    return [
        name
        for name, facts in moves_of_facts(mask, picture.facts)
        if np.array_equal(replace(case, facts=facts).of(mask), picture.matrix)
    ]


@every_mask
def test_every_move_of_a_parameter_changes_a_picture(mask):
    assert undecided(mask) == set()


@every_mask
def test_in_some_picture_no_entry_of_a_fact_can_be_another(mask):
    assert [] in [undecided_facts(mask, picture) for picture in mask.pictures]


def test_pictures_too_small_to_decide_are_noticed():
    """A window of 3 drawn for two tokens could as well be 4; a level nobody has, any level."""
    small = replace(MASKS["sliding_window"], pictures=(Picture("#. ##", {"window": 3}),))
    assert undecided(small) == {"window +1", "window -1"}
    flat = undecided_facts(MASKS["levels"], Picture("#. ##", facts={"level": (0, 3)}))
    assert flat == [f"level[{i}] = {value}" for i, value in ((0, 1), (0, 2), (1, 1), (1, 2))]
    order = undecided_facts(
        MASKS["permutation"], Picture("###", {"itself": 1}, {"rank": (1, 0, 2)})
    )
    assert order == ["rank[0] and [1]"]
    chain = Picture("###", facts={"enter": (0, 1, 2), "leave": (2, 2, 2)})
    assert undecided_facts(MASKS["tree"], chain) == []
    assert "-1 above 1" in undecided_facts(
        MASKS["tree"], Picture("..#", facts=numbered([-1, 0, -1]))
    )
    alone = undecided_facts(MASKS["document"], Picture("#. .#", facts={"doc": (0, 1)}))
    assert alone == ["doc[0] = 2", "doc[0] = 2047", "doc[1] = 2", "doc[1] = 2047"]
    nobody = Picture("## ##", {"rows": 0}, {"secret": (0, 0)})
    assert undecided(replace(MASKS["sensitive"], pictures=(nobody,))) == {"rows flipped"}


def shown(mask: Mask) -> set[str]:
    return {picture.drawing for picture in mask.pictures}


@every_mask
def test_no_two_masks_share_all_pictures(mask):
    for other in MASKS.values():
        intended = other.same_as == mask.name or mask.same_as == other.name
        if other is not mask and not intended:
            assert shown(other) != shown(mask), f"{mask.name} and {other.name}"
    assert not mask.same_as or shown(MASKS[mask.same_as]) == shown(mask)


@pytest.mark.parametrize(
    ("name", "facts", "wrong"),
    [
        ("levels", {"level": (0, 4)}, ["level"]),
        ("permutation", {"rank": (0, 0, 1)}, ["rank"]),
        ("tree", {"enter": (0, 1, 2), "leave": (1, 2, 2)}, ["enter", "leave"]),
        ("tree", {"enter": (0, 1, 2), "leave": (2, 2, 2)}, []),
    ],
)
def test_facts_that_no_text_can_have_are_noticed(name, facts, wrong):
    assert unlawful(MASKS[name], facts) == wrong


@pytest.mark.parametrize("kind", [Int, Flag])
def test_the_catalogue_has_what_the_contract_speaks_of(kind):
    """No part of the contract holds only because nothing falls under it."""
    assert any(isinstance(p.kind, kind) for mask in MASKS.values() for p in mask.controls)
    facts = {fact.kind.varies for mask in MASKS.values() for fact in mask.facts}
    assert facts == {"alone", "swapped", "together"}
