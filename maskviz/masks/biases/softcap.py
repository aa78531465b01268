"""Softcap: no score gets beyond a limit."""

from typing import Annotated

from maskviz.masks.biases.spec import Numbers, bias
from maskviz.masks.spec import Int


@bias(
    title="Softcap",
    source="Gemma 2 (2024): 50 in attention, before the mask",
    look="Small scores stay nearly what they were, large ones bend towards {cap} and −{cap}.",
    aliases="logit soft-capping; tanh; Gemma 2; attn_logit_softcapping",
    pictures=(
        Numbers("0 2 -2 4 100", "0 1.5232 -1.5232 1.9281 2", {"cap": 2}),
        Numbers("0 2 -2 4 100", "0 1.7483 -1.7483 2.6102 3", {"cap": 3}),
        Numbers("0.01 -1", "0.01 -0.7616", {"cap": 1}),
    ),
)
def softcap(
    heads, q, k, *, cap: Annotated[int, Int(1, 100, "The size that no score goes beyond.")] = 5
):
    """Each score is bent smoothly so that none goes beyond a limit.

    cap * tanh(score / cap)

    It keeps attention from becoming all too sure and training from running away. It has to come
    before the mask: after it -∞ becomes a mere -cap, and a blocked key gets weight again.
    """
    return {"softcap": float(cap)}
