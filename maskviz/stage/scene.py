"""A scene: everything the stage draws for one head, and the message that carries it."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from maskviz.stage.pack import jsonable, pack
from maskviz.stage.rings import STAGES

THUMBNAIL = 32  # a head's miniature has at most so many blocks a side
SHARES = 253  # code c of a thumbnail is the weight (c / 253)²; the square root is even to the eye
NOT_A_NUMBER, ALL_BLOCKED = 254, 255

Rule = tuple[str, np.ndarray]


@dataclass(frozen=True)
class Scene:
    """One attention head, ready to be drawn.

    Shapes: raw, masked, weights float (q, k); output float (q, d); every rule bool (q, k), True =
    may read, their AND is what is allowed; bias float (q, k) or None, what is added to the scores;
    head_weights and head_allowed (head, q, k). Row r is the query at position r + offset; column c
    is the key at position c.
    In cross-attention other tokens ask than answer: `query_tokens` are then the texts of the rows,
    counted from 0, and there may be more of them than keys.
    Errors: a field whose shape does not fit is named with both shapes (ValueError).
    """

    tokens: Sequence[str]  # the text of each key, with its own leading space
    rules: Sequence[Rule]  # (title, matrix); blocked cells are explained by these titles
    raw: np.ndarray
    masked: np.ndarray
    weights: np.ndarray
    output: np.ndarray
    head_weights: np.ndarray
    head_allowed: np.ndarray
    masked_is_plain: bool = True  # raw, plus the bias; −∞ where blocked, unless the mask is late
    bias: np.ndarray | None = None
    softcap: float | None = None
    cap_after_mask: bool = False
    bias_after_mask: bool = False
    sink: float | None = None  # its score
    blocking: str = "sdpa"  # of the recipe; after and renormalised mask the weights
    fill: float = -math.inf  # what a blocked score gets where it is added or written
    raw_formula: str = "q·kᵀ/√d"
    output_title: str = "Output"
    offset: int = 0
    targets: Sequence[str] = ()  # what each query row predicts next, "" for nothing
    real: Sequence[int] = ()  # 1 = a token, 0 = padding, for each key
    query_tokens: Sequence[str] = ()  # the text of each query, where they are not the last keys
    layer: int | None = 0  # None outside of a model
    head: int = 0
    noun: str = "head"  # what each of its thumbnails is
    head_titles: Sequence[str] = ()  # the title of each head's mask
    paintable: bool = False
    slot: str = "all"  # where a painting of this mask is kept: "all" or the head's number
    base: str = ""  # text of the mask a painting starts from
    painted: bool = False  # rules and bias already contain what is painted in their slot
    causes: Sequence[str] = ()  # what blocks, for each rule: "padding", "future" or ""
    either: Mapping[int, Sequence[Rule]] = field(default_factory=dict)  # the parts of a rule by OR

    def __post_init__(self):
        queries, keys = np.shape(self.raw)
        heads = len(self.head_weights)
        expected = {
            "masked": (queries, keys),
            "weights": (queries, keys),
            "head_weights": (heads, queries, keys),
            "head_allowed": (heads, queries, keys),
        }
        shapes = {name: np.shape(getattr(self, name)) for name in expected}
        expected |= {f"rule “{title}”": (queries, keys) for title, _ in self.rules}
        shapes |= {f"rule “{title}”": np.shape(matrix) for title, matrix in self.rules}
        if self.bias is not None:
            expected["bias"], shapes["bias"] = (queries, keys), np.shape(self.bias)
        for name, shape in expected.items():
            if shapes[name] != shape:
                raise ValueError(f"{name} is {shapes[name]}, but raw makes it {shape}")
        lengths = {"tokens": keys, "targets": queries, "real": keys, "head_titles": heads}
        lengths["query_tokens"] = queries
        lengths["causes"] = len(self.rules)
        for name, length in lengths.items():
            if len(getattr(self, name)) not in {length} | ({0} if name != "tokens" else set()):
                raise ValueError(f"{name} has {len(getattr(self, name))} entries, not {length}")
        if len(self.query_tokens) and self.offset:
            raise ValueError(f"query_tokens count from 0, but the offset is {self.offset}")
        if len(self.output) != queries:
            raise ValueError(f"output has {len(self.output)} rows for {queries} queries")
        if not self.rules:
            raise ValueError("a scene needs at least one rule, be it “full”")

    @property
    def allowed(self) -> np.ndarray:
        """What every rule allows, bool (q, k)."""
        return np.logical_and.reduce([matrix for _, matrix in self.rules])


def single(array: np.ndarray) -> np.ndarray:
    return np.asarray(array, dtype=np.float32)


def compact(array: np.ndarray) -> np.ndarray:
    """float16 where the numbers fit, float32 where a finite one would become infinite."""
    array = np.asarray(array, dtype=np.float32)
    finite = np.abs(array[np.isfinite(array)])
    return array if finite.max(initial=0) > 65_000 else array.astype(np.float16)


def thumbnails(weights: np.ndarray, allowed: np.ndarray) -> np.ndarray:
    """A miniature of every head: the mean weight of the cells of a block that carry any.

    Shapes: weights float and allowed bool (head, q, k) -> uint8 (head, up to 32, up to 32). Cells
    that are blocked and weigh nothing do not count; a block of nothing else is ALL_BLOCKED.
    """
    weights = np.asarray(weights, dtype=np.float32)
    counts = np.asarray(allowed, dtype=bool) | (weights != 0)  # NaN != 0: it counts
    heads, queries, keys = weights.shape
    tall, wide = math.ceil(queries / THUMBNAIL), math.ceil(keys / THUMBNAIL)
    beyond = ((0, 0), (0, -queries % tall), (0, -keys % wide))  # so that blocks are of one size

    def total(cells: np.ndarray) -> np.ndarray:
        whole = np.pad(cells, beyond) if queries % tall or keys % wide else cells
        return whole.reshape(heads, -(-queries // tall), tall, -1, wide).sum(axis=(2, 4))

    number = total(counts.astype(np.int32))
    mean = total(np.where(counts, weights, 0)) / np.maximum(number, 1)
    known = np.nan_to_num(np.clip(mean, 0, 1))
    codes = np.where(np.isfinite(mean), np.rint(SHARES * np.sqrt(known)), NOT_A_NUMBER)
    return np.where(number == 0, ALL_BLOCKED, codes).astype(np.uint8)


def scene_message(
    scene: Scene,
    stages: Collection[str] = STAGES,
    *,
    thumbs: bool | None = None,
    exact: bool = False,
    derived: bool = False,
) -> bytes:
    """The scene as the bytes that the browser draws; of stages that are not shown nothing.

    Unless told, `thumbs` of all heads are sent with the weights. `exact` scores and weights are
    float32, for a page that calculates with them; `derived` weights are not sent, because it works
    them out.
    """
    asking = scene.query_tokens or scene.tokens
    after = [*asking[scene.offset + 1 : scene.offset + len(scene.raw)]]
    shifted = len(scene.targets) > 0 and list(scene.targets[: len(after)]) == after
    header = {
        "tokens": list(scene.tokens),
        "queryTokens": list(scene.query_tokens),
        "offset": scene.offset,
        "targets": list(scene.targets[len(after) :] if shifted else scene.targets),
        "shifted": shifted,
        "real": [int(value) for value in scene.real],
        "layer": scene.layer,
        "head": scene.head,
        "heads": len(scene.head_weights),
        "noun": scene.noun,
        "headTitles": list(scene.head_titles),
        "rules": [title for title, _ in scene.rules],
        "causes": list(scene.causes),
        "either": [
            [title for title, _ in scene.either.get(i, ())] for i in range(len(scene.rules))
        ],
        "rawFormula": scene.raw_formula,
        "softcap": scene.softcap,
        "capAfterMask": scene.cap_after_mask,
        "biasAfterMask": scene.bias_after_mask,
        "blocking": scene.blocking,
        "fill": jsonable(scene.fill),
        "sink": scene.sink,
        "outputTitle": scene.output_title,
        "paintable": scene.paintable,
        "slot": scene.slot,
        "base": scene.base,
        "painted": scene.painted,
    }
    numbers = single if exact else compact
    arrays = {"raw": numbers(scene.raw)} if {"raw", "masked"} & {*stages} else {}
    if "weights" in stages and not derived:
        arrays["weights"] = numbers(scene.weights)
    if "output" in stages:
        arrays["output"] = compact(scene.output)
    if "weights" in stages if thumbs is None else thumbs:
        arrays["heads"] = thumbnails(scene.head_weights, scene.head_allowed)
    arrays["rules"] = np.stack([np.asarray(matrix, dtype=bool) for _, matrix in scene.rules])
    if joined := [cells for i in range(len(scene.rules)) for _, cells in scene.either.get(i, ())]:
        arrays["either"] = np.stack([np.asarray(cells, dtype=bool) for cells in joined])
    if scene.bias is not None:
        arrays["bias"] = numbers(scene.bias)
    if "masked" in stages and not scene.masked_is_plain:
        arrays["masked"] = np.asarray(scene.masked, dtype=np.float32)
    return pack(header, arrays)
