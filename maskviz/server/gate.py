"""A gate that lets few runs through at a time: who has used least is next.

There is one interpreter. Runs that share it tear it out of each other's hands, and all of them
together take longer than one after the other: with 60 visitors 3.5 seconds instead of 1.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from maskviz.server.charges import Charges

PLACES = 1  # runs at a time; a second one gains nothing (measured)
SLICE = 0.05  # seconds of the processor after which a run lets others go first at its next step
ALIKE = 0.25  # seconds of charge: visitors who differ by less go in the order they came
STEPS = 0.005  # seconds between two steps; a page asks a thousand times a second
OVERDUE = 0.25  # seconds without a step after which a run counts as one beside the others
BESIDE = 1  # such runs at most, but
STUCK = 5.0  # seconds after which there may be more: it may wait for somebody who waits here


class Where(Enum):
    AWAY = "away"
    WAITING = "waiting"
    INSIDE = "inside"
    BESIDE = "beside"  # inside for so long without a step that its place was given to the next


@dataclass(eq=False)
class Turn:
    """One run of a session: where it stands, and since when.

    since  when it came in, or made its last step
    cpu    seconds of its thread when it came in
    gone   nobody wants its answer any more: it waits for nothing
    """

    who: str
    where: Where = Where.AWAY
    came: int = 0
    since: float = 0.0
    cpu: float = 0.0
    gone: bool = False
    opened: threading.Event = field(default_factory=threading.Event)


class Gate:
    """Turns of runs. All but `relieve` and `let_go` are called by the thread that runs."""

    def __init__(
        self,
        places: int = PLACES,
        now: Callable[[], float] = time.monotonic,
        used: Callable[[], float] = time.thread_time,
    ):
        self._places, self._now, self._used = places, now, used
        self._lock = threading.Lock()
        self._waiting: set[Turn] = set()
        self._running: set[Turn] = set()  # inside and beside
        self._charges = Charges()
        self._came = 0

    def enter(self, turn: Turn) -> bool:
        """Wait for one's turn; False when nobody wants the answer any more."""
        with self._lock:
            self._queue(turn)
            self._open()
        turn.opened.wait()
        turn.cpu = self._used()
        return turn.where is Where.INSIDE

    def leave(self, turn: Turn) -> None:
        """The run is over: pay for it and let the next one in."""
        with self._lock:
            self._pay(turn)
            self._away(turn)
            self._open()

    def due(self, turn: Turn) -> bool:
        """Whether it is time for a step: it looks at the processor's clock, which takes long."""
        return self._now() - turn.since >= STEPS

    def step(self, turn: Turn, at_once: bool = False) -> None:
        """Between two steps of a run: let others go first once it has had its slice.

        The slice is of the processor's time: on a busy machine the clock runs on while nothing is
        done, and runs would change places at every step.

        With `at_once`, before the slice is over: the run is about to begin anew.
        """
        turn.since = self._now()
        had = at_once or self._used() - turn.cpu >= SLICE
        if turn.where is Where.BESIDE or (self._waiting and had):
            with self._lock:
                if turn.gone or turn.where is Where.AWAY:
                    return
                self._pay(turn)
                self._queue(turn)
                self._open()
            turn.opened.wait()
            turn.cpu = self._used()

    def let_go(self, turn: Turn) -> None:
        """Nobody wants its answer any more: if it waits, it waits no longer."""
        with self._lock:
            turn.gone = True
            if turn.where is Where.WAITING:
                self._away(turn)
                turn.opened.set()

    def relieve(self) -> None:
        """Give the place of a run that makes no step to the next; to be called from time to time.

        That run goes on beside the others, and is behind them at its next step.
        """
        with self._lock:
            self._open()
            self._charges.forget(self._now())

    def _queue(self, turn: Turn) -> None:
        self._away(turn)
        if turn.gone:
            turn.opened.set()
            return
        self._charges.welcome(turn.who, (other.who for other in self._waiting), self._now())
        self._came += 1
        turn.came, turn.where = self._came, Where.WAITING
        turn.opened.clear()
        self._waiting.add(turn)

    def _away(self, turn: Turn) -> None:
        turn.where = Where.AWAY
        self._waiting.discard(turn)
        self._running.discard(turn)

    def _pay(self, turn: Turn) -> None:
        if turn in self._running:
            self._charges.add(turn.who, self._used() - turn.cpu, self._now())

    def _open(self) -> None:
        """Let in as many as there are places for, least charged first, alike as they came."""
        now = self._now()
        if self._waiting:
            self._step_aside(now)
        inside = sum(turn.where is Where.INSIDE for turn in self._running)
        order = sorted(
            self._waiting, key=lambda t: (self._charges.now(t.who, now) // ALIKE, t.came)
        )
        for turn in order[: max(0, self._places - inside)]:
            self._waiting.remove(turn)
            self._running.add(turn)
            turn.where, turn.since = Where.INSIDE, now
            turn.opened.set()

    def _step_aside(self, now: float) -> None:
        """Whoever is overdue goes on beside the others."""
        beside = sum(turn.where is Where.BESIDE for turn in self._running)
        for turn in self._running:
            late = now - turn.since
            if turn.where is Where.INSIDE and late >= (OVERDUE if beside < BESIDE else STUCK):
                turn.where, beside = Where.BESIDE, beside + 1
