"""The row: the arithmetic of one query, from q and k to its weights and the mean of the values."""

import numpy as np

from maskviz.analysis.arithmetic import Row
from maskviz.analysis.remarks import remarks
from maskviz.models.attention import fill_of
from maskviz.stage.pack import jsonable, pack

__all__ = ["Row", "row_message"]


def row_message(row: Row) -> bytes:
    """The row as the bytes that the browser draws; float32, so that the arithmetic adds up."""
    header = {
        "head": row.head,
        "q": row.q,
        "k": row.k,
        "tokens": list(row.tokens),
        "queryToken": row.query_token,
        "blocking": row.recipe.blocking,
        "fill": jsonable(fill_of(row.recipe)),
        "precision": row.recipe.precision,
        "divisorName": row.divisor_name,
        "top": list(row.top),
        "reasons": [list(said) for said in row.reasons],
        "steps": [{"kind": step.kind, "after": step.after} for step in row.steps],
        "softcap": row.softcap,
        "sink": row.sink,
        "remarks": remarks(row),
    }
    arrays = {
        "query": row.query,
        "key": row.key,
        "products": row.products,
        "raw": row.raw,
        "masked": row.masked,
        "exponentials": row.exponentials,
        "shares": row.shares,
        "weights": row.weights,
        "values": row.values,
        "rest": row.rest,
        "output": row.output,
        "sums": np.array([row.dot, row.divisor, row.maximum, row.total]),
        **{f"step{i}": step.numbers for i, step in enumerate(row.steps)},
    }
    numbers = {name: np.asarray(array, np.float32) for name, array in arrays.items()}
    return pack(header, {**numbers, "allowed": row.allowed})
