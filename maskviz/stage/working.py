"""What is sent when the row is shown step by step: the working of the row, and its head's weights.

The weights are the same for every row, text and mask of a head, so that they are a part of the
board of their own, sent once.
"""

import numpy as np

from maskviz.analysis.working import HeadWeights, Working
from maskviz.stage.pack import pack

LEVELS = 15  # shades on either side of 0: even to the eye, and half the bytes of 127
FULL = 0.99  # of the weights are within the scale, the few beyond it have its last colour


def working_message(made: Working) -> bytes:
    """The working as the bytes that the browser draws; float32, so that the numbers add up."""
    shares = made.heirs.shares
    header = {
        "layer": made.layer,
        "sentence": made.heirs.sentence,
        "bars": [[share.key, share.name] for share in shares],
    }
    arrays = {
        "asking": made.asking,
        "answering": made.answering,
        "q": made.query,
        "k": made.key,
        "v": made.value,
        "dots": made.dots,
        "differences": made.differences,
        "running": made.running,
        "free": made.heirs.free,
        "shares": np.array([[s.free, s.kept] for s in shares]).reshape(-1, 2),
    }
    if made.angles is not None:
        arrays["angles"] = made.angles
    return pack(header, {name: np.asarray(a, np.float32) for name, a in arrays.items()})


def weights_message(made: HeadWeights) -> bytes:
    """Three pictures of weights: codes 0 to 2 LEVELS, LEVELS stands for 0, with their full colour.

    The pictures are coarse, so that they are light; the numbers that come out are sent as they are.
    """
    sides = {"q": made.query, "k": made.key, "v": made.value}
    limits = {name: float(np.quantile(np.abs(side), FULL)) or 1.0 for name, side in sides.items()}
    codes = {
        name: np.rint(LEVELS * (1 + np.clip(side / limits[name], -1, 1))).astype(np.uint8)
        for name, side in sides.items()
    }
    return pack({"levels": LEVELS, "limits": limits}, codes)
