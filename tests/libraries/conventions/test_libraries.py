"""Every spelling's code, executed with the library itself, reads the cells that we show."""

import os
from importlib import metadata

os.environ.setdefault("KERAS_BACKEND", "jax")

import numpy as np
import pytest
import torch
from torch.nn.functional import scaled_dot_product_attention

from maskviz.libraries.conventions import LIBRARIES, Intent
from maskviz.libraries.conventions.library import VERSIONS, differing
from tests.libraries.conventions import others, spellings

READERS = {
    "sdpa": spellings.sdpa,
    "flex": spellings.sdpa,
    "mha": spellings.mha,
    "encoder": spellings.encoder,
    "transformers_2d": spellings.config,
    "transformers_sdpa": spellings.four_sdpa,
    "transformers_eager": spellings.four_eager,
    "flash": others.flash,
    "xformers": others.xformers,
    "jax": others.jax_nn,
    "splash": others.splash,
    "flax": others.flax,
    "keras": others.keras,
    "mlx": others.mlx,
    "engine": others.engine,
}
SIZES = [(1, 1), (5, 5), (3, 8), (1, 7), (8, 3)]
INTENTS = [
    *(Intent("window", q, k, n) for q, k in SIZES for n in (0, 1, 3, 40)),
    *(Intent("causal", q, k) for q, k in SIZES),
    *(Intent("pad", n, n, number) for n, number in ((1, 0), (1, 1), (5, 2), (5, 5), (6, 1))),
    *(
        Intent("causal and pad", n, n, number, left=left)
        for n, number in ((1, 1), (5, 2), (5, 5), (6, 0))
        for left in (False, True)
    ),
    *(Intent("block", n, n, 0, cell) for n, cell in ((1, (0, 0)), (6, (4, 1)), (5, (0, 4)))),
]
INSTALLED = [name for name in VERSIONS if name not in ("flash-attn", "TransformerEngine")]

libraries = pytest.mark.parametrize("library", LIBRARIES, ids=lambda library: library.slug)


def spelled(library, intent):
    answer = library.answer(intent)
    return [*answer.words, *([answer.exact] if answer.exact else [])]


@libraries
@pytest.mark.filterwarnings("ignore")
def test_the_code_reads_the_cells_shown(library):
    module = {"attn-gym": "attn_gym"}.get(library.package, library.package)
    if library.evidence != "transcribed":
        pytest.importorskip(module, reason=f"{module} is not installed")
    tried = 0
    for intent in INTENTS:
        for spelling in spelled(library, intent):
            if spelling.cells is None:
                continue
            found = READERS[library.slug](spelling.code, intent)
            assert found.shape == intent.wanted.shape, (intent, spelling.code)
            assert np.array_equal(found, spelling.cells), (intent, spelling.code, found)
            tried += 1
    assert tried >= 20


@libraries
@pytest.mark.filterwarnings("ignore")
def test_a_refusal_is_the_librarys_own(library):
    if library.evidence == "transcribed":
        pytest.skip(f"{library.title} is not installable here")
    for intent in INTENTS:
        for spelling in spelled(library, intent):
            if spelling.refused:
                with pytest.raises((RuntimeError, ValueError, AssertionError)) as caught:
                    READERS[library.slug](spelling.code, intent)
                if library.package != "transformers":  # whose message is about tensors inside
                    assert str(caught.value).splitlines()[0] == spelling.refused


def test_the_message_that_is_quoted_is_torchs():
    """Both arguments at once: the fused kernel takes them, the plain way is quoted."""
    (sdpa,) = [library for library in LIBRARIES if library.slug == "sdpa"]
    found = sdpa.answer(Intent("causal and pad", 6, 6, 2, left=True)).words[0]
    real = torch.tensor([0, 0, 1, 1, 1, 1], dtype=torch.bool)
    query, value = torch.zeros(6, 8), torch.zeros(6, 5)
    with pytest.raises(RuntimeError) as caught:
        scaled_dot_product_attention(query, query, value, attn_mask=real[None], is_causal=True)
    assert str(caught.value).partition(": ")[2].rstrip(".") in found.note
    assert differing(found, Intent("causal and pad", 6, 6, 2, left=True)) == 0


@pytest.mark.parametrize("package", INSTALLED)
def test_the_version_shown_is_the_one_checked(package):
    try:
        found = metadata.version(package)
    except metadata.PackageNotFoundError:
        pytest.skip(f"{package} is not installed")
    assert found.split("+")[0] == VERSIONS[package]


@libraries
def test_what_is_called_exact_is_exact_or_says_why(library):
    """A library may fail only where an empty row reads the mean of all, or where it says so."""
    for intent in INTENTS:
        answer = library.answer(intent)
        given = [s for s in (answer.exact, *answer.words) if s and s.cells is not None]
        if any(differing(spelling, intent) == 0 for spelling in given):
            continue
        empty = ~intent.wanted.any(axis=-1)
        best = given[0].cells if given else None
        filled = best is not None and np.array_equal(best[~empty], intent.wanted[~empty])
        assert answer.cannot or (filled and best[empty].all()), (library.slug, intent)
