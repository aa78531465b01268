"""Text made safe to show, and counted."""

import html
import re

MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$:<>^=&])")


def plain(text: str) -> str:
    """Text for places that read markdown: every character that means something is escaped."""
    return MARKUP.sub(r"\\\1", text.replace("\n", " "))


def safe(text: str) -> str:
    return html.escape(text)


def cells(count: int) -> str:
    return f"{count:,} cell{'' if count == 1 else 's'}"
