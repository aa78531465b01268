"""What stands in the sidebar of the screen, and what of it a change leaves untrue."""

from collections.abc import Callable, Iterator
from typing import Any

from streamlit.testing.v1.element_tree import MenuButton, NumberInput, Slider, Widget

from maskviz.masks.kinds import Flag, Option
from maskviz.settings.declared import CONTROLS
from maskviz.settings.kinds import Choice, Many, RuleText, Switch
from tests.ui.browser import Page
from tests.ui.page import healthy

# A widget's own: it is shown by its value.
SENT_ONCE = ("value", "set_value", "default", "raw_value", "raw_values")


def shown(page: Page) -> list[tuple[str, str, bytes, Any]]:
    """Type, key, message and value of everything in the sidebar, from the top."""
    found = []
    for node in page.sidebar:
        proto = type(node.proto)() if node.proto else None
        if proto is not None:
            proto.CopyFrom(node.proto)
            for field in SENT_ONCE:
                if field in proto.DESCRIPTOR.fields_by_name and isinstance(node, Widget):
                    proto.ClearField(field)
        message = proto.SerializeToString(deterministic=True) if proto is not None else b""
        value = node.value if isinstance(node, Widget) and type(node) is not MenuButton else None
        found.append((node.type, getattr(node, "key", None) or "", message, value))
    return found


def stale(page: Page, key: str, act: Callable[[], Any]) -> list[str] | None:
    """What the screen still says in the sidebar after an act, and a drawing of all would not.

    None when the act drew all.

    key  of the widget that is acted on: it shows its own value
    """
    before = shown(page)
    act()
    healthy(page)
    if not page.alone:
        return None
    after = shown(healthy(page.run()))
    if len(before) != len(after):
        return [f"{len(before)} elements, and {len(after)} are drawn"]
    return [
        f"{old[0]} {old[1]}"
        for old, new in zip(before, after, strict=True)
        if old[:3] != new[:3] or (old[3] != new[3] and old[1] != key)
    ]


def setting_of(key: str) -> str:
    """The setting that a widget of the sidebar sets."""
    return key.removesuffix(" offered").removeprefix("shown_")


def others(widget: Any, key: str) -> Iterator[Any]:
    """Values that a widget can be set to: its least, one more, many; all that may be chosen."""
    kind = CONTROLS[setting_of(key)].kind
    match widget, kind:
        case ((Slider() | NumberInput()), _):
            yield from (widget.min, widget.value + 1, 65)
        case _, Flag() | Switch():
            yield from (not widget.value, widget.value)
        case _, Option(names=options):
            yield from options
        case _, Many():
            yield from ([], widget.value[:1], widget.value)
        case _, Choice():
            yield from kind.options
        case _, RuleText():
            yield from ("k <= q", "q - k < 2", "level[k] < 2", "doc[q] == doc[k]", "k <=", "k =<")
        case _:
            yield from ("king", "a 12, b 3", "")


def put(widget: Any, value: Any) -> Page:
    """Set a widget as far as it goes, and run."""
    if isinstance(widget, Slider | NumberInput):
        value = min(max(value, widget.min), widget.max)
    return widget.set_value(value).run()
