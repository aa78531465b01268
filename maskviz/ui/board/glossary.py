"""The words that the board can explain; they are sent once, as they never change."""

from functools import cache

from maskviz.stage.pack import as_json
from maskviz.teaching.words import catalogue
from maskviz.teaching.words.glossary import words

# what stands on the pictures, the flow and the row themselves, in that order
ON_PICTURES = ("query", "key", "mask", "score", "minus_infinity", "softmax", "weight", "value")
ON_PICTURES += ("output", "token", "position", "head", "layer", "embedding", "norm", "length")
ON_PICTURES += ("logit", "next_token", "entropy")


@cache
def on_pictures() -> bytes:
    """The part `glossary` of the board: `words` with all their forms, to be found in its sentences,
    and the names of those that stand on its pictures."""
    told = [
        {"name": w.name, "title": w.title, "says": w.says, "forms": w.written}
        for w in words().values()
        if w.taps
    ]
    label = catalogue("pages")["board"]["label"]
    return as_json({"words": told, "on": ON_PICTURES, "label": label})
