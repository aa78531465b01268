"""Ready experiments: what a mask keeps, what it does not, and what only looks kept."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from maskviz.masks.call import MaskCall
from maskviz.masks.facts import FACTS
from maskviz.settings.declared import Settings
from maskviz.ui.kit.tries import Try
from maskviz.ui.moves.controls import HOW, TEST, TOKEN, WORD

AFTER, RESCALED = {"blocking": "after"}, {"blocking": "renormalised"}
KING = "The king asked the princess what she had seen"
BARE = {"and_causal": False, "and_padding": False}
PADDED = {**FACTS["real"].shown}
PACKED = {**FACTS["doc"].shown}


def experiment(
    title: str, token: int, how: str = "word", test: bool = False, **changes: Any
) -> Try:
    """The change of one token; `test` asks for the promises of the mask too."""
    own = {TOKEN: token, HOW: how, WORD: "", TEST: test}
    return Try(title, Settings.of(**{"text": KING, **changes}).stored(), own)


HEADS = {str(head): MaskCall("full" if head == 2 else "causal") for head in range(6)}

TRIES: Mapping[str, Try] = MappingProxyType(
    {
        "causal": experiment("Causal", 5, mask="causal"),
        "head": experiment(
            "One open head",
            5,
            mask="full",
            test=True,
            each=True,
            head=2,
            slots=HEADS,
            **BARE,
        ),
        "cell": experiment(
            "A blocked cell",
            2,
            mask="typed",
            typed_rule="(k <= q) & ((q != 5) | (k != 2))",
        ),
        "column": experiment("A blocked column", 2, mask="typed", typed_rule="(k <= q) & (k != 2)"),
        "window": experiment("A window", 2, mask="sliding_window", **{"sliding_window.window": 2}),
        "padding": experiment(
            "Padding", 11, "noise", True, **PADDED, mask="causal_padding", **BARE
        ),
        "unpadded": experiment(
            "Padding, unmasked",
            0,
            "noise",
            True,
            **PADDED,
            mask="causal",
            pad_side="left",
            **BARE,
        ),
        "packed": experiment("Packed texts", 5, test=True, **PACKED, mask="document_causal"),
        "unpacked": experiment("Packed, unmasked", 5, test=True, **PACKED, mask="causal"),
        "fill": experiment("A fill of −3", 5, test=True, mask="causal", blocking="add", fill="-3"),
        "after": experiment(
            "Zero after the softmax", 5, test=True, mask="causal", blocking="after"
        ),
        "rescaled": experiment(
            "Zero after, rescaled", 5, test=True, mask="causal", blocking="renormalised"
        ),
        "score": experiment("Score 0", 5, test=True, mask="causal", blocking="zero"),
        "nan": experiment("NaN", 5, "NaN", mask="causal"),
        "scores": experiment("Top-k", 5, mask="top_k", **{"top_k.keep": 2}, **BARE),
    }
)
