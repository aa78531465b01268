"""What each mask of the catalogue costs on the story, as `training/costs.py` measured it."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from maskviz.analysis.story import MODELS, STORY
from maskviz.masks.call import MaskCall, read_call
from maskviz.masks.catalogue import MASKS
from maskviz.masks.spec import Mask
from maskviz.settings.declared import CONTROLS, Settings

COSTS = STORY.with_name("costs.json")
PLAIN, MET = MODELS  # the one that never met a mask, and the one that has


class CostsError(Exception):
    """The story or its figures are missing or damaged; the message is one sentence."""


@dataclass(frozen=True)
class Bar:
    """One mask with its numbers, causal on top of it, in all heads of all layers.

    extra       settings besides the mask's own numbers: which tokens count as special
    cells       that may be read, over all pages; `empty` rows have none
    same        a fingerprint of these cells: bars that share it read the same
    perplexity  by model
    """

    call: MaskCall
    extra: Mapping[str, tuple[str, ...]]
    cells: int
    empty: int
    same: str
    perplexity: Mapping[str, float]

    @property
    def title(self) -> str:
        return titled(self.call, self.extra)

    def settings(self, text: str) -> Settings:
        """The playground with this mask on a text."""
        return settings_of(self.call, self.extra).but(text=text)


def titled(mask_call: MaskCall, extra: Mapping[str, Sequence[str]]) -> str:
    told = [kind for kinds in extra.values() for kind in kinds]
    return f"{mask_call.title} ({', '.join(told)})" if told else mask_call.title


def settings_of(mask_call: MaskCall, extra: Mapping[str, Sequence[str]]) -> Settings:
    """The first screen with this mask for every head."""
    numbers = {f"{mask_call.name}.{name}": value for name, value in mask_call.params.items()}
    return Settings.of(**numbers, **extra, mask=mask_call.name)


@dataclass(frozen=True)
class Costs:
    """All bars, and what they are compared with: plain causal.

    story    SHA-256 of the text; `weights` that of each model
    cells    of the causal mask, over all pages
    plain    what was tried and reads the same cells as plain causal, so that it has no bar
    """

    story: str
    weights: Mapping[str, str]
    tokens: int
    pages: int
    cells: int
    causal: Mapping[str, float]
    bars: tuple[Bar, ...]
    plain: tuple[MaskCall, ...]

    @property
    def missing(self) -> list[Mask]:
        """The masks of the catalogue that were not measured yet."""
        known = {bar.call.name for bar in self.bars} | {call.name for call in self.plain}
        return [mask for name, mask in MASKS.items() if name not in known]

    @cached_property
    def line(self) -> float:
        """The perplexity to beat: the model as it was trained, under the mask it was trained."""
        return self.causal[PLAIN]

    def share(self, bar: Bar) -> float:
        """The part of causal's cells that a mask reads, 0 to 1."""
        return bar.cells / self.cells

    def cost(self, perplexity: float) -> float:
        """The loss above the line, in nats a token; below 0 when it beats the line."""
        return math.log(perplexity / self.line)

    def cheapest(self, share: float) -> Bar | None:
        """The mask of least perplexity among those that read at most a share of causal's cells."""
        few = [bar for bar in self.bars if self.share(bar) <= share]
        return min(few, key=lambda bar: bar.perplexity[PLAIN], default=None)

    def dearest(self) -> Bar | None:
        """The mask that costs most for each cell that it hides."""
        return max(
            self.bars,
            key=lambda bar: self.cost(bar.perplexity[PLAIN]) / max(1, self.cells - bar.cells),
            default=None,
        )

    def most_helped(self) -> Bar | None:
        """The mask at which having met masks saves most."""
        return max(
            self.bars,
            key=lambda bar: self.cost(bar.perplexity[PLAIN]) - self.cost(bar.perplexity[MET]),
            default=None,
        )


def figure(value: object) -> float:
    number = float(value)
    if not 1 <= number < math.inf:
        raise ValueError(f"a perplexity is {number}")
    return number


def by_model(found: Mapping) -> dict[str, float]:
    return {name: figure(found[name]) for name in MODELS}


def known(text: str) -> MaskCall:
    mask_call, ignored = read_call(text)
    if mask_call is None or ignored:
        raise ValueError(ignored[0])
    return mask_call


def bar(found: Mapping) -> Bar:
    extra = {key: tuple(value) for key, value in found["with"].items()}
    for key, value in extra.items():
        if problem := CONTROLS[key].kind.problem(value):
            raise ValueError(f"{key}: {problem}")
    counts = int(found["cells"]), int(found["empty_rows"])
    return Bar(known(found["mask"]), extra, *counts, found["same"], by_model(found["perplexity"]))


def read_costs(path: Path = COSTS) -> Costs:
    """The shipped figures. Errors: CostsError."""
    try:
        data = json.loads(path.read_bytes())
        if not int(data["cells"]) > 0 < len(data["bars"]):
            raise ValueError("it has no bars, or no cells to compare them with")
        return Costs(
            story=data["story"]["sha256"],
            weights={name: str(data["weights"][name]) for name in MODELS},
            tokens=int(data["tokens"]),
            pages=int(data["pages"]),
            cells=int(data["cells"]),
            causal=by_model(data["causal"]),
            bars=tuple(map(bar, data["bars"])),
            plain=tuple(map(known, data["plain"])),
        )
    except OSError as error:
        raise CostsError(f"{path.name} cannot be read: {error.strerror}") from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise CostsError(f"{path.name} is damaged: {type(error).__name__} {error}") from None


def read_story(path: Path = STORY) -> str:
    """The shipped story. Errors: CostsError."""
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise CostsError(f"{path.name} cannot be read: {error.strerror}") from None
    except ValueError:
        raise CostsError(f"{path.name} is damaged: it is not UTF-8") from None
