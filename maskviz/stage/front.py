"""The picture of the first page: four masks to choose among, three stages, one sentence."""

from collections.abc import Callable, Mapping
from typing import Any

from maskviz.stage.component import nothing, register

component = register("front", "front/front.js", "front/front.css")
TOLD = ("look", "reveal", "door")


def front(
    content: Mapping[str, Any],
    *,
    key: str = "front",
    told: Mapping[str, Callable[[], None]] | None = None,
) -> Mapping[str, Any]:
    """Draw what `ui/front/message.py` makes, and tell what was done to it.

    told  name -> what to call: the triggers `look` {"picture": name, "row": int, "count": int},
          `reveal` {"guess": word or None} and `door` name
    """
    given = told or {}
    calls = {f"on_{name}_change": given.get(name, nothing) for name in TOLD}
    return component(key=key, data=dict(content), **calls)
