"""Examples that open ready: a text in the style of the corpus and a mask worth seeing on it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from maskviz.masks.call import MaskCall
from maskviz.masks.compose import term_of
from maskviz.masks.facts import FACTS
from maskviz.models import PLANS


@dataclass(frozen=True)
class Preset:
    """A named example: the settings it changes, and what it is for."""

    title: str
    values: Mapping[str, Any] = field(default_factory=dict)
    picks: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


# Short: a cell has room for its number.
SHORT, ASKED = "The bear ate his supper and slept", "Who ate it? The bear did"
LONG = (
    "Once upon a time there was a little girl who lived with her mother in a small house at the "
    "edge of a great forest. One morning her mother said to her, 'Take this basket to your "
    "grandmother, and do not leave the path.' So the little girl took the basket and set out, and "
    "before long she met a wolf, who asked her where she was going."
)

PRESETS = MappingProxyType(
    {
        "window": Preset("A window of 4", {"text": SHORT, "mask": "sliding_window"}),
        "heads": Preset("Each head its own mask", {"text": SHORT, "each": True}),
        "decode": Preset("The last queries only", {"text": SHORT, "queries": 3, "mask": "causal"}),
        "scores": Preset(
            "The scores decide: top-k", {"text": SHORT, "mask": "top_k", "top_k.keep": 3}
        ),
        "prefix": Preset(
            "Question and answer",
            {"text": ASKED, "mask": "prefix_lm", "prefix_lm.prefix": 5, "and_causal": False},
        ),
        "batch": Preset(
            "A padded batch",
            {
                **FACTS["real"].shown,
                "mask": "causal_padding",
            },
        ),
        "secrets": Preset(
            "Names and numbers",
            {**FACTS["secret"].shown, "mask": "sensitive"},
        ),
        "packed": Preset(
            "Four texts packed into one",
            {**FACTS["doc"].shown, "mask": "document_causal"},
        ),
        "image": Preset(
            "Images between the words",
            {
                **FACTS["is_image"].shown,
                "mask": "group_bidirectional",
                "and_causal": False,
            },
        ),
        "orders": Preset(
            "The prefix for all, then padding",
            {
                "text": "The old man laughed and went home",
                "pad_to": 16,
                "pad_side": "left",
                "mask": "composed",
                "composition": term_of("and(or(causal(), prefix_lm(prefix=10)), key_padding())"),
                "and_causal": False,
                "and_padding": False,
            },
        ),
        "blank": Preset("Fill in the blank", {"model": "bert", **PLANS["bert"].opening}),
        "dates": Preset("Three dates, padded", {"model": "dates", **PLANS["dates"].opening}),
        "unpadded": Preset(
            "The padding mask forgotten",
            {"model": "dates", **PLANS["dates"].opening, "and_padding": False, "pad_to": 48},
        ),
        "copy": Preset(
            "A copy blocked by a window",
            {
                "model": "copier",
                **PLANS["copier"].opening,
                "mask": "sliding_window",
                "sliding_window.window": 6,
            },
        ),
        "long": Preset("A longer text", {"text": LONG, "mask": "chunked_causal"}),
    }
)

# Six masks that differ at a glance, with causal on top as well, for when heads part ways.
HEAD_MASKS = (
    MaskCall("causal"),
    MaskCall("sliding_window", {"window": 4}),
    MaskCall("chunked_causal", {"size": 4}),
    MaskCall("stride_only", {"stride": 3}),
    MaskCall("sink_window", {"sinks": 1, "window": 2}),
    MaskCall("strict_causal"),
)
