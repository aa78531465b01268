"""The menu of masks: first the one that is chosen, then every family under its heading.

Streamlit's menus have no headings, so a heading is an option that nobody keeps; and they open at
what is chosen, so that stands at their beginning.
"""

from collections.abc import Collection, Iterable

from maskviz.masks.call import CATALOGUE
from maskviz.masks.catalogue import FAMILIES
from maskviz.masks.dynamic import FAMILY as SCORES

MARK = "── "  # no name of a mask begins with it
OWN = "your own"
TOLD = FAMILIES | {
    "dynamic": SCORES,
    OWN: "What the catalogue does not have: put together, typed or painted.",
}


def mask_menu(names: Iterable[str], chosen: str, own: Collection[str] = ()) -> list[str]:
    """The options: `names` of the catalogue in its order, and what is `own` at the end."""
    groups: dict[str, list[str]] = {}
    for name in names:
        groups.setdefault(CATALOGUE[name].family, []).append(name)
    listed = [chosen]
    for family, inside in (groups | {OWN: list(own)}).items():
        others = [name for name in inside if name != chosen]
        listed += [MARK + family, *others] if others else []
    return listed


def is_heading(option: str) -> bool:
    return option.startswith(MARK)


def shown(option: str, own: dict[str, str] | None = None) -> str:
    """An option as the menu shows it: a title, or "── Order" for a heading."""
    if is_heading(option):
        return MARK + option.removeprefix(MARK).capitalize()
    return (own or {}).get(option) or CATALOGUE[option].title


def told(heading: str) -> str:
    """What a visitor reads who picked a heading."""
    family = heading.removeprefix(MARK)
    line = TOLD[family]
    return f"{family.capitalize()} is a family of masks: {line[0].lower()}{line[1:]}"
