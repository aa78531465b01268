"""The words of a lesson's step: what it says, what to look at, its question, and the way on."""

from collections.abc import Callable, Mapping
from typing import Any

from maskviz.stage.component import nothing, register

component = register("lesson", "lesson/lesson.js", "lesson/lesson.css")
TOLD = ("go", "choose", "restore")


def lesson(
    content: Mapping[str, Any],
    *,
    key: str = "lesson",
    told: Mapping[str, Callable[[], None]] | None = None,
) -> Mapping[str, Any]:
    """Draw what `ui/learn/message.py` makes, and tell what was done to it.

    told  name -> what to call: the triggers `go` "next" or "back", `choose` key of a choice or None
          to be shown the answer, and `restore`
    """
    given = told or {}
    calls = {f"on_{name}_change": given.get(name, nothing) for name in TOLD}
    return component(key=key, data=dict(content), **calls)
