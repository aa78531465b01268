"""What a page without a server is given: the scenes of all heads, and what is said of their rows.

Layout: as of the board's message, uint32 length of the header, the header as JSON padded with
spaces to a multiple of 4; then the scenes, each at a multiple of 4.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from maskviz.stage.pack import framed, padded
from maskviz.stage.rings import STAGES
from maskviz.stage.scene import Scene, scene_message

Remarks = Mapping[int, Mapping[int, Sequence[str]]]  # head -> row -> sentences about it


@dataclass(frozen=True)
class Words:
    """What stands over the pictures of one head: a title, and a paragraph for each line."""

    title: str
    lines: Sequence[str] = ()


@dataclass(frozen=True)
class Drawn:
    """What the page shows: one scene a head, and where it begins.

    words    for each scene
    head     the one that is seen first
    locked   (query, key) in positions, or nothing
    remarks  what is odd about a row, counted from 0
    """

    scenes: Sequence[Scene]
    words: Sequence[Words]
    stages: Sequence[str] = STAGES
    head: int = 0
    locked: tuple[int, int] | None = None
    remarks: Remarks = field(default_factory=dict)


def derives(scene: Scene) -> bool:
    """Whether the page's softmax of the masked scores gives the weights, to the last digits.

    In float16 and bfloat16 it does not; weights are then sent.
    """
    masked = np.asarray(scene.masked, dtype=np.float64)
    sink = -np.inf if scene.sink is None else scene.sink
    maximum = np.maximum(masked.max(axis=-1, keepdims=True), sink)
    with np.errstate(invalid="ignore"):
        powers = np.exp(masked - maximum)
        shares = powers / (powers.sum(axis=-1, keepdims=True) + np.exp(sink - maximum))
    if scene.blocking == "sdpa":
        shares = np.where(np.isneginf(maximum), 0, shares)
    if scene.blocking in ("after", "renormalised"):
        shares = np.where(scene.allowed, shares, 0)
    if scene.blocking == "renormalised":
        total = shares.sum(axis=-1, keepdims=True)
        shares = np.divide(shares, total, out=np.zeros_like(shares), where=total > 0)
    return np.allclose(shares, scene.weights, rtol=1e-5, atol=1e-6, equal_nan=True)


def standalone_message(drawn: Drawn) -> bytes:
    """The bytes that `standalone.js` draws; numbers as float32, because it calculates with them."""
    listed, bodies, at = [], [], 0
    several = len(drawn.scenes) > 1
    for place, scene in enumerate(drawn.scenes):
        first = place == drawn.head  # whose thumbnails are everybody's
        how = {"thumbs": several and first, "exact": True, "derived": derives(scene)}
        message = scene_message(scene, drawn.stages, **how)
        listed.append({"at": at, "size": len(message), "derived": how["derived"]})
        bodies.append(padded(message))
        at += len(bodies[-1])
    q, k = drawn.locked or (None, None)
    header = {
        "scenes": listed,
        "words": [{"title": said.title, "lines": list(said.lines)} for said in drawn.words],
        "stages": list(drawn.stages),
        "head": drawn.head,
        "locked": None if q is None else {"q": q, "k": k},
        "remarks": {str(head): dict(rows) for head, rows in drawn.remarks.items()},
    }
    return framed(header) + b"".join(bodies)
