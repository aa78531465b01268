"""Functions of places: mask_mod of a query and a key, score_mod, and how they are joined."""

import ast
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from maskviz.matrices.code.fault import at
from maskviz.matrices.code.names import BATCH, SIZES, Places, dotted
from maskviz.matrices.code.unknown import TURNS, asked

NO_PLACE = re.compile("shape|size|dtype|device|ids|mask|tensor|config|len")
QUERY = re.compile(r"q(?:_?idx|uery\w*|_pos|_index)?$|i$|row$")
HEAD = re.compile(r"h(?:ead)?(?:_?idx|_index|_i)?$")
KEY = re.compile(r"k(?:v?_?idx|ey\w*|v|_pos|v_index)?$|j$|col(?:umn)?$")


@dataclass(frozen=True)
class Mod:
    """A function as the text defines it, or several joined by `how`.

    how    "and_masks", "or_masks"; "vmap", "each" for one that is called cell by cell
    scope  what the names outside of it meant where it was defined, inside another function
    over   the queries, keys, heads and texts for which the lines make its mask, where they say so
    rest   the argument that takes all further ones
    axes   the sides along which "vmap" goes, one for each argument
    """

    arguments: Sequence[str] = ()
    body: Sequence[ast.stmt] = ()
    defaults: Mapping[str, ast.AST] = field(default_factory=dict)
    parts: Sequence["Mod"] = ()
    how: str = ""
    scope: Mapping[str, Any] = field(default_factory=dict)
    over: Places | None = None
    rest: str = ""
    axes: Any = 0

    def placed(self, q: np.ndarray, k: np.ndarray, head: Any = 0, text: int = 0) -> list[Any]:
        """What it is given to draw it: the places where it asks for them, scores of 0 where
        it changes scores; `head` is one, or several before the places."""
        if self.parts:
            return [text, head, q, k]
        plain = [name for name in self.arguments if name not in self.defaults]
        if len(plain) == 2:
            return [q, k]
        if len(plain) >= 5:
            shape = np.broadcast_shapes(np.shape(head), q.shape, k.shape)
            return [np.zeros(shape), text, head, q, k]
        known = ((QUERY, q), (KEY, k), (HEAD, head), (BATCH, text))
        return [next((v for p, v in known if p.match(name)), 0) for name in plain]

    @property
    def of_places(self) -> bool:
        """Whether it is asked for one query and one key, and does not make a whole mask."""
        plain = [name for name in self.arguments if name not in self.defaults and name != "self"]
        if self.parts or len(plain) in (4, 5):
            return True
        if self.takes_tensors:
            return False
        names = [*self.arguments]
        both = any(map(QUERY.match, names)) and any(map(KEY.match, names))
        others = (NO_PLACE.search(name) or SIZES.match(name) for name in plain)
        return both or (len(plain) == 2 and not any(others))

    @property
    def chooses(self) -> bool:
        """Whether an “if” stands in it, which asks for one truth."""
        nodes = [node for line in self.body for node in ast.walk(line)]
        return any(isinstance(node, ast.If | ast.While | ast.For) for node in nodes)

    @property
    def takes_tensors(self) -> bool:
        """Whether it asks an argument for its sides or turns them, and so is given tensors and no
        places."""
        nodes = [node for line in self.body for node in ast.walk(line)]
        found = [one[0] for one in map(asked, nodes) if one]
        found += [x.value for x in nodes if isinstance(x, ast.Attribute) and x.attr in TURNS]
        return any(dotted(one) in self.arguments for one in found)

    @property
    def asks_head(self) -> bool:
        """Whether a name of the head stands in it."""
        named = (node for line in self.body for node in ast.walk(line))
        own = any(isinstance(n, ast.Name) and HEAD.match(n.id) for n in named)
        return own or any(part.asks_head for part in self.parts)


def mod_of(node: ast.AST, scope: Mapping[str, Any]) -> Mod:
    """A def or a lambda as a function, with what the names outside of it mean."""
    if not isinstance(node, ast.FunctionDef | ast.Lambda):
        raise at(node, "This is no function.")
    given = node.args
    names = [argument.arg for argument in [*given.posonlyargs, *given.args]]
    late = dict(zip(names[len(names) - len(given.defaults) :], given.defaults, strict=True))
    late |= {
        argument.arg: default
        for argument, default in zip(given.kwonlyargs, given.kw_defaults, strict=True)
        if default is not None
    }
    if isinstance(node, ast.Lambda):
        body: Sequence[ast.stmt] = [ast.copy_location(ast.Return(node.body), node)]
    else:
        body = node.body
    rest = given.vararg.arg if given.vararg else ""
    return Mod(names, body, late, scope=scope, rest=rest)


def joined(how: str, parts: Sequence[Mod]) -> Mod:
    return Mod(("b", "h", "q_idx", "kv_idx"), parts=parts, how=how)


READY = {  # mask functions that people name without writing them out
    "causal": "k <= q",
    "causal_mask": "k <= q",
    "window": "q - k < window_size",
    "sliding_window": "q - k < window_size",
    "sliding_window_mask": "q - k < window_size",
    "sink": "k < sink_size",
    "prefix": "k < prefix_length",
    "prefix_mask": "k < prefix_length",
    "document_mask": "document_id[q] == document_id[k]",
    "noop_mask": "k == k",
}


def ready(name: str) -> Mod | None:
    """One of the mask functions that need no writing out."""
    if name not in READY:
        return None
    node = ast.parse(f"lambda b, h, q, k: {READY[name]}", mode="eval").body
    return mod_of(node, {})
