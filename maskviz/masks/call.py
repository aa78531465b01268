"""A mask together with its numbers, as one short text: `sliding_window(window=4)`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from types import MappingProxyType

from maskviz.masks.catalogue import MASKS
from maskviz.masks.dynamic import DYNAMIC
from maskviz.masks.dynamic.spec import Dynamic
from maskviz.masks.kinds import Value
from maskviz.masks.spec import Mask

CATALOGUE: Mapping[str, Mask | Dynamic] = MappingProxyType({**MASKS, **DYNAMIC})

FORM = re.compile(r"^([a-z_]+)\(([a-z_0-9=,\- ]*)\)$")


@dataclass(frozen=True)
class MaskCall:
    """One mask as somebody set it. Links, caches and exports hold its text form."""

    name: str
    params: Mapping[str, Value] = field(default_factory=dict)

    def __post_init__(self):
        if self.name not in CATALOGUE:
            raise ValueError(no_mask(self.name))
        object.__setattr__(self, "params", MappingProxyType(self.mask.settled(self.params)))

    @property
    def mask(self) -> Mask | Dynamic:
        return CATALOGUE[self.name]

    @property
    def dynamic(self) -> bool:
        """Whether it needs the scores, so that no positions alone make its matrix."""
        return self.name in DYNAMIC

    @property
    def parts(self) -> tuple["MaskCall", ...]:
        """The masks whose AND it is, with its numbers; itself alone when it has no parts."""
        numbers = [
            {n: v for n, v in self.params.items() if n in MASKS[part].defaults}
            for part in self.mask.parts
        ]
        return tuple(map(MaskCall, self.mask.parts, numbers)) or (self,)

    def __str__(self) -> str:
        inside = ", ".join(f"{name}={value}" for name, value in self.params.items())
        return f"{self.name}({inside})"

    @property
    def title(self) -> str:
        """For people: "Sliding window, window 4"; switches are named when they are on."""
        words = [p.kind.said(p.name, self.params[p.name]) for p in self.mask.controls]
        return ", ".join(filter(None, [self.mask.title, *words]))

    @property
    def look(self) -> str:
        return self.mask.look.format(**self.params)


def no_mask(name: str) -> str:
    """The sentence for a name that no mask has, with the nearest that one has."""
    near = get_close_matches(name, CATALOGUE, 1)
    return f"there is no mask “{name[:40]}”" + (f"; did you mean {near[0]}?" if near else "")


def read_call(text: str) -> tuple[MaskCall | None, list[str]]:
    """Read the text form; returns what could be read and a sentence for each thing ignored."""
    form = FORM.match(text.strip())
    if not form:
        return None, [f"“{text[:60]}” is not a mask; write one like sliding_window(window=4)"]
    name, inside = form.groups()
    if name not in CATALOGUE:
        return None, [no_mask(name)]
    params, ignored = {}, []
    controls = {p.name: p.kind for p in CATALOGUE[name].controls}
    for item in filter(None, (part.strip() for part in inside.split(","))):
        key, _, value = item.partition("=")
        if key not in controls:
            ignored.append(f"{CATALOGUE[name].title} has no parameter “{key[:40]}”")
        elif problem := controls[key].problem(read := controls[key].read(value)):
            ignored.append(f"{key}: {problem}")
        else:
            params[key] = read
    return MaskCall(name, params), ignored
