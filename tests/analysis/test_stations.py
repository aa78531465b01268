"""The stations follow each model's real order, and their vectors are what the model computed."""

from dataclasses import dataclass

import numpy as np
import pytest
import torch
from torch import nn

from maskviz.analysis.stations import Station, stations
from maskviz.models.bert import Bert, BertShape
from maskviz.models.dates import Dates, DatesShape
from maskviz.models.gpt import GPT, Shape

SHAPE = Shape(vocab=32, layers=2, heads=2, d_model=8, context=16)
POST_NORM = BertShape(vocab=32, layers=2, heads=2, d_model=8, context=16)
PAIR = DatesShape(source_vocab=20, layers=2, heads=2, d_model=8)
TOKENS, ANSWER, TOKEN = 7, 5, 3
THREE = ["norm", "attention", "add"]
PRE = [*THREE, "norm", "feed-forward", "add"]
NINE = [*THREE, "norm", "cross-attention", "add", "norm", "feed-forward", "add"]
LAST_NORM = {"gpt": "norm", "encoder": "encoder_norm", "cross": "decoder_norm"}


@dataclass(frozen=True, eq=False)
class Seen:
    """What hooks catch of the modules in a plain forward pass, and the stations of a run."""

    caught: dict[str, torch.Tensor]
    logits: torch.Tensor
    found: list[Station]
    blocks: str  # the modules' name of the blocks
    modules: nn.Module


def randomised(model):
    torch.manual_seed(0)
    with torch.no_grad():
        for weight in model.parameters():
            weight.normal_(std=0.4)
    return model.eval()


def look(name):
    """A model with random weights everywhere, hooked, under the masks it was made for."""
    made = {"gpt": (GPT, SHAPE), "bert": (Bert, POST_NORM)}.get(name, (Dates, PAIR))
    model = randomised(made[0](made[1]))
    caught = {}
    for path, module in model.named_modules():
        module.register_forward_hook(lambda _m, _i, out, path=path: caught.update({path: out}))
    ids = torch.randint(1, 14, (1, TOKENS))
    square = torch.ones(2, 1, 1, TOKENS, TOKENS, dtype=torch.bool)
    with torch.inference_mode():
        if name == "gpt":
            logits, run = model(ids), model.run(ids, square.tril())
        elif name == "bert":
            logits, run = model.logits(model(ids)), model.run(ids, square)
        else:
            answer, real = torch.randint(1, 14, (1, ANSWER)), torch.ones_like(ids).bool()
            masks = model.own_masks(real)
            masks["decoder"] = masks["decoder"][..., :ANSWER, :ANSWER]
            logits, run = model(ids, answer, real), model.run(ids, answer, masks)
    part = name if name in ("encoder", "decoder", "cross") else "self"
    blocks = {"encoder": "encoder_blocks", "cross": "decoder_blocks"}.get(name, "blocks")
    return Seen(dict(caught), logits, stations(run, TOKEN, part), blocks, model)


@pytest.fixture(scope="module", params=["gpt", "bert", "encoder", "cross"])
def seen(request):
    return request.param, look(request.param)


def test_the_order_is_that_of_the_model(seen):
    name, model = seen
    found = [s.title for s in model.found]
    post = ["attention", "add", "norm", "feed-forward", "add", "norm"]
    assert (
        found
        == {
            "gpt": ["embed", *PRE * 2, "norm", "logits"],
            "bert": ["embed", "norm", *post * 2, "transform", "logits"],
            "encoder": ["embed", *PRE * 2, "norm"],
            "cross": ["embed", *NINE * 2, "norm", "logits"],
        }[name]
    )
    layers = [s.layer for s in model.found if s.layer is not None]
    assert layers == sorted(layers) and set(layers) == {0, 1}


