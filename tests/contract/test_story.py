"""Every mask tells its story: a title, a sentence, an inequality that is true, a source."""

import re
from string import Formatter

import numpy as np
import pytest

from maskviz.masks.call import MaskCall, read_call
from maskviz.masks.catalogue import FAMILIES, MASKS
from maskviz.masks.matrix import matrix
from maskviz.masks.spec import Given, Mask, Option
from tests.contract.cases import Case, cases, every_mask
from tests.contract.loops_facts import draws, hashed


def spoken(inequality: str) -> str:
    """An inequality as Python: `floor(q / size) = …` becomes `q // size == …`."""
    text = re.sub(r"floor\(([\w\[\]]+) / (\w+)\)", r"\1 // \2", inequality)
    return re.sub(r"(?<![<>])=", "==", text).replace(" mod ", " % ")


def centre(q: int, width: int, height: int, across: int, down: int) -> int:
    """The pixel nearest to q around which a rectangle so wide to each side fits into the image.

    Where none does, because the image is narrower than it, one that reaches both edges.
    """

    def nearest(place: int, size: int, radius: int) -> int:
        first, last = sorted((radius, size - 1 - radius))
        return min(range(first, last + 1), key=lambda middle: abs(middle - place))

    return nearest(q // width, height, down) * width + nearest(q % width, width, across)


def image_words(params: dict, q: int) -> dict:
    """What the inequalities of images call row, column, cell and c; see their docstrings."""
    width, words = params["width"], {}
    words["row"], words["column"] = (lambda pixel: pixel // width), (lambda pixel: pixel % width)
    if "window" in params:
        words["cell"] = lambda x: (x - params["shift"]) // params["window"]
    if "height" in params:
        sides = [params.get("radius", params.get(name)) for name in ("across", "down")]
        words["c"] = centre(q, width, params["height"], *sides)
    return words


def block_words(params: dict, q: int) -> dict:
    """What the inequality of BigBird calls block, ends and drawn; see its docstring."""
    size, blocks = params["size"], -(-params["keys"] // params["size"])
    return {
        "block": lambda x: x // size,
        "ends": {0, blocks - 1},
        "drawn": lambda x: draws(
            params["seed"], params["head"], x // size, blocks, params["random"]
        ),
    }


def half_words(params: dict, q: int) -> dict:
    """What the inequality of block diffusion calls noised, clean and block."""
    half = params["keys"] // 2
    return {
        "noised": lambda x: x < half,
        "clean": lambda x: x >= half,
        "block": lambda x: (x - half if x >= half else x) // params["size"],
    }


def hash_words(params: dict, q: int) -> dict:
    return {"hash": hashed}


WORDS = {
    **{name: image_words for name, mask in MASKS.items() if mask.family == "image"},
    "bigbird": block_words,
    "block_diffusion": half_words,
    "random": hash_words,
}


def by_inequality(mask: Mask, case: Case) -> np.ndarray:
    known = {**mask.defaults, **case.params, **case.facts}
    known |= {p.name: case.given[p.name] for p in mask.named(Given)}
    known |= {name: name for p in mask.named(Option) for name in p.kind.names}
    rule = compile(spoken(mask.inequality), mask.name, "eval")
    made = []
    for q in range(case.offset, case.offset + case.queries):
        words = known | (WORDS[mask.name](known, q) if mask.name in WORDS else {})
        made.append([bool(eval(rule, {**words, "q": q, "k": k})) for k in range(case.keys)])
    return np.array(made)


@every_mask
def test_the_inequality_says_what_the_predicate_does(mask):
    for case in cases(mask):
        assert np.array_equal(by_inequality(mask, case), case.of(mask)), case


@every_mask
def test_the_docstring_is_sentence_then_inequality_then_why(mask):
    sentence, inequality, *why = re.split(r"\n\s*\n", mask.rule.__doc__.strip())
    assert sentence == mask.sentence
    assert re.fullmatch(r"[A-Z][^.!?\n]*\.", sentence), "one sentence on one line"
    assert len(sentence) <= 90
    assert inequality.strip() == mask.inequality
    assert why and why[-1].strip().endswith(".")


@every_mask
def test_title_family_source(mask):
    assert mask.title and not mask.title.endswith(".")
    assert [m.title for m in MASKS.values()].count(mask.title) == 1
    assert mask.family in FAMILIES
    assert len(mask.source) >= 10
    assert mask.name == mask.rule.__name__ == mask.rule.__module__.rsplit(".", 1)[-1]


@every_mask
def test_what_to_look_for_takes_its_numbers_from_the_parameters(mask):
    fields = {name for _, name, _, _ in Formatter().parse(mask.look) if name is not None}
    assert fields <= set(mask.defaults)
    look = MaskCall(mask.name).look
    assert look.endswith(".") and "{" not in look
    assert all(str(mask.defaults[name]) in look for name in fields)


@every_mask
def test_parameters_explain_themselves(mask):
    for p in mask.parameters.values():
        assert p.help.endswith(".")
    for p in mask.controls:
        assert p.kind.problem(p.default) is None


def test_the_two_stride_readings_name_each_other():
    assert "stride_block" in MASKS["stride_only"].lesson
    assert "stride_only" in MASKS["stride_block"].lesson


@pytest.mark.parametrize("name", [name for name, mask in MASKS.items() if mask.parts])
def test_a_mask_with_parts_is_their_and(name):
    mask = MASKS[name]
    for case in cases(mask):
        made = [
            matrix(part.mask, case.queries, case.keys, part.params, case.facts)
            for part in MaskCall(name, case.params).parts
        ]
        assert np.array_equal(np.logical_and.reduce(made), case.of(mask)), case


@every_mask
def test_the_text_of_a_use_brings_it_back(mask):
    for case in cases(mask):
        mask_call = MaskCall(mask.name, case.params)
        assert read_call(str(mask_call)) == (mask_call, [])
        assert mask_call.title.startswith(mask.title)


def test_every_family_has_a_mask_and_a_sentence():
    assert {mask.family for mask in MASKS.values()} == set(FAMILIES)
    assert all(text.endswith(".") for text in FAMILIES.values())
