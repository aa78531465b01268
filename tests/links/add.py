"""Keep a link for ever: `python -m tests.links.add NAME LINK` writes tests/links/v2/NAME.json.

These files are only ever added to: whoever got such a link must see the same masks in every later
version of the app.
"""

import json
import sys
from pathlib import Path

import numpy as np

from maskviz.analysis.headmask import Region, head_mask
from maskviz.settings.declared import CONTROLS, Settings
from maskviz.settings.link import read_link
from maskviz.settings.version2 import VERSION
from tests.links.version1 import data_v1

HERE = Path(__file__).parent


def masks_of(settings: Settings) -> list[str]:
    """Every head's mask over 12 tokens with made-up facts, as text one can read; a matrix that
    somebody brought at its own size."""
    facts = {
        "real": np.array([1] * 10 + [0] * 2),
        "special": np.array([1] + [0] * 11),
        "secret": np.array([0, 0, 1] * 4),
        "level": np.array([0, 1, 2, 3] * 3),
        "doc": np.array([0] * 5 + [1] * 4 + [2] * 3),
        "is_global": np.array([1] + [0] * 11),
        "word": np.arange(12) % 5,
    }
    part, page = settings.attention, settings.base_of(settings.slot)[1]
    queries, keys = min(settings.queries or 12, 12), 12
    first = None
    if page and page.matrix:
        queries, keys = page.matrix.size
        first = None if part.queries_are_keys else 0
    region = Region(queries, keys, {name: f[:keys] for name, f in facts.items()}, first)
    heads = CONTROLS["head"].kind.options if settings.each else (0,)
    masks = [
        head_mask(
            settings, settings.slot_at(part.name, head, layer), region, part.own, head
        ).allowed
        for layer in (CONTROLS["layer"].kind.options if settings.each_layer else (0,))
        for head in heads
    ]
    return ["\n".join("".join(".#"[int(cell)] for cell in row) for row in mask) for mask in masks]


def add(name: str, link: str) -> None:
    """Write down what a link shows today; a name that exists is refused."""
    settings, ignored = read_link(link)
    if ignored:
        raise SystemExit(f"the link is not whole: {ignored}")
    golden = {"link": link, "state": data_v1(settings), "masks": masks_of(settings)}
    entries = [f'"{key}": {json.dumps(part, ensure_ascii=False)}' for key, part in golden.items()]
    with (HERE / f"v{VERSION}" / f"{name}.json").open("x", encoding="utf-8") as file:
        file.write("{" + ",\n".join(entries) + "}\n")


if __name__ == "__main__":
    add(*sys.argv[1:])
