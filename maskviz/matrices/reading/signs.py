"""Signs of a drawing: which ones people draw for a cell that may be read, and which for none."""

from collections.abc import Sequence

OPEN = "#■█▓●•⬛xX✓✔✅1TtYyvV🟩🟦🟢🔵o+@"
BLANK = "␣"  # a cell that is left blank
SHUT = f"{BLANK}.⬚□░○◯⬜-–—_·✗✘✕❌🟥🔴⛔×⋅0Ff∅,"
WIDE = "\ufe0f\ufe0e"  # says how the sign before it is drawn, and is no sign


def said_open(signs: Sequence[str]) -> list[bool] | None:
    """Whether each sign is one that people draw for a cell that may be read; None when that is not
    plain: both of two are, or neither."""
    if set(signs) == {"0", "*"}:  # 0 is added where the key may be read, * stands for -inf
        return [sign == "0" for sign in signs]
    if len(signs) == 2 and set("".join(signs).upper()) == {"O", "X"}:
        return None
    plain = [sign.rstrip(".0") or "0" if len(sign) > 1 else sign for sign in signs]  # 1.0, 0.0
    shut = [sign in SHUT for sign in plain]
    opened = [sign in OPEN for sign in plain]
    if all(a != b for a, b in zip(shut, opened, strict=True)) and 0 < sum(shut) < len(signs):
        return opened
    return None
