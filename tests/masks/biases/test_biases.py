"""Every relative does what was calculated by hand, and what the libraries that have it do."""

import re
from string import Formatter

import pytest
import torch

from maskviz.masks import biases as package
from maskviz.masks.biases import BIASES, discover, parts_of
from maskviz.masks.biases.spec import Numbers
from maskviz.models.attention import Recipe, attend
from maskviz.models.score_mod import ScoreMod

every = pytest.mark.parametrize("item", BIASES.values(), ids=list(BIASES))


def made(item, picture, params=None):
    """The masked scores or weights that attention itself makes of a picture's scores."""
    scores = torch.tensor(Numbers.table(picture.scores))
    queries, keys = scores.shape
    words = picture.params if params is None else params
    score_mod = ScoreMod(**item.parts(picture.heads, queries, keys, 0, words))
    q = scores.expand(1, picture.heads, queries, keys)
    one = torch.eye(keys).expand(1, picture.heads, keys, keys)  # q·k is the score itself
    allowed = torch.ones(queries, keys, dtype=torch.bool)
    trace = attend(q, one, one, allowed, Recipe("nothing"), score_mod=score_mod)
    return getattr(trace, picture.shown)[0, picture.head]


@every
def test_it_makes_the_numbers_of_every_picture(item):
    for picture in item.pictures:
        expected = torch.tensor(Numbers.table(picture.made))
        torch.testing.assert_close(made(item, picture), expected, atol=6e-5, rtol=0)


@every
def test_every_move_of_a_parameter_changes_a_picture(item):
    for p in item.controls:
        left = {move for end in p.kind.ends for move in p.kind.beside(end)}
        for picture in item.pictures:
            for move, value in p.kind.beside(picture.params[p.name]).items():
                if p.kind.problem(value):
                    continue
                found = made(item, picture, {**picture.params, p.name: value})
                if not torch.allclose(found, made(item, picture), atol=1e-4):
                    left.discard(move)
        assert not left, p.name


@pytest.mark.parametrize("heads", [1, 2, 4, 8, 16])
def test_alibi_is_that_of_bloom_and_of_mpt(heads):
    """Theirs count from the first and to the last key, which a row's softmax does not see."""
    from transformers.models.bloom.modeling_bloom import build_alibi_tensor
    from transformers.models.mpt.modeling_mpt import build_mpt_alibi_tensor

    n = 9
    bias = BIASES["alibi"].parts(heads, n, n)["bias"]
    bloom = build_alibi_tensor(torch.ones(1, n), heads, torch.float32)  # (head, 1, key)
    mpt = build_mpt_alibi_tensor(heads, n)
    for theirs in (bloom, mpt):
        torch.testing.assert_close(bias - bias[..., :1], (theirs - theirs[..., :1]).expand_as(bias))
    torch.testing.assert_close(bias[:, -1:], mpt)  # for the last query they are the same


def test_alibi_favours_what_comes_when_nothing_hides_it():
    one_sided = BIASES["alibi"].parts(4, 5, 5)["bias"]
    both = BIASES["alibi"].parts(4, 5, 5, 0, {"both": 1})["bias"]
    assert (one_sided[:, 1, 4] > 0).all() and (both[:, 1, 4] < 0).all()
    torch.testing.assert_close(one_sided.tril(), both.tril())


@pytest.mark.parametrize("both", [0, 1])
@pytest.mark.parametrize("buckets", range(4, 33, 2))
def test_t5_buckets_are_those_of_t5(buckets, both):
    from transformers.models.t5.modeling_t5 import T5Attention

    n = 300
    distance = torch.arange(n) - torch.arange(n)[:, None]
    theirs = T5Attention._relative_position_bucket(distance, bool(both), buckets, 128)
    params = {"strength": 10, "buckets": buckets, "both": both}
    ours = BIASES["t5_buckets"].parts(2, n, n, 0, params)["bias"]
    torch.testing.assert_close(ours, -theirs[None].float())


@every
def test_the_last_queries_alone_get_what_they_get_among_all(item):
    for field, value in item.parts(3, 8, 8).items():
        last = item.parts(3, 3, 8, 5)[field]
        same = value[:, 5:] if field == "bias" else value
        assert torch.equal(torch.as_tensor(last), torch.as_tensor(same))


def test_several_at_once_add_up():
    uses = [("alibi", {}), ("softcap", {"cap": 7}), ("t5_buckets", {}), ("sink", {"score": 5})]
    parts = parts_of(uses, 2, 4, 6, 2)
    both = [BIASES[name].parts(2, 4, 6, 2)["bias"] for name in ("alibi", "t5_buckets")]
    torch.testing.assert_close(parts["bias"], both[0] + both[1])
    assert parts["softcap"] == 7.0 and parts["sink"].tolist() == [0.5, 0.5]
    assert set(parts) == {"bias", "softcap", "sink"} and parts_of([], 2, 4, 6) == {}


@every
def test_it_tells_its_story(item):
    assert re.fullmatch(r"[A-Z][^.!?\n]*\.", item.sentence) and len(item.sentence) <= 90
    assert item.inequality and item.lesson.endswith(".") and len(item.source) > 10
    assert item.name == item.rule.__name__
    fields = {name for _, name, _, _ in Formatter().parse(item.look) if name}
    assert fields <= set(item.defaults) and item.look.format(**item.defaults).endswith(".")
    for p in item.controls:
        assert p.help.endswith(".") and p.kind.problem(p.default) is None
    assert item.code.startswith(f"def {item.name}(") and '"""' not in item.code


def test_a_wrong_file_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(package, "__path__", [*package.__path__, str(tmp_path)])
    (tmp_path / "odd.py").write_text("thing = 3\n")
    with pytest.raises(ImportError, match=r"odd\.py has no bias named odd"):
        discover()
