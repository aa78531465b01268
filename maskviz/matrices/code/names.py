"""Names of a program: libraries, constants, and those that it leaves open."""

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from maskviz.matrices.code.fault import CodeError
from maskviz.matrices.formats import LOWEST

LIBRARIES = {"torch", "np", "numpy", "jnp", "jax", "math", "F", "nn", "tf", "mx", "functional"}
LIBRARIES |= {"Transformer", "Tensor", "linalg", "experimental", "scipy", "einops", "keras", "tl"}
LIBRARIES |= {
    "paddle",
    "copy",
    "lax",
    "flax",
    "linen",
    "xformers",
    "builtins",
    "itertools",
    "functools",
}
CONSTANTS: Mapping[str, Any] = {
    "inf": np.inf,
    "Inf": np.inf,
    "NINF": -np.inf,
    "nan": np.nan,
    "pi": np.pi,
    "newaxis": None,
    "True": True,
    "False": False,
    "__name__": "__main__",
    "None": None,
}
TYPES = {"bool", "bool_", "long", "half", "double", "float", "int", "int_", "float_"}
TYPES |= {f"{kind}{n}" for kind in ("int", "uint", "float", "bfloat") for n in (8, 16, 32, 64)}

SIZES = re.compile(
    r"(?:n|N|L|S|T|Q|K|seq|len|length|size|tokens|n_ctx|block_size|context)$"
    r"|.*(?:seq|_len|length|ctx|tokens|positions?\b|max_pos|num_q|num_k)|n_(?:dest|src|tgt|q|k|kv|pos)$",
)
BATCH = re.compile(r"(?:[bB]|bs|bsz|nb|n?_?batch(?:_?size)?)$")  # of so many texts one is drawn
# Names of places, where nobody says else: rows and columns of the mask.
QUERIES = ("q_idx", "q", "q_pos", "q_index", "query_pos", "query_idx", "query_index")
KEYS = ("kv_idx", "k_idx", "kv", "k", "k_pos", "kv_pos", "k_index", "kv_index")
KEYS += ("key_pos", "key_idx", "key_index")
# Names of masks: what is lost under one of them is not left aside.
MASKISH = re.compile(r"mask|(?:attn|attention)_?bias|causal|tri[lu]|band|allow|visible|ahead", re.I)
CACHED = re.compile(r"mask|past|cache|key_value", re.I)  # None, where nobody gives it
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
    texts  of how many texts, each after the other
    """

    queries: int = TOKENS
    keys: int = TOKENS
    first: int = 0
    heads: int = 1
    texts: int = 1

    @property
    def grids(self) -> tuple[np.ndarray, np.ndarray]:
        """Queries as a column and keys as a row, that nobody changes."""
        q = np.arange(self.queries)[:, None] + self.first
        k = np.arange(self.keys)[None, :]
        q.flags.writeable = k.flags.writeable = False
        return q, k


@dataclass(frozen=True)
class Lost:
    """What a name is that was set by something not on the list; to read it is the fault."""

    fault: CodeError


@dataclass
class Names:
    """What names mean while a program is read: assigned ones, given ones, and those left open.

    places     the names that are places, with the grids that they stand for
    placed     whether one of them was looked at
    least      how many tokens a vector that is left open has at least
    libraries  names of modules
    sides      names that are a side of a tensor of which nothing else is known
    texts      those of them that count texts
    batched    whether the first side of such a tensor counts texts
    """

    given: Mapping[str, Any] = field(default_factory=dict)
    known: dict[str, Any] = field(default_factory=dict)
    opened: dict[str, Open] = field(default_factory=dict)
    places: Mapping[str, np.ndarray] = field(default_factory=dict)
    placed: bool = False
    least: int = 1
    libraries: set[str] = field(default_factory=lambda: set(LIBRARIES))
    sides: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    batched: bool = False

    def is_open(self, name: str) -> bool:
        """Whether nothing says what a name is."""
        return bool(name) and name not in {*self.known, *CONSTANTS, *self.libraries}

    def get(self, name: str) -> Any:
        """What a known name means; the fault of one that was lost."""
        if isinstance(found := self.known[name], Lost):
            raise found.fault
        return found

    def number(self, name: str, begins: int | None = None) -> Any:
        """The value of a name; one that nobody set is an open number, which `begins` somewhere."""
        if name in self.known:
            self.placed |= self.known[name] is self.places.get(name)
            return self.get(name)
        if name in CONSTANTS:
            return CONSTANTS[name]
        size = TOKENS if name in self.sides or SIZES.match(name) else SMALL
        size = size if begins is None else begins
        value = self.given.get(name, 1 if BATCH.match(name) or name in self.texts else size)
        vector = np.ndim(value) > 0
        self.opened.setdefault(name, Open(name, value, vector))
        return np.array(value) if vector else value

    def vector(self, name: str, length: int) -> np.ndarray:
        """The same for a name that is looked up at places: a number for each token."""
        if name in self.known:
            return np.asarray(self.get(name))
        half = [int(2 * i >= length) for i in range(length)]
        if re.search("pos", name, re.I):
            half = list(range(length))
        if re.search("mask|real|valid|keep|pad", name, re.I):  # the last quarter is padding
            half = [int((4 * i >= 3 * length) == ("pad" in name.lower())) for i in range(length)]
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
