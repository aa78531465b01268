"""Freeze today's defaults for a new version of links: `python -m tests.links.freeze VERSION`.

It writes maskviz/settings/defaults_vVERSION.json, which is never changed again: what a link of
that version leaves out is read from it, and links are packed with its text as the dictionary.
Where there is one already, settings that came after it are added to later_vVERSION.json.
"""

import json
import sys
from pathlib import Path

from maskviz.masks.call import CATALOGUE, MaskCall
from maskviz.models.plans import PLANS
from maskviz.settings.declared import DEFAULTS, LAYERS
from maskviz.settings.frozen import frozen as read
from maskviz.settings.frozen import later
from maskviz.settings.slots import slot_of
from maskviz.settings.version2 import plain


def lines(data: dict) -> str:
    """One entry a line, for people; without the line ends it is JSON as links have it."""
    entries = [f"{json.dumps(key)}:{compact(value)}" for key, value in data.items()]
    return "{\n" + ",\n".join(entries) + "\n}"


def compact(value) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def frozen() -> str:
    """Defaults, openings of the models, and what links are often made of."""
    masks = {name: str(MaskCall(name)) for name in CATALOGUE}
    slots = [slot_of("", head, layer) for layer in (None, *LAYERS) for head in range(6)]
    often = {
        "masks": masks,
        "slots": dict.fromkeys([*slots, "cross.all", "all"], "custom"),
        "book": {"all": {"base": "causal()", "flips": [0, 1, 1, 1], "biases": [[2.0, [0]]]}},
        "picks": {"secret": [0]},
        "locked": [0, 0],
    }
    values = {key: plain(value) for key, value in DEFAULTS.items()}
    openings = {
        name: {key: plain(value) for key, value in plan.opening.items()}
        for name, plan in PLANS.items()
    }
    parts = {"often": often, "openings": openings, "values": values}
    return "{\n" + ",\n".join(f'"{key}":{lines(part)}' for key, part in parts.items()) + "\n}\n"


def since(version: int) -> str:
    """What was frozen later, and the settings that no file has yet."""
    known = read(version).values
    new = {key: plain(value) for key, value in DEFAULTS.items() if key not in known}
    return lines({**later(version), **new}) + "\n"


if __name__ == "__main__":
    root = Path(__file__).parents[2]
    path = root / f"maskviz/settings/defaults_v{sys.argv[1]}.json"
    if path.exists():
        path.with_name(f"later_v{sys.argv[1]}.json").write_text(since(int(sys.argv[1])))
    else:
        path.write_text(frozen())
