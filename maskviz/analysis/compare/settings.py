"""The two sides of a comparison: what is kept of A, what both take from B, the model's own."""

from dataclasses import replace
from typing import Any

from maskviz.models.plans import PLANS
from maskviz.settings.declared import DEFAULTS, Settings
from maskviz.settings.numbered import NUMBERED

TEXTS = (  # what is read and asked
    *("text", "texts", "row", "pad_side", "pad_to", "queries", "answer", "position_ids"),
)
LOOKS = ("part", "layer", "head", "output")  # where one looks
RECIPE = ("divide", "blocking", "fill", "precision", "bias", "bias_after")
READ = (*TEXTS, *(key for key in NUMBERED if key.startswith(("text_", "length_"))))


def on_text_of(a: Settings, b: Settings) -> Settings:
    """A as it is on the text of B, looked at where B is.

    Its model stays where it reads the same tokens as B's.
    """
    same = PLANS[a.model].shelf == PLANS[b.model].shelf
    model = a.model if same else b.model
    changes: dict[str, Any] = {key: b[key] for key in (*READ, *LOOKS)}
    return a.but(**changes, model=model, locked=b.locked).with_own_mask()


def read_by(settings: Settings) -> tuple[Any, ...]:
    """What the model is given to read, to be compared."""
    return tuple(settings[key] for key in READ)


def own_of(settings: Settings) -> Settings:
    """The same text under the model's own masks, with the usual recipe and nothing besides."""
    usual = {key: DEFAULTS[key] for key in (*RECIPE, "layers", "and_causal", "and_padding")}
    mask = "causal" if "causal" in settings.attention.own else "full"
    changed = settings.but(**usual, mask=mask, each=False, each_layer=False)
    return replace(changed, slots={}, book={}).stored()
