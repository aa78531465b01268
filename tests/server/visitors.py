"""Visitors of the gate: threads that a test holds by the hand, and a clock that it moves."""

import threading
import time
from dataclasses import dataclass, field

from maskviz.server.gate import Gate, Turn, Where

PATIENCE = 10.0  # seconds until a thread that should have come through counts as stuck


@dataclass
class World:
    """A clock, what each thread has used of the processor, and who came through the gate."""

    now: float = 0.0
    used: dict[int, float] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)

    def gate(self, places: int = 1) -> Gate:
        return Gate(places, lambda: self.now, lambda: self.used.get(threading.get_ident(), 0.0))

    def spend(self, seconds: float) -> None:
        """This thread computes."""
        self.now += seconds
        me = threading.get_ident()
        self.used[me] = self.used.get(me, 0.0) + seconds


def soon(condition) -> bool:
    until = time.monotonic() + PATIENCE
    while not condition() and time.monotonic() < until:
        time.sleep(0.001)
    return condition()


class Visitor:
    """A thread that enters, does what the test tells it, and leaves."""

    def __init__(self, world: World, gate: Gate, who: str, do=lambda visitor: None):
        self.world, self.gate, self.turn, self.do = world, gate, Turn(who), do
        self.told, self.came = threading.Event(), None
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()
        assert soon(lambda: self.turn.where is not Where.AWAY or not self.thread.is_alive())

    def run(self) -> None:
        self.came = self.gate.enter(self.turn)
        if self.came:
            self.world.order.append(self.turn.who)
            self.do(self)
        self.gate.leave(self.turn)

    def done(self) -> bool:
        self.thread.join(PATIENCE)
        return not self.thread.is_alive()


def until_told(visitor: Visitor) -> None:
    assert visitor.told.wait(PATIENCE)
