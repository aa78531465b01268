"""A fault of the app in the server's log: where it was, without what the visitor had sent."""

import logging
import traceback
from collections.abc import Callable
from pathlib import Path

from maskviz.server.notes import note

UNCAUGHT = "Uncaught app execution"  # as Streamlit logs it, with the whole traceback
LOGGER = "streamlit.error_util"
FRAMES = 6  # the innermost ones of our own
HERE = Path(__file__).parents[2]


def told(error: BaseException) -> str:
    """The error's type and the way to it through our own files; its message may be a visitor's."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [f for f in frames if HERE in Path(f.filename).parents] or list(frames)
    way = [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in own[-FRAMES:]]
    return f"{type(error).__name__}, by way of " + ", ".join(way)


class Short(logging.Filter):
    """Writes one line for a fault instead of its traceback, and each fault once a minute."""

    def __init__(self, say: Callable[[str], None] = note):
        super().__init__()
        self.say = say

    def filter(self, record: logging.LogRecord) -> bool:
        if record.msg != UNCAUGHT or not record.exc_info or record.exc_info[1] is None:
            return True
        self.say(f"A run ended with {told(record.exc_info[1])}")
        return False


def shorten() -> None:
    """From now on; a second time changes nothing."""
    logger = logging.getLogger(LOGGER)
    if not any(isinstance(found, Short) for found in logger.filters):
        logger.addFilter(Short())
