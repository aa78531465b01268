"""Masks as source text to take away: a short program for each library, a test file, a docstring.

A program holds the predicates as they run here, with every number written in. It makes `allowed`,
bool (q, k), or (heads, q, k) for a mask per head; True = may read. Where a library has attention of
its own, the program ends with the call that gives it this mask, in the library's own words.
"""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from maskviz.libraries.export.batched import Rectangle, to_batch
from maskviz.libraries.export.docstring import docstring
from maskviz.libraries.export.functions import flex, transformers
from maskviz.libraries.export.others import FLAX, JAX, KERAS, PLAIN
from maskviz.libraries.export.program import program
from maskviz.libraries.export.testfile import learners_tests
from maskviz.libraries.export.torches import ENCODER, MHA, SDPA
from maskviz.libraries.export.wanted import Head, Masks, NotExpressible, Wanted, wanted
from maskviz.libraries.export.words import predicate
from maskviz.libraries.export.xformer import xformers
from maskviz.masks.kinds import Facts

__all__ = [
    "EXPORTS",
    "Head",
    "NotExpressible",
    "Rectangle",
    "predicate",
    "to_batch",
    "to_docstring",
    "to_numpy",
    "to_pytest",
    "to_torch",
]


def exporter(write: Callable[[Wanted], str]) -> Callable[..., str]:
    """From what writes a program to what is called with masks and sizes."""

    def export(
        masks: Masks, queries: int, keys: int, facts: Facts | None = None, offset: int | None = None
    ) -> str:
        """The program's text, for one Use or Head, or for a list of them, one a head.

        NotExpressible where the library cannot have this mask; ValueError when a token has no fact
        that a mask looks up.
        """
        return write(wanted(masks, queries, keys, facts, offset))

    return export


to_numpy = exporter(partial(program, PLAIN))
to_torch = exporter(partial(program, SDPA))
to_pytest = exporter(learners_tests)
to_docstring = exporter(docstring)

EXPORTS: Mapping[str, Callable[..., str]] = MappingProxyType(
    {
        "PyTorch SDPA": to_torch,
        "NumPy": to_numpy,
        "nn.MultiheadAttention": exporter(partial(program, MHA)),
        "nn.TransformerEncoder": exporter(partial(program, ENCODER)),
        "FlexAttention": exporter(flex),
        "transformers": exporter(transformers),
        "JAX": exporter(partial(program, JAX)),
        "Flax": exporter(partial(program, FLAX)),
        "Keras": exporter(partial(program, KERAS)),
        "xformers": exporter(xformers),
    }
)
