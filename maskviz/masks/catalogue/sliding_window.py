"""Sliding window: a causal neighbourhood of fixed width."""

from typing import Annotated

from maskviz.masks.spec import BEFORE_EVERY_KEY, Int, Picture, mask


@mask(
    title="Sliding window",
    family="local",
    source="transformers (Mistral), xformers, GPT-Neo: the window counts the token itself; "
    "flash-attn, jax splash and attention-gym do not count it, so their window 2 is this window 3",
    look="Each row is lit for at most {window} cells, the last of them itself; what slid out of "
    "reach is hatched.",
    aliases="SWA; sliding window attention; local attention; banded; band mask; Mistral; "
    "Mistral 7B; Ministral; Gemma 2; Gemma 3; gpt-oss; Olmo 3; Cohere 2; GPT-Neo; "
    "Qwen 2 sliding window",
    pictures=(
        Picture("#.... ##... ###.. .###. ..###", {"window": 3}),
        Picture("..##.. ...##. ....##", {"window": 2}),
        Picture("#.. .#. ..#", {"window": 1}),
    ),
    empty_rows=BEFORE_EVERY_KEY,
)
def sliding_window(
    q, k, *, window: Annotated[int, Int(1, 256, "Keys in reach, counting the token itself.")] = 4
):
    """Each token reads itself and the few tokens just before it.

    0 <= q - k < window

    The cost of a row stays the same however long the text grows. Layers pass news on: after L
    layers a token can know of tokens L * (window - 1) back.
    """
    return (k <= q) & (q - k < window)
