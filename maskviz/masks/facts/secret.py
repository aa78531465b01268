"""Secret: a token that somebody may want to hide, found by pattern or clicked."""

from collections.abc import Mapping

import numpy as np

from maskviz.masks.facts.spec import Click, Example, Row, Several, fact
from maskviz.masks.kinds import Fact
from maskviz.masks.text import SECRET_KINDS, find_secrets, spans_to_tokens

TITLES = {"e-mail": "E-mail", "phone": "Phone", "number": "Numbers", "name": "Names"}


def found(row: Row) -> Mapping[str, bool]:
    chosen = row.settings["secret_kinds"]
    seen = {secret.kind for secret in find_secrets(row.text, chosen)}
    return {kind: kind in seen for kind in chosen}


@fact(
    Fact("1 for a sensitive token."),
    Example("of every 16 tokens the last two are secret", lambda i, n: i % 16 >= 14),
    shown={
        "text": "Then the letter said that Alice lives at 12 Hill Street, call 555 0142 or "
        "write to alice@wonder.land, and come soon"
    },
    said=("not sensitive", "sensitive"),
    clicks=(Click("secret", "Sensitive tokens", "secret"),),
    settings=(
        Several(
            "secret_kinds",
            "Find by pattern",
            {kind: TITLES[kind] for kind in SECRET_KINDS},
            SECRET_KINDS,
            found,
            help="Or click tokens above the picture.",
        ),
    ),
)
def secret(row: Row) -> np.ndarray:
    """By pattern, turned over where somebody clicked."""
    hidden = find_secrets(row.text, row.settings["secret_kinds"])
    return row.toggled(spans_to_tokens(hidden, row.spans), "secret")
