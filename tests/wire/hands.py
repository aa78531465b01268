"""What a hand, or somebody who writes messages himself, sets: any value of any control."""

import random
from typing import Any

from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks.wire.tab import EVENTS
from benchmarks.wire.tree import Node
from benchmarks.wire.widgets import field_of, options_of, said
from maskviz.masks.painting import POSITIONS
from maskviz.ui.playground.panels import PANELS

WORDS = (
    "The wolf said that the house was in the wood",
    "3 March 1998",
    "",
    " ",
    "k <= q",
    "k < queries and q - k < 5 or k == 0",
    "doc[k] == doc[q] and q % 2 == 0",
    "q >= k & q - k < 5",
    "k <= q and",
    "shift(full(),full(),by=3)",
    "and(causal(),not(sliding_window(window=3)))",
    "per_document(causal())",
    "0 1\n1 1",
    "<b>bold</b> $x$ :smile: [a](http://example.invalid)",
    "−∞ ﷽ 𝔘 \u202e\u0000 é",
    "king " * 300,
    "1e999",
)
WRONG: dict[str, tuple] = {
    "trigger_value": (True,),
    "bool_value": (True,),
    "double_value": (float("nan"), float("inf"), -1e308),
    "int_value": (2**62, -(2**62)),
    "string_value": ("SECRET", ""),
    "double_array_value": ([1.5, float("inf")], [], [0.5] * 9),
    "int_array_value": ([-1, 99], []),
    "string_array_value": (["SECRET", "b"], [], ["0", "0"]),
    "json_value": ("{", "[]", '{"locked": {"q": 1e400, "k": "x"}, "paint": 7}'),
    "json_trigger_value": ('[{"event":"told","value":{}}]', "null", '{"event":3}'),
    "string_trigger_value": ("SECRET", ""),
    "bytes_value": (b"\xff",),
}
NOT_TURNED = ("file_uploader",)


def turned(node: Node) -> bool:
    """Whether a hand can set it."""
    free = not getattr(node.body, "disabled", False) and node.kind not in NOT_TURNED
    return free and (node.kind == "bidi_component" or bool(field_of(node)))


def legal(node: Node, chance: random.Random) -> Any:
    """Some value that this widget can have, its ends more often than others."""
    body, options = node.body, options_of(node)
    match node.kind:
        case "slider" if options:
            return [chance.choice(options)]
        case "slider":
            steps = int((body.max - body.min) / (body.step or 1))
            return [body.min + body.step * chance.choice([0, steps, chance.randint(0, steps)])]
        case "number_input":
            low, high = (int(body.min), int(body.max)) if body.has_max else (0, 100)
            found = chance.choice([low, high, chance.randint(low, high)])
            return found if field_of(node) == "int_value" else float(found)
        case "selectbox" | "radio" | "menu_button":
            return chance.choice(options) if options else None
        case "button_group" if body.click_mode == body.SINGLE_SELECT:
            return [chance.choice(options)]
        case "button_group" | "multiselect":
            return [option for option in options if chance.random() < 0.5]
        case "checkbox" | "expandable" | "popover":
            return chance.random() < 0.5
        case "tab_container":
            return chance.choice([tab.label for tab in node.children.values()])
        case "text_input" | "text_area":
            return chance.choice(WORDS)[: body.max_chars or None]
    return True


def wrong(node: Node, chance: random.Random) -> WidgetState:
    """A value of any type."""
    field = chance.choice(list(WRONG))
    name = EVENTS.format(node.id) if field == "json_trigger_value" else node.id
    return said(name, field, chance.choice(WRONG[field]))


def reported(chance: random.Random) -> tuple[str, Any]:
    """An event of the board: one that its script sends, and now and then another."""
    name = chance.choice(["head", "layer", "chip", "pick", "token", "panel"])
    if chance.random() < 0.1:
        return name, chance.choice([None, -1, 1e300, "SECRET", [], {"name": []}, True])
    match name:
        case "head" | "layer":
            return name, chance.randrange(6)
        case "chip":
            return name, chance.choice(["bias_after", "and_causal", "and_padding", "position_ids"])
        case "pick":
            kind = chance.choice(["doc", "level_2", "prefix", "special"])
            return name, {"name": kind, "on": sorted(chance.sample(range(30), chance.randrange(5)))}
        case "token":
            return name, chance.randrange(400)
    return name, chance.choice(list(PANELS))


def held(chance: random.Random) -> dict[str, Any]:
    """A state of the board: a locked cell, or a painting of the slot that all share."""
    if chance.random() < 0.5:
        cell = {"q": chance.randrange(40), "k": chance.randrange(40)}
        return {"locked": chance.choice([cell, cell, cell, None])}
    flips = sorted({chance.randrange(10) * POSITIONS + chance.randrange(10) for _ in range(4)})
    page = {"base": "causal()", "flips": flips, "biases": []}
    return {"paint": chance.choice([{}, {"0": page}, {"all": page}, {"all": page}])}
