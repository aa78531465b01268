"""Facts for masks that ask what a token is, when there is no text: simple ones, said in words."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from maskviz.masks.catalogue import MASKS
from maskviz.masks.spec import Mask

Values = tuple[int, ...]


def each(value: Callable[[int, int], int]) -> Callable[[int], Values]:
    """From the fact of one token, by its place and the number of tokens, to the facts of all."""
    return lambda n: tuple(int(value(i, n)) for i in range(n))


def branch_end(i: int, n: int) -> int:
    """The last token below token i, where a trunk of a quarter bears branches of 16 tokens."""
    trunk = -(-n // 4)
    return n - 1 if i < trunk else min(n - 1, trunk + (i - trunk) // 16 * 16 + 15)


EXAMPLES: Mapping[str, tuple[str, Callable[[int], Values]]] = MappingProxyType(
    {
        "real": ("the last quarter is padding", each(lambda i, n: 4 * i < 3 * n)),
        "special": ("every 32nd token is special", each(lambda i, n: i % 32 == 0)),
        "secret": ("of every 16 tokens the last two are secret", each(lambda i, n: i % 16 >= 14)),
        "level": ("levels 0 to 3 follow each other, 8 tokens each", each(lambda i, n: i // 8 % 4)),
        "doc": ("there are eight documents of one length", each(lambda i, n: 8 * i // n)),
        "is_global": ("the first four tokens are global", each(lambda i, n: i < 4)),
        "group": (
            "of every 64 tokens the last 16 are a group",
            each(lambda i, n: (i // 64 + 1) * (i % 64 >= 48)),
        ),
        "is_image": (
            "of every 64 tokens the first 16 are an image",
            each(lambda i, n: i % 64 < 16),
        ),
        "section": ("each image begins a section", each(lambda i, n: i // 64 + 1)),
        "owner": ("public tokens and three owners take turns", each(lambda i, n: i // 32 % 4)),
        "domain": ("every 5th token is on the list", each(lambda i, n: i % 5 == 0)),
        "kind": ("the five classes take turns", each(lambda i, n: i % 5)),
        "word": ("the same 50 words come again and again", each(lambda i, n: i % 50)),
        "rank": (
            "even places are read first, then the odd ones",
            each(lambda i, n: i // 2 + i % 2 * -(-n // 2)),
        ),
        "enter": ("a trunk of a quarter bears branches of 16 tokens", each(lambda i, n: i)),
        "leave": ("the walk takes them in their order", each(branch_end)),
    }
)


def usable() -> tuple[Mask, ...]:
    """The masks that need no facts, or only such as have an example."""
    return tuple(m for m in MASKS.values() if all(p.name in EXAMPLES for p in m.facts))


def example_facts(mask: Mask, tokens: int) -> dict[str, Values]:
    """The facts that a mask asks for, one number a token."""
    return {p.name: EXAMPLES[p.name][1](tokens) for p in mask.facts}


def told(mask: Mask) -> str:
    """What the tokens are taken to be, in words; nothing for a mask that does not ask."""
    return "; ".join(EXAMPLES[p.name][0] for p in mask.facts)
