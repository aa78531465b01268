"""Scenes for the tests of the stage: small, seeded, and computed here in plain NumPy."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from maskviz.stage.scene import Scene

WORDS = ["<s>", " The", " cat", " sat", " on", " the", " mat", "."]
SOURCE, ANSWER = "Thursday the third of May, 1979 ", "1979-05-03"
ATTACK = ["<img src=x onerror=\"document.title='hit'\">", " שלום", "\n", " 👩‍👩‍👧"]


def softmax(masked: np.ndarray) -> np.ndarray:
    """Rows of shares; a row of −∞ only gives zeros."""
    with np.errstate(invalid="ignore"):
        shares = np.exp(masked - masked.max(-1, keepdims=True, where=True, initial=-1e9))
    total = shares.sum(-1, keepdims=True)
    return np.divide(shares, total, out=np.zeros_like(shares), where=total > 0)


def example(
    n: int = 8, *, queries: int | None = None, heads: int = 6, window: int = 4, width: int = 32
) -> Scene:
    """A window of keys seen by causal queries, the last `queries` of n."""
    queries = n if queries is None else queries
    random = np.random.default_rng(7)
    q, k = np.arange(n - queries, n)[:, None], np.arange(n)[None]
    rules = [(f"Window both ways, window {window}", abs(q - k) < window), ("causal", k <= q)]
    allowed = rules[0][1] & rules[1][1]
    raw = random.normal(0, 2, (heads, queries, n)).astype(np.float32)
    masked = np.where(allowed, raw, -np.inf)
    weights = softmax(masked)
    output = weights @ random.normal(size=(heads, n, width))
    tokens = [WORDS[i % len(WORDS)] for i in range(n)]
    return Scene(
        tokens=tokens,
        rules=rules,
        raw=raw[0],
        masked=masked[0],
        weights=weights[0],
        output=output[0],
        head_weights=weights,
        head_allowed=np.broadcast_to(allowed, weights.shape),
        offset=n - queries,
        targets=[*tokens[n - queries + 1 :], ""],
        paintable=True,
        base="window_both(window=4)",
    )


def with_causes(scene: Scene) -> Scene:
    """Near or first, not the future, no padding: key 0 and the last two keys of a text of 8."""
    q, k = np.indices(scene.raw.shape)
    either = [("Near", abs(q - k) < 3), ("Second", k == 1)]
    real = [0, *[1] * (len(scene.tokens) - 2), 0]
    rules = [
        ("Near, or second", either[0][1] | either[1][1]),
        ("Causal", k <= q),
        ("Key padding", np.array(real)[k] == 1),
    ]
    causes = ("", "future", "padding")
    return replace(scene, rules=rules, causes=causes, either={0: either}, real=real)


def crossed(queries: int = 10, keys: int = 48, *, padded: int = 6, heads: int = 4) -> Scene:
    """An answer's symbols reading a source's, the last `padded` of which are padding."""
    random = np.random.default_rng(11)
    source = (SOURCE * 4)[: keys - padded] + "#" * padded
    answer = ["<s>", *(ANSWER * 3)[: queries - 1]]
    real = np.array([symbol != "#" for symbol in source])
    allowed = np.broadcast_to(real, (queries, keys))
    raw = random.normal(0, 2, (heads, queries, keys)).astype(np.float32)
    masked = np.where(allowed, raw, -np.inf)
    weights = softmax(masked)
    output = weights @ random.normal(size=(heads, keys, 16))
    return Scene(
        tokens=["<pad>" if symbol == "#" else symbol for symbol in source],
        query_tokens=answer,
        rules=[("Key padding", allowed)],
        raw=raw[0],
        masked=masked[0],
        weights=weights[0],
        output=output[0],
        head_weights=weights,
        head_allowed=np.broadcast_to(allowed, weights.shape),
        targets=[*answer[1:], ""],
        real=real.astype(int).tolist(),
        paintable=True,
        base="key_padding()",
    )


def with_empty_row(scene: Scene, row: int = 2) -> Scene:
    """The same with one query that may read nothing; its weights are 0."""
    closed = np.ones(scene.raw.shape, bool)
    closed[row] = False
    masked = np.where(closed, scene.masked, -np.inf)
    weights = softmax(masked)
    return replace(scene, rules=[*scene.rules, ("closed", closed)], masked=masked, weights=weights)


def with_nan(scene: Scene, row: int = 5) -> Scene:
    weights, output = scene.weights.copy(), scene.output.copy()
    weights[row] = output[row] = np.nan
    return replace(scene, weights=weights, output=output)


def with_leak(scene: Scene) -> Scene:
    """Blocked scores became 0 instead of −∞, so that blocked keys get weight."""
    return with_recipe(scene, "zero")


def with_recipe(scene: Scene, blocking: str, fill: float = -np.inf) -> Scene:
    """The same blocked in another way: a number for a blocked score, or zeros for its weights."""
    late = blocking in ("after", "renormalised")
    put = {"add": scene.raw + fill, "write": fill, "zero": 0.0}.get(blocking)
    masked = scene.raw if late else np.where(scene.allowed, scene.raw, put).astype(np.float32)
    weights = softmax(masked)
    if late:
        weights = np.where(scene.allowed, weights, 0)
    if blocking == "renormalised":
        weights = weights / weights.sum(-1, keepdims=True)
    fields = {"blocking": blocking, "fill": fill, "masked_is_plain": late}
    return replace(scene, masked=masked, weights=weights, **fields)


def with_padding(scene: Scene) -> Scene:
    """The same with two keys of padding on the left, which no rule blocks."""
    return replace(scene, real=[0, 0] + [1] * (len(scene.tokens) - 2))


def with_attack(scene: Scene) -> Scene:
    tokens = [*ATTACK, *scene.tokens[len(ATTACK) :]]
    return replace(scene, tokens=tokens, targets=[*tokens[scene.offset + 1 :], ""])


def with_bias(scene: Scene, bias: np.ndarray) -> Scene:
    """The same with numbers added to the scores."""
    masked = np.where(scene.allowed, scene.raw + bias, -np.inf)
    return replace(scene, bias=bias, masked=masked, weights=softmax(masked))


def with_alibi(scene: Scene, slope: float = 0.5) -> Scene:
    q, k = np.arange(len(scene.raw))[:, None] + scene.offset, np.arange(scene.raw.shape[1])
    return with_bias(scene, slope * (k - q))


def with_late_cap(scene: Scene, cap: float = 3.0) -> Scene:
    """Blocked scores became −cap instead of −∞."""
    masked = (cap * np.tanh(scene.masked / cap)).astype(np.float32)
    fields = {"softcap": cap, "cap_after_mask": True, "masked_is_plain": False}
    fields |= {"bias_after_mask": True}  # both or none, as in the app
    return replace(scene, masked=masked, weights=softmax(masked), **fields)


def with_sink(scene: Scene, score: float = 1.0) -> Scene:
    column = np.full((len(scene.raw), 1), score)
    weights = softmax(np.concatenate((scene.masked, column), axis=1))[:, :-1]
    return replace(scene, weights=weights, sink=score)


def painted(scene: Scene, page: Mapping) -> Scene:
    """The same with the flips and biases of a page, as Python would answer a stroke."""
    shown, added = scene.allowed.copy(), np.zeros(scene.raw.shape)
    if scene.bias is not None:
        added += scene.bias

    def inside(cells):
        for q, k in (divmod(cell, 2048) for cell in cells):
            if 0 <= q - scene.offset < len(shown) and k < shown.shape[1]:
                yield q - scene.offset, k

    for cell in inside(page["flips"]):
        shown[cell] ^= True
    for value, cells in page.get("biases", ()):
        for cell in inside(cells):
            added[cell] += value
    made = replace(scene, rules=[("Painted", shown)], painted=True)
    if added.any():
        return with_bias(made, added)
    masked = np.where(shown, scene.raw, -np.inf)
    return replace(made, masked=masked, weights=softmax(masked))
