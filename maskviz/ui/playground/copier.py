"""The curve beside the copier's stage: how much of a copy is left under the mask that is set."""

from collections.abc import Mapping, Sequence
from itertools import groupby

import streamlit as st

from maskviz.analysis.view import View
from maskviz.masks.call import MaskCall
from maskviz.masks.catalogue import MASKS
from maskviz.settings.slots import CUSTOM
from maskviz.ui.kit.palette import seen

SAME_CELLS = {"chunked_causal": "chunk"}  # the curves stand on the causal mask anyway
GOOD = 0.9


def copies_title(view: View) -> str:
    return "How much of the copy is left" if view.shipped.name == "copier" else ""


def show_copies(view: View) -> None:
    """How much of a copy the mask leaves, as measured with that mask in all heads, and causal."""
    settings, term = view.settings, view.mask.term
    measured = settings.and_causal and not settings.each and not view.mask.painted
    layers = [n for n in settings.layers if n < view.shipped.shape.layers]
    name, params = (term.name, term.params) if isinstance(term, MaskCall) else (CUSTOM, {})
    show_curves(view.shipped.card, name if measured else CUSTOM, params, layers)


def show_curves(
    card: Mapping, mask_name: str, params: Mapping[str, int], layers: Sequence[int] | None = None
) -> None:
    """The measured curve of a mask, with a mark at what is set, and its figures in words.

    A mask that was not measured shows the window's curve, without a mark.

    layers  those the mask stands in; None is all
    """
    from maskviz.analysis.figures.copier import (
        copy_curves,  # plotly takes a second; only the copier pays
    )

    name, value, key = chosen(card, mask_name, params, layers)
    parameter = card["curves"][name]["parameter"]
    chart = copy_curves(card["curves"][name][key], parameter, value, card["chance"], seen())
    st.plotly_chart(chart, key="copies", config={"displayModeBar": False})
    st.caption(told(card, name, value, key))


def chosen(
    card: Mapping, mask_name: str, params: Mapping[str, int], layers: Sequence[int] | None
) -> tuple[str, int | None, str]:
    """The curve to show, the value to mark on it, and the layers as the card writes them."""
    every = " ".join(map(str, range(card["shape"]["layers"])))
    key = every if layers is None else " ".join(map(str, sorted(layers)))
    name = SAME_CELLS.get(mask_name, mask_name)
    if name not in card["curves"] or key not in card["curves"][name]:
        return "sliding_window", None, every
    return name, params.get(card["curves"][name]["parameter"]), key


def told(card: Mapping, name: str, value: int | None, key: str) -> str:
    """What the curve shows, in figures of the card."""
    curves, parameter = card["curves"][name][key], card["curves"][name]["parameter"]
    middle = list(curves)[len(curves) // 2]
    layers = key.split()
    where = "every layer" if len(layers) == card["shape"]["layers"] else f"layer {layers[0]} only"
    said = [
        f"{MASKS[name].title} and causal in {where}, {card['sequences']} random sequences of each "
        f"length; dotted: blind guessing, {card['chance']:.1%}.",
        f"With {middle} symbols nine in ten or more are copied "
        f"{ranges(curves[middle], parameter)}.",
    ]
    if value is not None:
        now = [f"{n} symbols {c[value - 1]:.1%}" for n, c in curves.items() if value <= len(c)]
        said.append(f"At {parameter} {value}: {', '.join(now) or 'beyond what was measured'}.")
    edge = card["cliffs"][middle]
    if name == "sliding_window" and len(layers) == card["shape"]["layers"] and edge["hidden"]:
        said.append(
            f"With {middle} the one to copy stands {int(middle) - 1} tokens back, and a window of "
            f"{edge['hidden']} reaches {edge['hidden'] - 1}: {edge['accuracy_hidden']:.1%} right, "
            f"{edge['in_view']:.0%} of the guesses repeat a symbol still in the window. That the "
            f"layers together reach {edge['reach']} back does not help."
        )
    return " ".join(said)


def ranges(accuracies: Sequence[float], parameter: str) -> str:
    """Where a curve is high, in words: `at window 1, 11 and 12 to 24`."""
    high = [value for value, right in enumerate(accuracies, 1) if right >= GOOD]
    runs = [
        [v for _, v in run] for _, run in groupby(enumerate(high), lambda pair: pair[1] - pair[0])
    ]
    names = [str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs]
    if not names:
        return f"at no {parameter} from 1 to {len(accuracies)}"
    listed = " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
    return f"at {parameter} {listed} (measured to {len(accuracies)})"
