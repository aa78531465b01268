"""Version 1 of links and state files: every setting is said, defaults included."""

from collections.abc import Mapping

from maskviz.settings.declared import Settings
from maskviz.settings.parts import read_locked, read_masks, read_picks, section
from maskviz.settings.version2 import read_over


def read_v1(data: Mapping) -> tuple[Settings, list[str]]:
    """Take every part that is valid, name every part that is not.

    A setting that is younger than the link is what it was when version 2 was made.
    """
    ignored: list[str] = []
    values = read_over("gpt", section(data, "values", ignored), ignored)
    slots, book = read_masks(data, ignored)
    picks = read_picks(section(data, "picks", ignored), ignored)
    locked = read_locked(data.get("locked"), ignored)
    return Settings.of(**values, slots=slots, book=book, picks=picks, locked=locked), ignored
