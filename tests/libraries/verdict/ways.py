"""The forms in which people have a mask."""

import numpy as np

from maskviz.libraries.verdict import Handed

WAYS = ("read", "blocked", "1", "1 blocks", "1.", "-inf", "-1e9", "-10")


def handed(cells: np.ndarray, way: str, **padding) -> Handed:
    """A matrix in one of the forms, or padding."""
    values = {
        "read": cells,
        "blocked": ~cells,
        "1": cells,
        "1 blocks": ~cells,
        "1.": cells,
        "-inf": np.where(cells, 0, -np.inf),
        "-1e9": np.where(cells, 0, -1e9),
        "-10": np.where(cells, 0, -10.0),
    }[way]
    kinds = {"read": "bool", "blocked": "bool", "1": "int", "1 blocks": "int"}
    return Handed(values.astype(float), kinds.get(way, "float"), cells, **padding)
