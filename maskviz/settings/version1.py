"""Version 1 of links and state files: every setting is said, defaults included."""

from collections.abc import Mapping

from maskviz.settings.declared import Settings
from maskviz.settings.parts import read_parts, section
from maskviz.settings.version2 import read_over


def read_v1(data: Mapping) -> tuple[Settings, list[str]]:
    """Take every part that is valid, name every part that is not.

    A setting that is younger than the link is what it was when version 2 was made.
    """
    ignored: list[str] = []
    values = read_over("gpt", section(data, "values", ignored), ignored)
    return read_parts(data, values, ignored), ignored
