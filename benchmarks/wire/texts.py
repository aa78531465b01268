"""Texts of an exact length in tokens, each of its own."""

import random

from maskviz.models.loading import load

SENTENCE = "The king asked the princess what she had seen in the garden, and she told the king. "
WORDS = (
    "king",
    "princess",
    "garden",
    "wolf",
    "house",
    "wood",
    "bread",
    "bird",
    "said",
    "and",
    "the",
)


def text_of(tokens: int, text: str = SENTENCE * 40) -> str:
    """The beginning of a text, so many tokens for the shipped tokenizer, `<s>` included."""
    tokenizer = load().tokenizer
    return tokenizer.decode(tokenizer.encode(text).ids[: tokens - 1])


def texts_of(tokens: int, many: int = 20, seed: int = 0) -> list[str]:
    """Different texts; the first is the sentence that everybody's link holds."""
    chance = random.Random(seed)
    own = [" ".join(chance.choices(WORDS, k=2 * tokens)) for _ in range(many - 1)]
    return [text_of(tokens), *(text_of(tokens, text) for text in own)]
