"""A Python caller who slips is told in one sentence, with the numbers; nothing is made up."""

import numpy as np
import pytest
import torch

from maskviz.masks.biases import BIASES
from maskviz.masks.call import MaskCall
from maskviz.masks.catalogue import MASKS
from maskviz.masks.compose import cells, term_of
from maskviz.masks.dynamic import DYNAMIC, chosen, explain_choice
from maskviz.masks.matrix import matrix
from maskviz.models.attention import attend

SLIPS = {  # what is set of a mask -> what is said
    ("sliding_window", "windw", 1): "has no parameter windw, it has window; did you mean window?",
    ("sink_window", "size", 1): "has no parameter size, it has sinks, window",
    ("causal", "window", 1): "Causal has no parameter window, it has none",
    ("sliding_window", "window", -5): "Sliding window: window -5 is outside 1 to 256",
    ("sliding_window", "window", 0): "Sliding window: window 0 is outside 1 to 256",
    ("chunk", "size", 0): "Chunk: size 0 is outside 1 to 256",
    ("chunk", "size", 2.5): "Chunk: size 2.5 is not a whole number",
    ("chunk", "size", True): "Chunk: size True is not a whole number",
    ("special", "only", 2): "Special tokens: only 2 is neither 0 nor 1",
}
PADDED = {"real": (1, 1, 1, 0)}


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: f"{slip[0]}.{slip[1]}={slip[2]}")
def test_a_parameter_that_is_none_or_out_of_range(slip):
    (name, parameter, value), said = slip, SLIPS[slip]
    for call in (
        lambda: MaskCall(name, {parameter: value}),
        lambda: matrix(MASKS[name], 4, 4, {parameter: value}, {"special": (0, 1, 0, 0)}),
    ):
        with pytest.raises(ValueError) as error:
            call()
        assert said in str(error.value) and "\n" not in str(error.value)


def test_whole_numbers_of_numpy_are_whole_numbers():
    found = MaskCall("chunk", {"size": np.int64(3)})
    assert found == MaskCall("chunk", {"size": 3}) and str(found) == "chunk(size=3)"


def test_a_mask_that_is_none():
    with pytest.raises(ValueError, match="no mask “slidingwindow”; did you mean sliding_window"):
        MaskCall("slidingwindow")


@pytest.mark.parametrize(
    ("name", "params", "said"),
    [
        ("alibi", {"strength": -7}, "ALiBi: strength -7 is outside 1 to 400"),
        ("softcap", {"cap": 0}, "Softcap: cap 0 is outside 1 to 100"),
        ("sink", {"scores": 3}, "Sink has no parameter scores, it has score; did you mean score"),
    ],
)
def test_a_bias(name, params, said):
    with pytest.raises(ValueError, match=said):
        BIASES[name].parts(2, 4, 4, 0, params)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, "Key padding needs 'real' for every token"),
        ({"real": (1, 1, 1)}, "looks up 'real' at positions 0 to 3; 3 tokens have it"),
        ({"real": (1,) * 6}, "looks up 'real' at positions 0 to 3; 6 tokens have it"),
        ({"real": (1.0, 1.0, 0.5, 0.0)}, "'real': it holds float64, not whole numbers"),
        ({"real": (1, 1, 2, 0)}, "'real': it is 0 to 2, outside 0 to 1"),
        ({"real": (1, 1, -1, 0)}, "'real': it is -1 to 1, outside 0 to 1"),
        ({"real": ((1, 1, 1, 0),)}, r"'real': it is of shape \(1, 4\), not one value for each"),
        ({"real": ("1", "1", "1", "0")}, "'real': it holds <U1, not whole numbers"),
    ],
)
def test_facts_that_no_tokens_have(facts, said):
    with pytest.raises(ValueError, match=said):
        matrix(MASKS["key_padding"], 4, 4, facts=facts)


@pytest.mark.parametrize("real", [(1, 1, 1, 0), np.array([True, True, True, False])])
def test_facts_as_tokenizers_give_them(real):
    for given in (real, torch.as_tensor(real)):
        assert (
            matrix(MASKS["key_padding"], 2, 4, facts={"real": given}).tolist()
            == [[True, True, True, False]] * 2
        )


