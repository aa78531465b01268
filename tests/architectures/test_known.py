"""The models of the page: what is read is what was written down by hand, and their caches."""

import re

import pytest

from maskviz.architectures import KNOWN, LayerMask, cache_bytes, reached, read_config

NUMBERS = {
    "sliding_window": ("window",),
    "chunked_causal": ("size",),
    "prefix_lm": ("prefix",),
    "two_sided_width": ("width",),
    "shifted_window": ("width", "window", "shift"),
}


def written(words: str) -> LayerMask | None:
    """`sliding_window 4096` as a mask; `none` is a layer without attention."""
    name, *numbers = words.split()
    if name == "none":
        return None
    return LayerMask.of(name, **dict(zip(NUMBERS.get(name, ()), map(int, numbers), strict=True)))


def spelled(line: str) -> list[LayerMask | None]:
    """`5 x (3 x a, b)` layer by layer."""
    if turn := re.fullmatch(r"(\d+) x \((.*)\)", line):
        return int(turn[1]) * [mask for part in turn[2].split(", ") for mask in spelled(part)]
    if times := re.fullmatch(r"(\d+) x ([^()]*)", line):
        return int(times[1]) * [written(times[2])]
    return [written(line)]


@pytest.mark.parametrize("slug", KNOWN)
def test_a_stack_is_as_it_was_written_down(slug):
    known = KNOWN[slug]
    wanted = [mask for line in known.stack for mask in spelled(line)]
    assert [layer.mask for layer in known.model.layers] == wanted
    assert known.source and 2017 < known.year < 2030


def test_the_cache_in_bytes_by_hand():
    """A key and a value, 8 heads of 128 numbers of 2 bytes: 4,096 bytes a token and layer."""
    llama, mistral = KNOWN["llama-3"].model, KNOWN["mistral"].model
    assert cache_bytes(llama, 131_072).bytes == 32 * 4096 * 131_072 == 16 * 2**30
    assert cache_bytes(mistral, 131_072).bytes == 32 * 4096 * 4096 == 2**29
    assert cache_bytes(mistral, 1000).bytes == cache_bytes(mistral, 1000).full == 32 * 4096 * 1000
    gemma = cache_bytes(KNOWN["gemma-3"].model, 2**20)
    each = 2 * 4 * 256 * 2
    assert gemma.bytes == each * (29 * 1024 + 5 * 2**20) and gemma.full == each * 34 * 2**20
    scout = cache_bytes(KNOWN["llama-4"].model, 2**20)
    assert scout.bytes == 2 * 8 * 128 * 2 * (36 * 8192 + 12 * 2**20)
    whisper = cache_bytes(KNOWN["whisper"].model, 448)
    assert whisper.bytes == whisper.full == 2 * 12 * 64 * 4 * 12 * 448
    with pytest.raises(ValueError, match="keeps no cache"):
        cache_bytes(KNOWN["bert"].model, 512)


def test_layers_that_share_or_shorten_their_keys_have_no_bytes():
    for name, said in (("deepseek_v3", "one shortened vector"), ("jetmoe", "experts")):
        model = read_config({"model_type": name})
        assert model.heads is None and said in model.why


def test_how_far_a_token_sees_through_a_stack():
    mistral = [layer.mask for layer in KNOWN["mistral"].model.main]
    assert reached(mistral[:4], 32_767, 32_768) == [4096, 8191, 12286, 16381]
    gemma = [layer.mask for layer in KNOWN["gemma-3"].model.main]
    assert reached(gemma[:6], 8191, 8192) == [1024, 2047, 3070, 4093, 5116, 8192]
    scout = [layer.mask for layer in KNOWN["llama-4"].model.main]
    assert reached(scout[:4], 20_000, 32_768) == [20_000 - 16_384 + 1] * 3 + [20_001]
