"""What the model is given to read: a batch, one of its rows, and what each token is."""

import numpy as np
from torch import Tensor

from maskviz.facts import find_secrets, spans_to_tokens, special_tokens
from maskviz.matrix import Facts
from maskviz.models import Shipped
from maskviz.models.batch import Batch
from maskviz.models.tokenizer import START
from maskviz.settings import Settings

LEVEL_OF = {"name": 1, "number": 2, "e-mail": 3, "phone": 3}  # until levels are picked by hand


def make_batch(settings: Settings, shipped: Shipped) -> Batch:
    """The texts of the settings as a padded batch; a length at the model's limit means all."""
    count, limit = settings["texts"], shipped.shape.context
    lengths = [settings[f"length_{i}"] for i in range(1, count + 1)]
    return Batch.of(
        shipped.tokenizer,
        [settings["text"], *(settings[f"text_{i}"] for i in range(2, count + 1))],
        limit=limit,
        lengths=[None if n >= limit or count == 1 else n for n in lengths],
        pad_to=min(settings["pad_to"], limit),
        side=settings["pad_side"],
    )


def token_facts(settings: Settings, batch: Batch, row: int, labels: tuple[str, ...]) -> Facts:
    """What each token is: real, special, secret, and its level 0 to 3."""
    text, spans = batch.texts[row], batch.spans[row]
    picked = settings.picks
    secret = np.array(spans_to_tokens(find_secrets(text, settings["secret_kinds"]), spans))
    secret[[p for p in picked.get("secret", ()) if p < len(secret)]] ^= 1
    level = np.zeros(len(labels), dtype=int)
    by_hand = {n: picked[f"level_{n}"] for n in (1, 2, 3) if f"level_{n}" in picked}
    if by_hand:
        for n, positions in by_hand.items():
            level[[p for p in positions if p < len(level)]] = n
    else:
        for kind, n in LEVEL_OF.items():
            found = np.array(spans_to_tokens(find_secrets(text, (kind,)), spans))
            level = np.maximum(level, n * found)
    return {
        "real": batch.real[row].numpy(),
        "special": np.array(special_tokens(labels, settings["special_kinds"])),
        "secret": secret,
        "level": level,
    }


def answer_facts(settings: Settings, shipped: Shipped, rows: int) -> Facts:
    """What is known of an answer's tokens before it is written: the first is `<s>`."""
    nothing = np.zeros(rows, dtype=int)
    labels = [shipped.target.label(START), *[""] * (rows - 1)]
    special = np.array(special_tokens(labels, settings["special_kinds"]))
    return {"real": nothing + 1, "special": special, "secret": nothing, "level": nothing}


def positions(settings: Settings, shipped: Shipped, real: Tensor) -> Tensor | None:
    """The position of each token for a model that learned positions, counted from the first real
    token, (token,); None counts from the left edge.
    """
    if shipped.plan.kind != "encoder" or not settings["position_ids"]:
        return None
    return (real.cumsum(dim=0) - 1).clamp(min=0)
