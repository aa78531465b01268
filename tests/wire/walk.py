"""A seeded walk over the controls of a page; after each step its own address is opened anew."""

import json
import random
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from benchmarks.wire.screen import Screen
from benchmarks.wire.tab import Tab, Unanswered, opened
from tests.wire.hands import held, legal, reported, turned, wrong

ONCE = ("notes",)  # of the board's words: told once, to the one who did it
BY_HAND = ("panels",)  # what is opened by hand is no part of the state
ROUND = 8  # steps of one visitor; then another comes


@dataclass
class Fault:
    """A state that ended badly."""

    seed: str
    page: str
    query: str
    steps: list[str]
    what: str

    def __str__(self) -> str:
        return f"{self.seed}: /{self.page}?{self.query[:300]}\n  {self.steps}\n  {self.what[:600]}"


@dataclass
class Walk:
    """How many states were seen, and which of them ended badly."""

    states: int = 0
    linked: int = 0
    faults: list[Fault] = field(default_factory=list)


def pictures(screen: Screen) -> dict[str, object]:
    """What the board shows of its state, part by part; on other pages their components."""
    found: dict[str, object] = {}
    for name, body in screen.board.parts.items():
        if name == "words":
            words = json.loads(body)
            found[name] = {key: words[key] for key in words if key not in ONCE}
        elif name not in BY_HAND:
            found[name] = body
    if not found:
        for node in screen.tree.all():
            if node.kind == "bidi_component":
                found[node.key or str(len(found))] = node.body.SerializeToString()
    return found


def problem(screen: Screen) -> str:
    """Why nobody should see this page; "" when all is well."""
    if errors := screen.errors():
        return f"Streamlit's error page: {errors[0]}"
    main = screen.tree.root.children.get(0)
    drawn = [node for node in main.all() if node.body is not None] if main else []
    if len(drawn) < 2 and not screen.board.parts:
        return "an empty page"
    return ""


def apart(ours: dict, theirs: dict) -> str:
    """In which parts two pictures differ."""
    names = [name for name in {**ours, **theirs} if ours.get(name) != theirs.get(name)]
    said = [f"{name}: {ours.get(name)!r:.250} / {theirs.get(name)!r:.250}" for name in names]
    return f"the address shows another picture: {'; '.join(said)}" if names else ""


async def step(tab: Tab, chance: random.Random) -> str:
    """Change something; what it was, in words."""
    nodes = [node for node in tab.tree.all() if turned(node)]
    if not nodes:
        await tab.rerun()
        return "nothing here can be set"
    board = [node for node in nodes if node.kind == "bidi_component" and node.key == "board"]
    node = chance.choice(nodes)
    if board and chance.random() < 0.25:
        node = board[0]
    label = node.key or node.label
    if chance.random() < 0.12:
        state = wrong(node, chance)
        await tab.ask(node.fragment, [state])
        await tab.wait()
        return f"{label} := {state.WhichOneof('value')} (wrong)"
    if node.kind == "bidi_component":
        if node.key != "board" or chance.random() < 0.4:
            value = held(chance)
            await tab.keep(node.key, **value)
            return f"{label}: {value}"
        event = reported(chance)
        await tab.report(node.key, *event)
        return f"{label}: {event}"
    value = legal(node, chance)
    await tab.change(node, value)
    return f"{label} = {value!r:.60}"


async def walk(url: str, page: str, states: int, seed: str) -> Walk:
    """So many states of one page."""
    found, number = Walk(), 0
    while found.states < states:
        chance = random.Random(f"{seed} {page} {number}")
        number += 1
        steps: list[str] = []
        name = f"seed {seed}, visitor {number}"
        async with opened(url, page) as tab:
            await tab.rerun()
            for _ in range(ROUND):
                try:
                    steps.append(await step(tab, chance))
                except Unanswered as reason:
                    found.faults.append(Fault(name, page, tab.screen.query, steps, str(reason)))
                    break
                found.states += 1
                wrongs = [w async for w in judged(url, page, tab, found)]
                if wrongs:
                    found.faults.append(Fault(name, page, tab.screen.query, steps, wrongs[0]))
                    break
    return found


async def judged(url: str, page: str, tab: Tab, found: Walk) -> AsyncIterator[str]:
    """What is wrong with the page, or with the one that its own address opens."""
    if told := problem(tab.screen):
        yield told
        return
    async with opened(url, page, tab.screen.query) as other:
        await other.rerun()
        found.linked += 1
        if told := problem(other.screen):
            yield f"opened by its address: {told}"
        elif page == "playground" and (told := apart(pictures(tab.screen), pictures(other.screen))):
            yield told
