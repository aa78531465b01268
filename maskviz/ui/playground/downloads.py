"""A view as files: its arrays, its cells as a table, its masks for the exporters."""

import io

import numpy as np
import pandas as pd

from maskviz.analysis.view import View
from maskviz.ui.board.scenes import outputs, scene_of

DANGER = tuple("=+-@\t\r")  # a spreadsheet takes such a cell for a formula


def arrays(view: View) -> dict[str, np.ndarray]:
    """Everything in the view by its name; matrices (query, key), heads (head, query, key)."""
    scene = scene_of(view)
    return {
        "tokens": np.array(view.tokens),
        "queries": np.arange(view.region.queries) + view.region.offset,
        "query_tokens": np.array(view.asking[view.region.offset :]),
        "allowed": scene.allowed,
        "raw": scene.raw,
        "masked": scene.masked,
        "weights": scene.weights,
        "output": outputs(view),
        "heads_allowed": scene.head_allowed,
        "heads_weights": scene.head_weights,
    }


def npz(view: View) -> bytes:
    file = io.BytesIO()
    np.savez_compressed(file, **arrays(view))
    return file.getvalue()


def cell(text: str) -> str:
    """A CSV cell that no spreadsheet runs as a formula."""
    return f"'{text}" if text.startswith(DANGER) else text


def cells_csv(view: View) -> bytes:
    """One line for each cell of the head looked at."""
    scene = scene_of(view)
    row, key = np.indices(scene.raw.shape).reshape(2, -1)
    tokens, asking = (
        np.array([cell(label) for label in labels], dtype=object)
        for labels in (view.tokens, view.asking)
    )
    columns = {
        "query": row + scene.offset,
        "query token": asking[row + scene.offset],
        "key": key,
        "key token": tokens[key],
        "allowed": scene.allowed.ravel().astype(int),
        "raw": scene.raw.ravel(),
        "masked": scene.masked.ravel(),
        "weight": scene.weights.ravel(),
    }
    return pd.DataFrame(columns).to_csv(index=False, float_format="%.6g", na_rep="nan").encode()