def test_every_vector_is_what_the_module_gave_in_the_plain_forward_pass(seen):
    name, model = seen
    names = ("norm_attention", "attention", "norm_cross", "cross", "norm_feed_forward")
    modules = {slug: slug for slug in (*names, "feed_forward")}
    if name != "bert":
        modules["add_feed_forward"] = ""  # the block itself
    compared = 0
    for s in model.found:
        if s.layer is None or s.slug not in modules:
            continue
        path = ".".join(filter(None, [model.blocks, str(s.layer), modules[s.slug]]))
        expected = model.caught[path][0, TOKEN].numpy()
        np.testing.assert_allclose(s.vector, expected, atol=1e-4, err_msg=path)
        compared += 1
    assert compared == 2 * {"gpt": 5, "bert": 4, "encoder": 5, "cross": 7}[name]
    outside = {"bert": {"norm_embed": "norm", "transform": "transform"}}
    for slug, path in outside.get(name, {"norm": LAST_NORM.get(name)}).items():
        (station,) = [s for s in model.found if s.layer is None and s.slug == slug]
        np.testing.assert_allclose(station.vector, model.caught[path][0, TOKEN], atol=1e-4)


def test_a_sum_is_compared_with_what_it_was_added_to(seen):
    name, model = seen
    found = model.found
    stream = {"bert": ("norm_embed", "norm_attention", "norm_feed_forward")}
    for i, s in enumerate(found):
        if s.title == "add":
            before, branch = found[s.before], found[i - 1]
            np.testing.assert_allclose(s.vector, before.vector + branch.vector, atol=1e-5)
            assert s.moved == pytest.approx(branch.norm, rel=1e-4)
            allowed = ("embed", "add_attention", "add_cross", "add_feed_forward")
            assert before.slug in stream.get(name, allowed)
        elif s.before is not None:
            assert s.before == i - 1
            expected = np.linalg.norm(s.vector - found[s.before].vector)
            assert s.moved == pytest.approx(expected)
    assert [i for i, s in enumerate(found) if s.before is None] == [
        0,
        *([len(found) - 1] if found[-1].slug == "logits" else []),
    ]


def test_the_last_station_holds_the_best_logits(seen):
    name, model = seen
    if name == "encoder":
        assert not model.found[-1].tokens
        return
    row = model.logits[0, TOKEN]
    assert model.found[-1].tokens == tuple(row.argsort(descending=True)[:10].tolist())
    np.testing.assert_allclose(model.found[-1].vector, row[list(model.found[-1].tokens)], atol=1e-4)
    assert model.found[-1].moved is None


def test_what_is_said_of_a_norm_is_what_the_module_is(seen):
    kinds = {nn.RMSNorm: "root mean square", nn.LayerNorm: "mean taken off"}
    _, model = seen
    for s in model.found:
        if s.layer is not None and s.slug.startswith("norm_"):
            module = model.modules.get_submodule(f"{model.blocks}.{s.layer}.{s.slug}")
            assert kinds[type(module)] in s.sentence
            other = set(kinds.values()) - {kinds[type(module)]}
            assert not any(words in s.sentence for words in other)


@pytest.mark.parametrize(
    ("name", "embed", "logits"),
    [
        ("gpt", "own vector", "next one"),
        ("bert", "of its position, and of its segment", "this very place"),
        ("encoder", "of the token and of its position", None),
        ("cross", "of the token and of its position", "next one"),
    ],
)
def test_what_is_embedded_and_what_the_logits_are_about(name, embed, logits):
    model = look(name)
    assert embed in model.found[0].sentence
    if logits:
        assert logits in model.found[-1].sentence
    vectors = [n for n, m in model.modules.named_modules() if isinstance(m, nn.Embedding)]
    assert ("segment" in vectors) == ("segment" in model.found[0].sentence)


def test_a_token_outside_the_run_is_refused():
    model = GPT(SHAPE)
    run = model.run(torch.ones(1, 2, dtype=torch.long), torch.ones(2, 1, 1, 2, 2, dtype=torch.bool))
    with pytest.raises(IndexError, match="token 2 is not one of the 2 tokens"):
        stations(run, 2)
