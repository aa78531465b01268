"""A long computation lets others go first: it says `step()` between its steps.

Wherever nobody waits, in a test or a training script, a step costs nothing and does nothing.
"""

from collections.abc import Callable
from contextvars import ContextVar

GIVE_WAY: ContextVar[Callable[[], None] | None] = ContextVar("give_way", default=None)


def step() -> None:
    """Let whoever waits go first; a visitor who has changed his mind meanwhile ends it here.

    To be called a few times in each tenth of a second, and never while holding a lock that
    another visitor may want.
    """
    if give_way := GIVE_WAY.get():
        give_way()