@pytest.mark.parametrize(("queries", "keys"), [(-1, 4), (4, -1), (2.5, 4), (4, None)])
def test_sizes(queries, keys):
    with pytest.raises(ValueError, match=r"a matrix has 0 (queries|keys) or more, not"):
        matrix(MASKS["causal"], queries, keys)


@pytest.mark.parametrize("name", DYNAMIC)
def test_a_mask_made_from_scores_has_no_matrix_without_them(name):
    with pytest.raises(ValueError, match="chooses by scores, and 3 queries and 4 keys alone have"):
        cells(MaskCall(name), 3, 4)
    assert cells(MaskCall(name), 3, 4, gates_open=True).all()


@pytest.mark.parametrize(
    ("params", "allowed", "said"),
    [
        ({"keep": 0}, torch.ones(3, 4) > 0, "Top-k: keep 0 is outside 1 to 256"),
        (
            {"kept": 1},
            torch.ones(3, 4) > 0,
            "has no parameter kept, it has keep; did you mean keep",
        ),
        ({}, torch.ones(3, 4), "allowed holds float32, not True and False"),
        ({}, torch.ones(4, 3) > 0, r"allowed is \(4, 3\), which does not fit scores of \(3, 4\)"),
        ({}, torch.ones(2, 3, 4) > 0, r"\(2, 3, 4\), which does not fit scores of \(3, 4\)"),
    ],
)
def test_a_choice(params, allowed, said):
    with pytest.raises(ValueError, match=said):
        chosen("top_k", params, torch.zeros(3, 4), allowed)


def test_a_choice_that_is_none():
    with pytest.raises(ValueError, match="no mask 'topk' chooses by scores; there are block_gate"):
        chosen("topk", {}, torch.zeros(3, 4), torch.ones(3, 4) > 0)
    with pytest.raises(ValueError, match="Top-k: keep 300 is outside 1 to 256"):
        explain_choice("top_k", {"keep": 300}, (0.0, 1.0), (True, True))


def sides(*shapes):
    return [torch.zeros(shape) for shape in shapes]


@pytest.mark.parametrize(
    ("shapes", "allowed", "said"),
    [
        (((1, 2, 3, 8), (1, 2, 4, 6), (1, 2, 4, 8)), (3, 4), "queries are 8 wide and keys 6"),
        (((1, 2, 3, 8), (1, 2, 4, 8), (1, 2, 5, 8)), (3, 4), "there are 4 keys and 5 values"),
        (((1, 2, 3, 8), (1, 3, 4, 8), (1, 3, 4, 8)), (3, 4), r"\(1, 2\), \(1, 3\), \(1, 3\)"),
        (((2, 3, 8), (2, 4, 8), (2, 4, 8)), (3, 4), r"q is \(2, 3, 8\), not \(batch, head"),
        (
            ((1, 2, 3, 8), (1, 2, 4, 8), (1, 2, 4, 8)),
            (4, 3),
            r"allowed is \(4, 3\), which does not",
        ),
        (((1, 2, 3, 8), (1, 2, 4, 8), (1, 2, 4, 8)), (3, 3, 4), r"allowed is \(3, 3, 4\)"),
    ],
)
def test_attention_of_sides_that_do_not_fit(shapes, allowed, said):
    with pytest.raises(ValueError, match=said):
        attend(*sides(*shapes), torch.ones(allowed) > 0)


@pytest.mark.parametrize("number", [torch.float32, torch.int64])
def test_attention_under_numbers(number):
    allowed = torch.ones(3, 4, dtype=number)
    kind = str(number).removeprefix("torch.")
    with pytest.raises(ValueError, match=f"allowed holds {kind}, not True and False"):
        attend(*sides((1, 2, 3, 8), (1, 2, 4, 8), (1, 2, 4, 8)), allowed)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sliding_window(window=0)", "window: 0 is outside 1 to 256"),
        ("and(causal(), chunk(size=999))", "size: 999 is outside 1 to 256"),
        ("sliding_window(windw=1)", "has no parameter “windw”"),
        ("causal", "“causal” is not a mask"),
    ],
)
def test_a_text_that_is_no_mask(text, said):
    with pytest.raises(ValueError, match=said):
        term_of(text)
