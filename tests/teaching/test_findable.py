"""One search finds masks, lessons, models, words and arguments, each of which has a page."""

from urllib.parse import parse_qs, urlsplit

import pytest

from maskviz.analysis.atlas import entries
from maskviz.analysis.search import rank
from maskviz.architectures import KNOWN
from maskviz.models import PLANS
from maskviz.settings.query import read_query
from maskviz.teaching.findable import KINDS, everything, find_any, looked
from maskviz.teaching.lessons.found import lesson_of
from maskviz.teaching.words.glossary import words
from maskviz.ui.shell import ADDRESSES


@pytest.mark.parametrize(
    ("text", "kind", "title"),
    [
        ("Llama-4", "mask", "Chunked causal"),
        ("look-ahead", "mask", "Causal"),
        ("SWA", "mask", "Sliding window"),
        ("gpt_masked", "model", "gpt-masked: has met masks"),
        ("copier", "model", "copier: repeats"),
        ("softmax", "word", "softmax"),
        ("wenet", "mask", "Chunk with look-back"),
        ("streaming", "mask", "Chunk with look-back"),
        ("whisper", "mask", "Causal"),
        ("packing", "mask", "Causal documents"),
        ("segment", "mask", "Documents"),
        ("varlen", "mask", "Causal documents"),
        ("jagged", "mask", "Documents"),
        ("EAGLE", "mask", "Tree"),
        ("KV cache", "mask", "Decode step"),
        ("autoregressive", "mask", "Causal"),
        ("subsequent", "mask", "Causal"),
        ("chunked prefill", "mask", "Causal"),
        ("finfo.min", "word", "finfo.min"),
        ("src_mask", "argument", "src_mask of nn.Transformer"),
        ("tgt_mask", "argument", "tgt_mask of nn.Transformer"),
        ("memory_mask", "argument", "memory_mask of nn.Transformer"),
        ("src_key_padding_mask", "argument", "src_key_padding_mask of nn.Transformer"),
        ("key_padding_mask", "argument", "key_padding_mask of nn.MultiheadAttention"),
        ("attn_mask", "argument", "attn_mask of scaled_dot_product_attention"),
        ("is_causal", "argument", "is_causal of nn.MultiheadAttention"),
        ("attn_bias", "argument", "attn_bias of memory_efficient_attention of xformers"),
        ("queries", "word", "query"),
        ("Gemma 3", "real model", "Gemma 3 4B"),
        ("gpt-oss", "real model", "gpt-oss 20B"),
    ],
)
def test_it_is_among_the_first(text, kind, title):
    assert (kind, title) in [(each.kind, each.title) for each in find_any(text)[:4]]


def test_every_lesson_is_found_by_its_title():
    lessons = [each for each in everything() if each.kind == "lesson"]
    assert len(lessons) >= 10
    for each in lessons:
        assert find_any(each.title)[0] is each


def test_every_address_has_what_was_found():
    for each in everything():
        parts = urlsplit(each.address)
        page, asked = parts.path.removeprefix("./"), parse_qs(parts.query)
        assert page in {*ADDRESSES, "learn", "words"}
        if each.kind == "word":
            assert words()[asked["word"][0]].title == each.title
        elif each.kind == "model":
            assert PLANS[asked["card"][0]].title == each.title
        elif each.kind == "argument":
            assert (page, asked) == ("conventions", {"conventions": ["Arguments"]})
        elif each.kind == "real model":
            assert KNOWN[asked["real_model"][0]].name == each.title
        elif each.kind == "lesson":
            assert lesson_of(asked["lesson"][0])
        if each.lesson:
            assert lesson_of(parse_qs(urlsplit(each.lesson).query)["lesson"][0])


def test_a_mask_opens_as_all_masks_open_it():
    for entry, each in zip(entries(), everything(), strict=False):
        found = read_query(parse_qs(urlsplit(each.address).query))
        assert not found.ignored
        assert found.settings.stored() == entry.settings.stored()


def test_the_best_comes_first_whatever_it_is():
    for text in ("causal", "padding", "window", "attention"):
        places = [rank(text, each.searched) for each in find_any(text)]
        assert places == sorted(places) and len(places) > 3


def test_nothing_is_found_for_nothing_and_it_is_said_where_was_looked():
    assert find_any("") == find_any(" - ") == find_any("xyzzy") == []
    for kind, several in KINDS.items():
        count = sum(each.kind == kind for each in everything())
        assert count and f"{count} {several}" in looked()
    assert "lessons" not in looked(("mask",))
    assert {each.kind for each in find_any("causal", ("word", "lesson"))} <= {"word", "lesson"}
