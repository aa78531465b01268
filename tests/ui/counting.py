"""How often functions are entered while the app draws itself once."""

import threading
from collections import Counter
from collections.abc import Callable
from types import FrameType
from typing import Any


def entered(functions: dict[str, Callable], act: Callable[[], Any]) -> Counter[str]:
    """Name -> how often that function was entered by threads that `act` started."""
    names = {function.__code__: name for name, function in functions.items()}
    counts: Counter[str] = Counter()

    def watch(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code in names:
            counts[names[frame.f_code]] += 1

    threading.setprofile(watch)
    try:
        act()
    finally:
        threading.setprofile(None)
    return counts
