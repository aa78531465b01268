"""The words of a lesson's step: what it says, what to look at, its question, and the way on."""

from collections.abc import Callable, Mapping
from typing import Any

from maskviz.stage.component import nothing, register

component = register("lesson", "lesson/lesson.js", "lesson/lesson.css")


def lesson(
    content: Mapping[str, Any],
    *,
    key: str = "lesson",
    told: Callable[[], None] = nothing,
) -> Mapping[str, Any]:
    """Draw what `ui/learn/message.py` makes, and tell what was done to it.

    told  what to call when the trigger `told` has presses (see `ui/kit/taken.py`): `go` "next" or
          "back", `choose` {"step": its id, "key": of a choice or None to be shown the answer} and
          `restore` the id of a step
    """
    return component(key=key, data=dict(content), on_told_change=told)
