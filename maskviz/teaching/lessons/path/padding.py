"""Padding: texts of different lengths in one rectangle, and what 1 and 0 mean."""

import torch
import torch.nn.functional as F
from torch import nn

from maskviz.analysis.view import View
from maskviz.masks.compose import term_of
from maskviz.stage.rings import Ring
from maskviz.teaching.lessons.measures import after_change, listed, places, said, weights
from maskviz.teaching.lessons.spec import Figures, Lesson, Question, Step

BATCH = {
    "text": "The king and the",
    "text_2": "Once upon a time there lived an",
    "texts": 2,
    "row": 1,
    "layer": 0,
    "head": 3,
    "and_causal": False,
    "and_padding": False,
    "locked": (2, 5),
}
ROW = 2
LEFT = {**BATCH, "pad_side": "left", "mask": "causal", "locked": (5, 1)}
LEFT_ROW = 5
QUIET = ("flow", "heads", "row", "prediction", "figures")


def pads(view: View) -> list[int]:
    return places(~view.real.bool().numpy())


def real_rows(view: View) -> list[int]:
    return places(view.real.bool().numpy())


def rectangle(view: View) -> Figures:
    both = [int(real.sum()) for real in view.batch.real]
    return {
        "short": both[0],
        "long": both[1],
        "pads": len(pads(view)),
        "lost": float(weights(view, ROW)[pads(view)].sum()),
    }


def columns(view: View, figures: Figures) -> tuple[Ring, ...]:
    return tuple(Ring("weights", None, k) for k in pads(view))


def shape_of(view: View, figures: Figures) -> str:
    """Whether whole columns or whole rows are blocked, and of which tokens."""
    cells = view.mask.allowed
    if places(~cells.any(axis=0)) == pads(view) and cells.any(axis=1).all():
        return "columns"
    return "rows" if places(~cells.any(axis=1)) == pads(view) else "both"


def vector(view: View) -> Figures:
    """The vector in both conventions, and the keys that torch reads when it is given each."""
    real = view.real.bool()
    x = torch.randn(1, len(real), 4, generator=torch.Generator().manual_seed(0))
    sdpa = F.scaled_dot_product_attention(x, x, torch.eye(len(real))[None], attn_mask=real)
    attend = nn.MultiheadAttention(4, 1, batch_first=True).eval()
    with torch.inference_mode():
        _, found = attend(x, x, x, key_padding_mask=real[None])
    return {
        "ones": " ".join(map(str, real.int().tolist())),
        "turned": " ".join(map(str, (~real).int().tolist())),
        "by_sdpa": places((sdpa[0] > 0).any(dim=0)),
        "by_module": places((found[0] > 0).any(dim=0)),
    }


def swapped(view: View) -> Figures:
    return {
        "read": listed(sorted({view.words[k] for k in places(view.mask.allowed.any(axis=0))})),
        "moved": said(after_change(view, pads(view)).farthest(real_rows(view))),
    }


def what_is_read(view: View, figures: Figures) -> str:
    found = places(view.mask.allowed[ROW])
    if found == pads(view):
        return "padding"
    return "real" if found == real_rows(view) else "all"


def under_causal(view: View) -> Figures:
    """Cells in which a real row may read padding, and how far real rows move with it."""
    rows, keys = real_rows(view), pads(view)
    moved = after_change(view, keys)
    return {
        "cells": int(view.mask.allowed[rows][:, keys].sum()),
        "moved": said(moved.farthest(rows)),
        "still": not moved.moved(rows),
        "pads": len(keys),
        "weight": float(weights(view, rows[0])[keys].sum()),
        "first": view.words[rows[0]],
    }


def needed(view: View, figures: Figures) -> str:
    return "yes" if figures["cells"] else "no"


padding = Lesson(
    "padding",
    (
        Step(
            "rectangle",
            {**BATCH, "mask": "full"},
            lambda view, f: f["short"] < f["long"] == f["short"] + f["pads"] and f["lost"] > 0,
            rings=columns,
            show=("mask", "weights"),
            hide=QUIET,
            measured=rectangle,
        ),
        Step(
            "columns",
            {**BATCH, "mask": "key_padding"},
            lambda view, f: weights(view, ROW)[pads(view)].sum() == 0,
            rings=lambda view, f: tuple(Ring("mask", None, k) for k in pads(view)),
            show=("mask", "raw"),
            hide=QUIET,
            measured=rectangle,
            question=Question(shape_of, covered=("mask",)),
        ),
        Step(
            "vector",
            {**BATCH, "mask": "key_padding"},
            lambda view, f: f["by_sdpa"] == real_rows(view) and f["by_module"] == pads(view),
            rings=(Ring("mask", ROW),),
            show=("mask",),
            hide=QUIET,
            measured=vector,
            page="conventions",
        ),
        Step(
            "swapped",
            {**BATCH, "mask": "composed", "composition": term_of("not(key_padding())")},
            lambda view, f: what_is_read(view, f) == "padding" and float(f["moved"]) > 0.1,
            rings=(Ring("mask", ROW),),
            show=("mask", "raw", "weights"),
            hide=QUIET,
            measured=swapped,
            question=Question(what_is_read, covered=("mask", "weights")),
        ),
        Step(
            "right",
            {**BATCH, "mask": "causal"},
            lambda view, f: f["cells"] == 0 and f["still"],
            rings=columns,
            show=("mask", "raw", "weights"),
            hide=QUIET,
            measured=under_causal,
            question=Question(needed, covered=("mask", "weights")),
        ),
        Step(
            "left",
            LEFT,
            lambda view, f: f["cells"] > 0 and float(f["moved"]) > 0.1,
            rings=columns,
            show=("mask", "weights"),
            hide=QUIET,
            measured=under_causal,
            page="batch",
        ),
    ),
    place=40,
    masks=("key_padding", "key_query_padding"),
    pages=("batch", "conventions"),
)
