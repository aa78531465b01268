"""The colours of the charts; each is drawn for the theme that its reader sees."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Palette:
    """What one theme paints with, as CSS writes colours.

    accent  what is spoken of
    other   what is set against it, or is not as meant
    plain   what it is compared with
    """

    accent: str
    other: str
    plain: str
