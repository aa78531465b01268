"""A rule that was checked: what it says, what it asks for, and the matrix it makes."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any

import numpy as np

from maskviz.masks.kinds import Fact, Facts
from maskviz.masks.painting import POSITIONS
from maskviz.masks.rule.evaluate import INTS, NUMPY, evaluate, of_torch
from maskviz.masks.rule.fault import COST, HEADS, RuleError
from maskviz.masks.rule.names import MEANING
from maskviz.masks.rule.tree import Lookup, Name, Node
from maskviz.masks.rule.writing import CANONICAL, MATHEMATICS, written

BLOCK = 2**18  # cells calculated at once; bounds the memory that a deep rule takes


@dataclass(frozen=True)
class Rule:
    """A condition over positions, typed by a visitor; made by `compile_rule` only.

    Two rules are equal when their canonical texts are.
    """

    tree: Node
    text: str = field(compare=False)  # as it was typed; places in the tree are places in here
    declared: Mapping[str, Fact] = field(compare=False, repr=False)

    @cached_property
    def canonical(self) -> str:
        """The one way to write this rule: for links, caches and exports."""
        return written(self.tree, CANONICAL)

    @cached_property
    def inequality(self) -> str:
        """The rule as mathematics: `0 <= q - k < 4 and real[k] = 1`; for people, not for reading
        back."""
        return written(self.tree, MATHEMATICS)

    @property
    def sentence(self) -> str:
        return f"Query q may read key k when {self.inequality}."

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Every name it uses and what that is: q, k, h, lengths, then facts."""
        found = {n.name for n in self.tree.walk() if isinstance(n, Name)}
        looked_up = {n.role for n in self.tree.walk() if isinstance(n, Lookup)}
        used = {name: MEANING[name] for name in MEANING if name in found | looked_up}
        return MappingProxyType({**used, **{f: kind.help for f, kind in self.facts.items()}})

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """The facts of tokens that it looks up."""
        found = {n.fact for n in self.tree.walk() if isinstance(n, Lookup)}
        return MappingProxyType({f: self.declared[f] for f in sorted(found)})

    @cached_property
    def asked(self) -> frozenset[tuple[str, str]]:
        """(fact, role) of every lookup: `real[q]` is ("real", "q")."""
        return frozenset((n.fact, n.role) for n in self.tree.walk() if isinstance(n, Lookup))

    @property
    def code(self) -> str:
        """The rule as a predicate's source, as the masks of the catalogue have it."""
        words = [name for name in self.names if name not in ("q", "k")]
        extra = f", *, {', '.join(words)}" if words else ""
        return f"def rule(q, k{extra}):\n    return {self.canonical}\n"

    @property
    def per_head(self) -> bool:
        return "h" in self.names

    def __call__(self, q: Any, k: Any, h: Any = 0, **known: Any) -> Any:
        """The cells at q, k and h: two whole numbers, NumPy arrays or torch tensors that broadcast.

        `known` has the lengths and facts the rule names. Divisors of zero are a RuleError, except
        for tensors, where `mask_mod` has looked for them.
        """
        given = {"q": q, "k": k, "h": h, **known}
        if any(map(is_tensor, (q, k, h))):
            import torch

            lifted = {name: torch.as_tensor(value) for name, value in given.items()}
            return evaluate(self.tree, lifted, of_torch(), self.text)
        if any(isinstance(value, np.ndarray) for value in (q, k, h)):
            lifted = {name: np.asarray(value, dtype=np.int64)[()] for name, value in given.items()}
            return evaluate(self.tree, lifted, NUMPY, self.text)
        return bool(evaluate(self.tree, given, INTS, self.text))

    def known(
        self, queries: int, keys: int, facts: Facts, offset: int, heads: int | None
    ) -> dict[str, Any]:
        """Lengths and facts by name; RuleError, before any work, for what cannot be calculated."""
        for label, count in (("queries", queries), ("keys", keys)):
            if not 0 <= count <= POSITIONS:
                raise RuleError(f"{count:,} {label} are outside 0 to {POSITIONS:,}")
        if not -POSITIONS < offset <= POSITIONS - queries:
            raise RuleError(f"queries {offset} to {offset + queries - 1} are outside the positions")
        if heads is None and self.per_head:
            raise RuleError("the rule tells heads apart by h; say how many heads there are")
        if not 1 <= (heads or 1) <= HEADS:
            raise RuleError(f"{heads} heads are outside 1 to {HEADS}")
        cost = self.tree.size * queries * keys * (heads or 1)
        if cost > COST:
            raise RuleError(
                f"{self.tree.size} nodes on {queries:,} x {keys:,} cells of {heads or 1} heads are "
                f"{cost:,} steps; {COST:,} is the limit"
            )
        found = {"offset": offset, "queries": queries, "keys": keys}
        for fact, kind in self.facts.items():
            found[fact] = values_of(fact, kind, facts)
        for fact, role in self.asked:
            first, end = (offset, offset + queries) if role == "q" else (0, keys)
            if first < end and (first < 0 or end > len(found[fact])):
                raise RuleError(
                    f"{fact}[{role}] is looked up at positions {first} to {end - 1}; "
                    f"{len(found[fact])} tokens have it"
                )
        return found

    def matrix(
        self,
        queries: int,
        keys: int,
        facts: Facts | None = None,
        *,
        offset: int | None = None,
        heads: int | None = None,
    ) -> np.ndarray:
        """Which query may read which key: bool (queries, keys), or (heads, queries, keys) if asked.

        Row r is the query at position r + offset; by default the queries are the last ones.
        RuleError when a fact is missing, a limit is passed or a divisor is zero in some cell.
        """
        offset = keys - queries if offset is None else offset
        known = self.known(queries, keys, facts or {}, offset, heads)
        allowed = np.empty((heads or 1, queries, keys), dtype=bool)
        k, h = np.arange(keys)[None, :], np.arange(heads or 1)[:, None, None]
        rows = max(1, BLOCK // max(1, keys * (heads or 1)))
        for first in range(0, queries, rows):
            q = np.arange(first, min(first + rows, queries))[:, None] + offset
            allowed[:, first : first + rows] = self(q, k, h, **known)
        return allowed[0] if heads is None else allowed

    def mask_mod(
        self,
        queries: int,
        keys: int,
        facts: Facts | None = None,
        *,
        offset: int | None = None,
        heads: int | None = None,
        device: str = "cpu",
    ) -> Callable:
        """The rule as FlexAttention asks for it: mask_mod(b, h, q_idx, kv_idx), q_idx a row.

        For these sizes only, because what cannot be calculated there is refused here.
        """
        import torch

        offset = keys - queries if offset is None else offset
        self.matrix(queries, keys, facts, offset=offset, heads=heads)
        known = self.known(queries, keys, facts or {}, offset, heads)
        known = {name: torch.as_tensor(value, device=device) for name, value in known.items()}

        def mask_mod(b, h, q_idx, kv_idx):
            return self(q_idx + offset, kv_idx, h, **known)

        return mask_mod


def is_tensor(value: Any) -> bool:
    """Whether a value is torch's, which is not imported to find out."""
    return "torch" in sys.modules and isinstance(value, sys.modules["torch"].Tensor)


def values_of(fact: str, kind: Fact, facts: Facts) -> np.ndarray:
    """A fact for every token, as whole numbers within the range that was counted on."""
    if fact not in facts:
        raise RuleError(f"the rule needs “{fact}” for every token")
    values = np.asarray(facts[fact])
    if values.size and not (values.min() >= 0 and values.max() <= kind.high):
        raise RuleError(f"“{fact}” is {values.min()} to {values.max()}, outside 0 to {kind.high}")
    return values.astype(np.int64)
