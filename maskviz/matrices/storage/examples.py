"""Facts for masks that ask what a token is, when there is no text: simple ones, said in words."""

from maskviz.masks.facts import FACTS
from maskviz.masks.spec import Mask


def example_facts(mask: Mask, tokens: int) -> dict[str, tuple[int, ...]]:
    """The facts that a mask asks for, one number a token."""
    return {p.name: FACTS[p.name].example.values(tokens) for p in mask.facts}


def told(mask: Mask) -> str:
    """What the tokens are taken to be, in words; nothing for a mask that does not ask."""
    return "; ".join(FACTS[p.name].example.words for p in mask.facts)
