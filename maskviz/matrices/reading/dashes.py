"""Lists as YAML writes them in blocks, an item a line behind its dash."""

import re

from maskviz.matrices.reading.words import number_of

ITEM = re.compile(r"(?P<lead>[ ]*(?:-[ ]+)+)(?P<cell>[^\s#]+)[ ]*(?:#.*)?")
KEY = re.compile(r"[ ]*[\"']?(?P<name>[^\W\d][\w.]*)[\"']?:[ ]*(?:#.*)?")
AROUND = re.compile(r"\s*(?:---|\.\.\.|#.*)?\s*")


def undashed(text: str) -> str:
    """The text with such lists in brackets; the same text where there are none, or other lines."""
    lines = [line for line in text.splitlines() if not AROUND.fullmatch(line)]
    items = [found for line in lines if (found := ITEM.fullmatch(line))]
    others = [line for line in lines if not ITEM.fullmatch(line)]
    if len(items) < 2 or not all(map(KEY.fullmatch, others)):
        return text
    depths = {item["lead"].count("-") for item in items}
    if min(depths) > 1 or any(number_of(item["cell"].strip("\"'")) is None for item in items):
        return text  # a drawing of dashes
    made: list[str] = []
    opened: list[int] = []  # the columns of the dashes whose lists are open
    for line in lines:
        if key := KEY.fullmatch(line):
            made.append("]" * len(opened) + f"\n{key['name']}: ")
            opened.clear()
            continue
        item = ITEM.fullmatch(line)
        assert item  # all other lines are keys
        for dash in re.finditer("-", item["lead"]):
            while opened and opened[-1] > dash.start():
                opened.pop()
                made.append("], ")
            if not opened or opened[-1] < dash.start():
                opened.append(dash.start())
                made.append("[")
        made.append(item["cell"] + ", ")
    return "".join([*made, "]" * len(opened)])
