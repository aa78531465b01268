"""What was refused is said in the server's log: seldom, and without what the visitor sent."""

import logging
import threading
import time
from collections.abc import Callable

EVERY = 60.0  # seconds between two lines about the same thing
LOG = logging.getLogger("maskviz.server")


class Notes:
    """Counts what happens and writes a line when a kind is new, then one for all of a minute."""

    def __init__(
        self,
        write: Callable[[str], None] = LOG.warning,
        now: Callable[[], float] = time.monotonic,
    ):
        self._write, self._now = write, now
        self._lock = threading.Lock()
        self._kinds: dict[str, tuple[float, int]] = {}  # kind -> (last written, silent since)

    def note(self, kind: str) -> None:
        """Say that it happened. The kinds are few: they come from the code, not from visitors."""
        with self._lock:
            written, silent = self._kinds.get(kind, (-EVERY, 0))
            due = self._now() - written >= EVERY
            self._kinds[kind] = (self._now(), 0) if due else (written, silent + 1)
        if due:
            self._write(f"{kind} ({silent:,} more since the last line)" if silent else kind)


note = Notes().note
