"""The figures of `training/cheat.py` as they are shipped, and what follows from them."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

DATA = Path(__file__).parents[1] / "data" / "cheat.json"
Verdict = Literal["better", "worse", "unmoved"]


class DataError(Exception):
    """The file of figures is missing or damaged; the message is one sentence."""


@dataclass(frozen=True)
class Change:
    """A mean loss, and what it changed against another; all in nats a token.

    error  the standard error of the change, over windows
    """

    loss: float
    change: float
    error: float

    @property
    def perplexity(self) -> float:
        return math.exp(self.loss)

    @property
    def percent(self) -> float:
        """The change of perplexity in percent."""
        return 100 * math.expm1(self.change)

    @property
    def verdict(self) -> Verdict:
        """Which way it moved; a change within two standard errors counts as none."""
        if abs(self.change) <= 2 * self.error:
            return "unmoved"
        return "better" if self.change < 0 else "worse"


@dataclass(frozen=True)
class Asked:
    """The same next tokens asked three ways, mean loss in nats.

    open    the whole text lies open in one pass
    alone   each prefix is read on its own, without a mask
    causal  one pass under the causal mask
    """

    open: float
    alone: float
    causal: float


@dataclass(frozen=True)
class Row:
    """One point of a training curve: losses in nats on the same held-out windows."""

    step: int
    honest: float  # read under the causal mask
    peeking: float  # read without a mask


@dataclass(frozen=True)
class Text:
    """A beginning, and how each model wrote on, every token its best guess.

    usual    gpt, with its mask
    cheater  the model trained on without it, its own text open to it
    """

    prompt: str
    usual: str
    cheater: str


@dataclass(frozen=True)
class Report:
    """Everything measured.

    Shapes: open_layer and stranger one a layer, open_head (layer, head), gaps and last_row one a
    layer. `stranger` compares a layer that reads its own future with one that reads another text's.
    """

    weights: str  # SHA-256 of the weights that were measured
    tokens: int
    windows: int
    prefixes: int
    causal: float
    open_all: Change
    open_layer: tuple[Change, ...]
    stranger: tuple[Change, ...]
    open_head: tuple[tuple[Change, ...], ...]
    gaps: tuple[tuple[float, float], ...]  # mean and largest difference of raw scores
    last_row: tuple[float, ...]  # largest difference of the last row's logits
    written: Asked  # by the shipped weights
    cheater: Asked  # by those trained on without the mask
    without_mask: tuple[Row, ...]
    with_mask: tuple[Row, ...]
    tested: int  # tokens of a point of the curves
    texts: tuple[Text, ...] = ()


def finite(value: object) -> object:
    """The same data; ValueError when a number in it is not one that can be shown."""
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, dict | list):
            finite(inner)
        elif isinstance(inner, float) and not math.isfinite(inner):
            raise ValueError(f"a figure is {inner}")
    return value


def change(found: Mapping) -> Change:
    return Change(float(found["loss"]), float(found["change"]), float(found["error"]))


def asked(found: Mapping) -> Asked:
    return Asked(float(found["open"]), float(found["alone"]), float(found["causal"]))


def rows(found: Sequence[Mapping]) -> tuple[Row, ...]:
    if not found:
        raise ValueError("a curve has no points")
    return tuple(Row(int(r["step"]), float(r["honest"]), float(r["peeking"])) for r in found)


def texts(found: Sequence[Mapping]) -> tuple[Text, ...]:
    return tuple(Text(str(t["prompt"]), str(t["usual"]), str(t["cheater"])) for t in found)


def report(data: Mapping) -> Report:
    """The figures by name. Errors: KeyError, TypeError, ValueError when some are not there."""
    shipped, trained = finite(data)["shipped"], data["trained"]
    gap = shipped["score_gap"]
    found = Report(
        weights=str(data["weights"]),
        tokens=int(shipped["tokens"]),
        windows=int(shipped["windows"]),
        prefixes=int(shipped["prefixes"]),
        causal=float(shipped["causal"]),
        open_all=change(shipped["open_all"]),
        open_layer=tuple(map(change, shipped["open_layer"])),
        stranger=tuple(change(layer["stranger"]) for layer in shipped["open_layer"]),
        open_head=tuple(tuple(map(change, heads)) for heads in shipped["open_head"]),
        gaps=tuple(
            (float(mean), float(most)) for mean, most in zip(gap["mean"], gap["most"], strict=True)
        ),
        last_row=tuple(map(float, shipped["last_row"])),
        written=asked(shipped["generation"]),
        cheater=asked(trained["generation"]),
        without_mask=rows(trained["without_mask"]),
        with_mask=rows(trained["with_mask"]),
        tested=int(trained["tokens"]),
        texts=texts(trained["texts"]),
    )
    lengths = {len(x) for x in (found.open_layer, found.open_head, found.gaps, found.last_row)}
    if len(lengths) != 1 or len({len(heads) for heads in found.open_head}) != 1:
        raise ValueError(f"its tables have {sorted(lengths)} layers")
    return found


def read_report(path: Path = DATA) -> Report:
    """The shipped figures. Errors: DataError."""
    try:
        return report(json.loads(path.read_bytes()))
    except OSError as error:
        raise DataError(f"{path.name} cannot be read: {error.strerror}") from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise DataError(f"{path.name} is damaged: {type(error).__name__} {error}") from None
