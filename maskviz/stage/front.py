"""The picture of the first page: four masks to choose among, three stages, one sentence."""

from collections.abc import Callable, Mapping
from typing import Any

from maskviz.stage.component import nothing, register

component = register("front", "front/front.js", "front/front.css")


def front(
    content: Mapping[str, Any],
    *,
    key: str = "front",
    told: Callable[[], None] = nothing,
) -> Mapping[str, Any]:
    """Draw what `ui/front/message.py` makes, and tell what was done to it.

    told  what to call when the trigger `told` has presses (see `ui/kit/taken.py`): `look`
          {"picture": name, "row": int}, `reveal` {"picture": name, "guess": word or None} and
          `door` a name
    """
    return component(key=key, data=dict(content), on_told_change=told)
