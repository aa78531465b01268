"""Where attention-gym has a mask that reads facts or sizes, ours is its own, cell by cell."""

import random

import numpy as np
import pytest
import torch
from attn_gym import masks as theirs
from attn_gym.masks.document_mask import length_to_offsets
from torch.nn.attention.flex_attention import create_mask, noop_mask

from maskviz.masks.catalogue import MASKS
from maskviz.masks.matrix import matrix
from tests.contract.tokens import numbered

LENGTHS = [(1,), (3, 2, 4), (1, 1, 5), (2, 6, 1, 3)]

lengths = pytest.mark.parametrize("lengths", LENGTHS)


def made(mask_mod, queries: int, keys: int) -> np.ndarray:
    return create_mask(mask_mod, 1, 1, queries, keys, device="cpu")[0, 0].numpy()


def packed(lengths: tuple[int, ...]) -> tuple[torch.Tensor, dict, int]:
    """Documents laid end to end: their offsets, the number of each token's, and how many tokens."""
    doc = tuple(number for number, length in enumerate(lengths) for _ in range(length))
    return length_to_offsets(list(lengths), "cpu"), {"doc": doc}, len(doc)


@lengths
def test_documents(lengths):
    offsets, facts, n = packed(lengths)
    ours = matrix(MASKS["document"], n, n, facts=facts)
    assert np.array_equal(ours, made(theirs.generate_doc_mask_mod(noop_mask, offsets), n, n))


@lengths
def test_causal_documents(lengths):
    offsets, facts, n = packed(lengths)
    ours = matrix(MASKS["document_causal"], n, n, facts=facts)
    counted_anew = theirs.generate_doc_mask_mod(theirs.causal_mask, offsets)
    assert np.array_equal(ours, made(counted_anew, n, n))
    assert np.array_equal(ours, made(theirs.generate_packed_causal_doc_mask_mod(offsets), n, n))


@lengths
def test_shared_prefix(lengths):
    offsets, facts, n = packed(lengths)
    rule = theirs.generate_shared_prefix_mask_mod(offsets, torch.zeros(len(lengths), dtype=int))
    ours = matrix(MASKS["shared_prefix"], n, n, facts=facts)
    assert np.array_equal(ours, made(rule, n, n))


@pytest.mark.parametrize("n", [1, 5, 12])
@pytest.mark.parametrize("size", [1, 2, 3, 5, 40])
def test_block_diffusion(n, size):
    ours = matrix(MASKS["block_diffusion"], 2 * n, 2 * n, {"size": size})
    assert np.array_equal(ours, made(theirs.generate_block_diffusion_mask(n, size), 2 * n, 2 * n))


@pytest.mark.parametrize("flags", [(0, 0, 0, 0), (1, 0, 0, 0, 1, 0, 0), (0, 0, 0, 0, 0, 0, 1)])
@pytest.mark.parametrize("radius", [0, 1, 3])
def test_global_tokens_and_a_window(flags, radius):
    """Its number is the radius, Longformer's twice that."""
    n, facts = len(flags), {"is_global": flags}
    rule = theirs.generate_global_sliding_window(radius, torch.tensor(flags) > 0)
    ours = matrix(MASKS["longformer"], n, n, {"width": 2 * radius}, facts)
    assert np.array_equal(ours, made(rule, n, n))
    apart = matrix(MASKS["global_tokens"], n, n, {"one_way": 0}, facts)
    assert np.array_equal(apart | matrix(MASKS["two_sided_window"], n, n, {"radius": radius}), ours)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("prefix", [0, 4])
def test_tree_of_jetspec(seed, prefix):
    """The prefix is a chain of keys; the queries are the nodes of the tree."""
    draw = random.Random(seed)
    nodes = [-1, *(draw.randint(0, node - 1) for node in range(1, 9))]
    ancestors = theirs.build_tree_ancestor_matrix(nodes, device="cpu")
    rule = theirs.generate_jetspec_tree_causal_mask_mod(prefix, ancestors)
    parents = [*range(-1, prefix - 1), *(prefix + parent for parent in nodes)]
    ours = matrix(MASKS["tree"], 9, 9 + prefix, facts=numbered(parents))
    assert np.array_equal(ours, made(rule, 9, 9 + prefix))


@pytest.mark.parametrize(("words", "pixels"), [((3, 2, 4), 2), ((0, 1, 5), 3), ((2, 2), 1)])
def test_flamingo(words, pixels):
    """Text and images apart there, mixed here: the rows of text and the columns of images."""
    is_image, section, intervals, begin = [], [], [], 0
    for image, many in enumerate(words, 1):
        is_image += [1] * pixels + [0] * many
        section += [image] * (pixels + many)
        intervals.append((begin, begin + many))
        begin += many
    rule = theirs.generate_vision_cross_attention_mask_mod(torch.tensor(intervals), pixels)
    facts = {"is_image": tuple(is_image), "section": tuple(section)}
    ours = matrix(MASKS["interleaved"], len(section), len(section), facts=facts)
    text, images = np.array(is_image) == 0, np.array(is_image) == 1
    assert np.array_equal(ours[text][:, images], made(rule, begin, pixels * len(words)))
    assert not ours[:, text].any()
