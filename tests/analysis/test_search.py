"""What people type finds the mask they mean, however they spell it."""

import pytest

from maskviz.analysis.atlas import entries, find
from maskviz.analysis.relatives import find_relatives, relatives
from maskviz.analysis.search import APART, Searched, rank, ranked, words_of

# what somebody types -> what has to be among the first three
SEARCHES = {
    "look-ahead": "causal",
    "lookahead mask": "causal",
    "subsequent mask": "causal",
    "square_subsequent_mask": "causal",
    "autoregressive": "causal",
    "Auto-Regressive": "causal",
    "future": "causal",
    "tgt_mask": "causal",
    "tgt mask": "causal",
    "GPT-2": "causal",
    "gpt2": "causal",
    "Qwen": "causal",
    "whisper": "causal",
    "Whisper": "full",
    "BERT": "full",
    "bidirectional": "full",
    "src_mask": "full",
    "src_key_padding_mask": "key_padding",
    "src key padding mask": "key_padding",
    "key-padding-mask": "key_padding",
    "attention_mask": "key_padding",
    "[PAD]": "key_padding",
    "left padding": "causal_padding",
    "packing": "document",
    "sample packing": "document_causal",
    "segment": "document",
    "segment ids": "document",
    "varlen": "document",
    "jagged": "document",
    "cu_seqlens": "document",
    "SWA": "sliding_window",
    "swa": "window_back",
    "slidingwindow": "sliding_window",
    "sliding-window attention": "sliding_window",
    "Mistral": "sliding_window",
    "gemma-2": "sliding_window",
    "Gemma 2": "sliding_window",
    "gpt oss": "sliding_window",
    "streaming": "sink_window",
    "Streaming LLM": "sink_window",
    "attention sink": "sink_window",
    "EAGLE": "tree",
    "Medusa": "tree",
    "speculative decoding": "tree",
    "KV cache": "decode_step",
    "kv-cache": "decode_step",
    "llama4": "chunked_causal",
    "Llama-4": "chunked_causal",
    "LLAMA 4": "chunked_causal",
    "Gemma 3 images": "group_bidirectional",
    "paligemma": "prefix_lm",
    "prefix LM": "prefix_lm",
    "UniLM": "prefix_lm",
    "XLNet": "permutation",
    "Big Bird": "bigbird",
    "Swin": "shifted_window",
    "neighborhood attention": "neighbourhood",
    "Flamingo": "interleaved",
    "privacy": "sensitive",
    "PII": "sensitive",
    "multi tenant": "owner",
    "upper triangular": "anti_causal",
    "ModernBERT": "two_sided_width",
    "global attention": "global_tokens",
    "diffusion language model": "block_diffusion",
    "best of n": "shared_prefix",
    "CLS": "special",
    "block diagonal": "chunk",
}
RELATIVES = {
    "deepseek v3.2": "top_k",
    "MoBA": "block_gate",
    "bloom": "alibi",
    "T5": "t5_buckets",
    "relative position": "t5_buckets",
    "soft capping": "softcap",
    "gpt-oss": "sink",
    "alternating layers": "per_layer",
    "mask_mod": "typed",
    "4D mask": "custom",
    "and masks": "and",
}


@pytest.mark.parametrize(("typed", "meant"), SEARCHES.items())
def test_the_mask_that_is_meant_is_among_the_first(typed, meant):
    assert meant in [found.mask.name for found in find(typed)[:3]]


@pytest.mark.parametrize(("typed", "meant"), RELATIVES.items())
def test_a_relative_that_is_meant_is_among_the_first(typed, meant):
    assert meant in [found.name for found in find_relatives(typed)[:3]]


@pytest.mark.parametrize(
    "found", [*entries(), *relatives()], ids=lambda found: found.searched.names[1]
)
def test_every_alias_finds_its_mask_first_of_all(found):
    """None stands in vain, and none only repeats the title or the name."""
    aliases = found.mask.aliases if hasattr(found, "mask") else found.aliases
    names = [words_of(alias).replace(" ", "") for alias in aliases.split(APART)]
    assert len(set(names)) == len(names) and all(names)
    own = found.mask if hasattr(found, "mask") else found
    assert not {words_of(own.title).replace(" ", ""), words_of(own.name).replace(" ", "")} & {
        *names
    }
    assert {rank(alias, found.searched) for alias in aliases.split(APART)} == {0}


def test_the_better_fit_comes_first():
    made = {
        "told": Searched.of("A", "a", "b", "it is like llama 4 and others"),
        "has it": Searched.of("B", "b", "the Llama 4 one", ""),
        "begins": Searched.of("C", "c", "llama 4 scout", ""),
        "is it": Searched.of("D", "d", "x; Llama-4", ""),
        "no": Searched.of("E", "e", "llama 2 and 14", "40 llamas"),
    }
    for typed in ("llama4", "LLAMA_4", " llama-4 "):
        assert ranked(typed, made, made.get) == ["is it", "begins", "has it", "told"]


def test_letters_across_words_do_not_count():
    """ "swa" is no "models was", and a number is not a part of another."""
    assert rank("swa", Searched.of("A", "a", "b", "models was")) is None
    assert rank("top 2", Searched.of("A", "a", "b", "top of 2019")) is None


def test_nothing_typed_is_everything_in_its_order():
    for typed in ("", "  ", "-", "__"):
        assert find(typed) == list(entries())
        assert find_relatives(typed) == list(relatives())
