"""Normal visitors: each changes something every 2 to 3 seconds and waits for the picture."""

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from benchmarks.wire.screen import PICTURES, Answer
from benchmarks.wire.tab import Tab, Unanswered, opened
from benchmarks.wire.tree import Node
from benchmarks.wire.widgets import options_of

PAUSE = (2.0, 3.0)  # seconds from one change to the next
CHANGES = {"slider": 4, "lock": 2, "mask": 2, "layer": 1, "text": 1}  # of ten
MASKS = 12  # the first so many of the list
PAGE = "playground"


@dataclass
class Log:
    """What happened to some visitors.

    answers  of changes alone; first visits stand in `first`
    """

    answers: list[Answer] = field(default_factory=list)
    first: list[Answer] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    open: int = 0

    def clear(self) -> None:
        self.answers, self.failures = [], []


def link(text: str, **more: str) -> str:
    """The readable address that everybody opens."""
    start = {"mask": "sliding_window", "sliding_window.window": "8"}
    return urlencode({**start, "text": text, **more})


def picture_of(tab: Tab) -> str:
    """The key of the component that draws."""
    keys = {node.key for node in tab.tree.all() if node.kind == "bidi_component"}
    return next(key for key in PICTURES if key in keys)


def another(chance: random.Random, options: Sequence, now: object) -> object:
    """A value other than the one that stands: a browser does not send what did not change."""
    return chance.choice([option for option in options if option != now])


async def slide(tab: Tab, chance: random.Random) -> Answer:
    """A slider of the mask; a mask without one gets the sliding window first."""
    sliders = [n for n in tab.tree.all() if n.kind == "slider" and "." in n.key]
    if not sliders:
        await choose(tab, "mask", "Sliding window")
        sliders = [n for n in tab.tree.all() if n.kind == "slider" and "." in n.key]
    node = chance.choice(sliders)
    values = range(int(node.body.min), int(node.body.max) + 1, max(1, int(node.body.step)))
    now = list(tab.states[node.id].double_array_value.data)
    return await tab.change(node, [float(another(chance, values, int(now[0])))])


async def choose(tab: Tab, key: str, label: str) -> Answer:
    return await tab.set(key, label)


async def masks(tab: Tab, chance: random.Random) -> Answer:
    node: Node = tab.tree.find("mask")
    now = tab.states[node.id].string_value
    return await tab.change(node, another(chance, options_of(node)[:MASKS], now))


async def layers(tab: Tab, chance: random.Random) -> Answer:
    node = tab.tree.find("layer")
    now = tab.states[node.id].string_array_value.data[0]
    return await tab.change(node, [another(chance, options_of(node), now)])


async def locks(tab: Tab, chance: random.Random) -> Answer:
    q = chance.randrange(60)
    return await tab.keep(picture_of(tab), locked={"q": q, "k": chance.randrange(q + 1)})


async def change(tab: Tab, chance: random.Random, texts: Sequence[str]) -> Answer:
    """One change, as often as people make it."""
    match chance.choices(list(CHANGES), list(CHANGES.values()))[0]:
        case "slider":
            return await slide(tab, chance)
        case "lock":
            return await locks(tab, chance)
        case "mask":
            return await masks(tab, chance)
        case "layer":
            return await layers(tab, chance)
    node = tab.tree.find("text")
    now = tab.states[node.id].string_value
    return await tab.change(node, another(chance, texts, now))


def judged(tab: Tab, answer: Answer, log: Log) -> None:
    """An answer without a picture, or with Streamlit's error box, is a failure."""
    if errors := tab.screen.errors():
        log.failures.append(errors[0])
    elif answer.picture is None:
        log.failures.append("a run without a picture")


async def visit(
    url: str, seed: int, wait: float, log: Log, stop: asyncio.Event, texts: Sequence[str]
) -> None:
    """Come after some seconds, look, change things until it is time to go."""
    chance = random.Random(seed)
    await asyncio.sleep(wait)
    try:
        async with opened(url, PAGE, link(texts[0])) as tab:
            log.first.append(await tab.rerun())
            judged(tab, log.first[-1], log)
            log.open += 1
            due = time.monotonic() + chance.uniform(0, PAUSE[1])
            while not await gone(stop, due - time.monotonic()):
                due = time.monotonic() + chance.uniform(*PAUSE)
                answer = await change(tab, chance, texts)
                log.answers.append(answer)
                judged(tab, answer, log)
    except (Unanswered, OSError) as reason:
        log.failures.append(f"{type(reason).__name__}: {reason}")


async def gone(stop: asyncio.Event, seconds: float) -> bool:
    """Wait so long, or until it is time to go."""
    if stop.is_set():  # whoever is behind waits for nothing, and would never hear of it
        return True
    try:
        await asyncio.wait_for(stop.wait(), max(0.0, seconds))
    except TimeoutError:
        return False
    return True
