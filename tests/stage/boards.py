"""Boards for the tests: parts as the playground makes them, small and seeded."""

from maskviz.stage.flow import flow_message
from maskviz.stage.pack import as_json
from maskviz.stage.row import row_message
from maskviz.stage.scene import Scene, scene_message
from tests.stage import scenes
from tests.stage.tiny import arithmetic, flow_of

MARKUP = "<img src=x onerror=\"document.title='hit'\">"
WORDS = {
    "title": "Window both ways, window 4, and causal",
    "chips": [
        {"key": "and_causal", "label": "And causal", "on": True, "help": "Click to switch it off."},
        {"key": "and_padding", "label": "And padding", "on": False, "help": "It would take 3."},
    ],
    "lines": [["A query reads ", {"b": "the last 4 keys"}, " and nothing later."]],
    "labs": [{"address": "batch", "question": "What does this padding do?"}],
    "notes": [["The text has 8 tokens."]],
    "link": "?p=2abc",
    "nolink": None,
}
PICKS = [
    {
        "name": "sensitive",
        "label": "Sensitive (click to change)",
        "tokens": scenes.WORDS,
        "on": [1, 3],
    }
]
FIGURES = [["row 3 predicts", "“on” 31% (causal: “a” 4%)"], ["may be read", "22 of 64 cells"]]
ANSWERS = {
    "title": "What it does to the model",
    "blocks": [
        {"kind": "line", "text": ["Row 3 predicts ", {"b": "token 4"}, "."]},
        {
            "kind": "bars",
            "lists": [
                {"title": "With this mask", "bars": [["on", 0.31, "31.0%"]], "nothing": None},
                {"title": "With causal", "bars": [], "nothing": "NaN: nothing."},
            ],
        },
        {"kind": "tokens", "label": "Click to append", "options": [[7, " on"], [9, " a"]]},
        {"kind": "small", "text": ["One text is no measure."]},
    ],
}
PANELS = [
    {"name": "code", "title": "Code", "open": False},
    {"name": "files", "title": "Files", "open": True},
]


def board_parts(scene: Scene | None = None, **changed) -> dict[str, bytes]:
    """Every part of a board, in the order of drawing; `words` and its like may be given."""
    said = {
        "words": WORDS,
        "picks": PICKS,
        "figures": FIGURES,
        "answers": ANSWERS,
        "panels": PANELS,
        "hand": {"locked": {"q": 3, "k": 1}, "book": {}},
    } | changed
    bodies = {name: as_json(content) for name, content in said.items()}
    return {
        "stage": scene_message(scene or scenes.example()),
        "hand": bodies["hand"],
        "words": bodies["words"],
        "flow": flow_message(flow_of()),
        "layer": as_json(1),
        "picks": bodies["picks"],
        "figures": bodies["figures"],
        "row": row_message(arithmetic()),
        "answers": bodies["answers"],
        "panels": bodies["panels"],
    }
