"""Predicates fit into 32 bits, which is what JAX and most kernels calculate with."""

import random
from itertools import product

import jax.numpy as jnp
import numpy as np

from maskviz.masks.catalogue import MASKS
from maskviz.masks.matrix import view_of
from maskviz.masks.spec import Fact, Given
from tests.contract.cases import every_mask, settings
from tests.contract.tokens import drawn_facts

TOKENS = 2048
PLACES = np.array([0, 1, 5, 46, 1000, 1023, 1024, 2045, 2046, 2047])
BEFORE = np.array([-2047, -1000, -1])  # queries before every key


def facts_of(mask) -> dict[str, np.ndarray]:
    """Facts of 2,048 tokens; a tree would take long to walk and is a chain."""
    together = {"enter": np.arange(TOKENS), "leave": np.full(TOKENS, TOKENS - 1)}
    if set(together) <= set(mask.parameters):
        return together
    drawn = drawn_facts(mask, TOKENS, random.Random(3))
    return {name: np.array(values) for name, values in drawn.items()}


@every_mask
def test_thirty_two_bits_are_enough_for_the_longest_text(mask):
    facts = facts_of(mask)
    places = PLACES if facts else np.concatenate([BEFORE, PLACES])
    for params, head in product(settings(mask), (0, 63)):
        view = view_of(TOKENS, TOKENS, head=head)
        given = {p.name: view[p.name] for p in mask.named(Given)}
        wide = mask.rule(places[:, None], PLACES[None, :], **params, **facts, **given)
        q, k = jnp.asarray(places, jnp.int32)[:, None], jnp.asarray(PLACES, jnp.int32)[None, :]
        short = {name: jnp.asarray(values, jnp.int32) for name, values in facts.items()}
        narrow = mask.rule(q, k, **params, **short, **given)
        assert np.array_equal(np.broadcast_to(wide, narrow.shape), np.asarray(narrow)), params


def test_every_fact_has_values_below_the_longest_text():
    kinds = [p.kind for mask in MASKS.values() for p in mask.named(Fact)]
    assert max(kind.high for kind in kinds) == TOKENS - 1
