"""Names of a program: libraries, constants, and those that it leaves open."""

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from maskviz.matrices.formats import LOWEST

LIBRARIES = {"torch", "np", "numpy", "jnp", "jax", "math", "F", "nn", "tf", "mx", "functional"}
LIBRARIES |= {"Transformer", "Tensor", "linalg", "experimental", "scipy", "einops", "keras", "tl"}
LIBRARIES |= {"paddle", "copy", "lax", "flax", "linen", "xformers", "builtins"}
CONSTANTS: Mapping[str, Any] = {
    "inf": np.inf,
    "Inf": np.inf,
    "NINF": -np.inf,
    "nan": np.nan,
    "pi": np.pi,
    "newaxis": None,
    "True": True,
    "False": False,
    "None": None,
}
TYPES = {"bool", "bool_", "long", "half", "double", "float"}
TYPES |= {f"{kind}{n}" for kind in ("int", "uint", "float", "bfloat") for n in (8, 16, 32, 64)}

SIZES = re.compile(
    r"(?:n|N|L|S|T|Q|K|seq|len|length|size|tokens|n_ctx|block_size|context)$"
    r"|.*(?:seq|_len|length|ctx|tokens|num_q|num_k)",
)
# Names of places, where nobody says else: rows and columns of the mask.
QUERIES = ("q_idx", "q", "q_pos", "q_index", "query_pos", "query_idx", "query_index")
KEYS = ("kv_idx", "k_idx", "kv", "k", "k_pos", "kv_pos", "k_index", "kv_index")
KEYS += ("key_pos", "key_idx", "key_index")
TOKENS, SMALL = 8, 3  # what an open size, and any other open number, begins at
MOST = 2_048


@dataclass(frozen=True)
class Open:
    """A name that the program leaves open: a number, or a vector with a number a token.

    value  as it was taken here
    """

    name: str
    value: Any
    vector: bool = False


@dataclass(frozen=True)
class Places:
    """Over which queries and keys a function of places is drawn.

    first  what its query counts from; in FlexAttention rows are counted from 0
    heads  of how many heads a function that asks for the head is drawn
    """

    queries: int = TOKENS
    keys: int = TOKENS
    first: int = 0
    heads: int = 1


@dataclass
class Names:
    """What names mean while a program is read: assigned ones, given ones, and those left open.

    places  the names that are places, with the grids that they stand for
    placed  whether one of them was looked at
    least   how many tokens a vector that is left open has at least
    """

    given: Mapping[str, Any] = field(default_factory=dict)
    known: dict[str, Any] = field(default_factory=dict)
    opened: dict[str, Open] = field(default_factory=dict)
    places: Mapping[str, np.ndarray] = field(default_factory=dict)
    placed: bool = False
    least: int = 1

    def is_open(self, name: str) -> bool:
        """Whether nothing says what a name is."""
        return bool(name) and name not in {*self.known, *CONSTANTS, *LIBRARIES}

    def number(self, name: str) -> Any:
        """The value of a name; one that nobody set is an open number."""
        if name in self.known:
            self.placed |= self.known[name] is self.places.get(name)
            return self.known[name]
        if name in CONSTANTS:
            return CONSTANTS[name]
        value = self.given.get(name, TOKENS if SIZES.match(name) else SMALL)
        vector = np.ndim(value) > 0
        self.opened.setdefault(name, Open(name, value, vector))
        return np.array(value) if vector else value

    def vector(self, name: str, length: int) -> np.ndarray:
        """The same for a name that is looked up at places: a number for each token."""
        if name in self.known:
            return np.asarray(self.known[name])
        half = [int(2 * i >= length) for i in range(length)]
        value = np.array(self.given.get(name, half))
        if value.ndim != 1:
            value = np.asarray(half)
        self.opened[name] = Open(name, tuple(value.tolist()), vector=True)
        return value


def limit_of(kind: str, side: str, of: str) -> float | None:
    """The `min` or `max` of torch.finfo or iinfo of a format."""
    if of == "iinfo":
        bits = int("".join(filter(str.isdecimal, kind)) or 64) - 1
        return {"min": -(2.0**bits), "max": 2.0**bits - 1}.get(side)
    low = LOWEST.get(kind, LOWEST["float32"])
    return {"min": low, "max": -low}.get(side)


def dotted(node: ast.AST) -> str:
    """torch.nn.functional as text; nothing where something else stands before a dot."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (before := dotted(node.value)):
        return f"{before}.{node.attr}"
    return ""
