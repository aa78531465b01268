"""Text made safe for markdown."""

import re

MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$:<>^=&])")


def plain(text: str) -> str:
    """Text for places that read markdown: every character that means something is escaped."""
    return MARKUP.sub(r"\\\1", text.replace("\n", " "))
