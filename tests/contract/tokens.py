"""Facts of tokens as masks are tried on them: their corners, legal ones at random, one change."""

import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product

from maskviz.masks.spec import Fact, Mask, Parameter

Facts = dict[str, tuple[int, ...]]
TREE = {"enter", "leave"}  # the facts that vary together are those of a tree


def numbered(parents: Sequence[int]) -> Facts:
    """A tree as its facts, by walking it: each token when it is met, and the last met below it."""
    met, enter, leave = [], {}, {}

    def walk(token: int) -> None:
        enter[token] = len(met)
        met.append(token)
        for child in [t for t, parent in enumerate(parents) if parent == token]:
            walk(child)
        leave[token] = len(met) - 1

    for root in [token for token, parent in enumerate(parents) if parent < 0]:
        walk(root)
    tokens = range(len(parents))
    return {"enter": tuple(enter[t] for t in tokens), "leave": tuple(leave[t] for t in tokens)}


def parents_of(facts: Mapping[str, Sequence[int]]) -> list[int]:
    """The tree that facts tell of: a parent is the narrowest interval that holds the token's."""
    enter, leave = facts["enter"], facts["leave"]
    above = [
        [a for a, e in enumerate(enter) if e < enter[t] <= leave[a]] for t in range(len(enter))
    ]
    return [max(found, key=lambda a: enter[a], default=-1) for found in above]


def below(parents: Sequence[int], token: int) -> set[int]:
    """The token and all that come from it."""
    found = {token}
    for child, parent in enumerate(parents):  # parents stand before their children
        if parent in found:
            found.add(child)
    return found


def named(mask: Mask, varies: str) -> list[Parameter]:
    return [fact for fact in mask.facts if fact.kind.varies == varies]


def corners_of_fact(fact: Fact, tokens: int) -> list[tuple[int, ...]]:
    """No token, every token, the first only, the last only."""
    none, high = (0,) * tokens, (fact.high,)
    return [none, high * tokens, high + none[1:], none[1:] + high]


def corners_of_order(tokens: int) -> list[tuple[int, ...]]:
    """The order of the text, backwards, and with the first and the last token swapped."""
    order = list(range(tokens))
    return [tuple(order), tuple(order[::-1]), (*order[-1:], *order[1:-1], *order[:1])[:tokens]]


def corners_of_tree(tokens: int) -> list[Facts]:
    """A chain, all children of the first, none of another's, two children each."""
    shapes = (lambda t: t - 1, lambda t: 0 if t else -1, lambda t: -1, lambda t: (t + 1) // 2 - 1)
    return [numbered([shape(t) for t in range(tokens)]) for shape in shapes]


def corners_of_facts(mask: Mask, tokens: int) -> Iterator[Facts]:
    """Every corner of what the tokens can be to a mask."""
    sides = [[{f.name: c} for c in corners_of_fact(f.kind, tokens)] for f in named(mask, "alone")]
    sides += [[{f.name: c} for c in corners_of_order(tokens)] for f in named(mask, "swapped")]
    sides += [corners_of_tree(tokens)] if named(mask, "together") else []
    for parts in product(*sides):
        yield {name: values for part in parts for name, values in part.items()}


def drawn_facts(mask: Mask, tokens: int, draw: random.Random) -> Facts:
    """Legal facts at random; where a value can be large, often few different ones."""
    found = {}
    for fact in named(mask, "alone"):
        high = fact.kind.high if fact.kind.high < 10 else draw.choice((2, tokens, fact.kind.high))
        found[fact.name] = tuple(draw.randint(0, high) for _ in range(tokens))
    for fact in named(mask, "swapped"):
        found[fact.name] = tuple(draw.sample(range(tokens), tokens))
    if named(mask, "together"):
        found |= numbered([draw.randint(-1, token - 1) for token in range(tokens)])
    return found


def telling(fact: Fact, values: Sequence[int]) -> set[int]:
    """Every value of a fact; of many, those in use, one that is not, and the highest."""
    few = fact.high if fact.high < 10 else min(fact.high, max(values) + 1)
    return {*range(few + 1), fact.high}


def changed(facts: Mapping[str, Sequence[int]], name: str, places: Mapping[int, int]) -> Facts:
    values = list(facts[name])
    for place, value in places.items():
        values[place] = value
    return {**facts, name: tuple(values)}


def moves(mask: Mask, facts: Mapping[str, Sequence[int]]) -> Iterator[tuple[str, Facts]]:
    """The smallest changes to facts: one entry, two swapped, or a token under another parent."""
    for fact in named(mask, "alone"):
        for i, value in enumerate(facts[fact.name]):
            for other in sorted(telling(fact.kind, facts[fact.name]) - {value}):
                yield f"{fact.name}[{i}] = {other}", changed(facts, fact.name, {i: other})
    for fact in named(mask, "swapped"):
        values = facts[fact.name]
        for i, j in combinations(range(len(values)), 2):
            swapped = changed(facts, fact.name, {i: values[j], j: values[i]})
            yield f"{fact.name}[{i}] and [{j}]", swapped
    if named(mask, "together"):
        parents = parents_of(facts)
        for i, parent in enumerate(parents):
            for other in sorted({-1, *range(len(parents))} - {parent, *below(parents, i)}):
                yield f"{other} above {i}", {**facts, **numbered(changed_parent(parents, i, other))}


def changed_parent(parents: Sequence[int], token: int, parent: int) -> list[int]:
    return [parent if t == token else p for t, p in enumerate(parents)]


def unlawful(mask: Mask, facts: Mapping[str, Sequence[int]]) -> list[str]:
    """The facts that no text can have: too high, no order, no tree."""
    found = [f.name for f in mask.facts if not all(0 <= v <= f.kind.high for v in facts[f.name])]
    for fact in named(mask, "swapped"):
        found += [fact.name] * (sorted(facts[fact.name]) != list(range(len(facts[fact.name]))))
    together = {name: tuple(facts[name]) for name in TREE & set(facts)}
    return found + sorted(TREE) * bool(together and numbered(parents_of(together)) != together)
