"""Ready experiments with secrets: masks that keep them, and settings that look as if they did."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from maskviz.masks.facts import FACTS
from maskviz.settings.declared import Settings
from maskviz.ui.kit.tries import Try
from maskviz.ui.secrets.tokens import NUMBER

HOW = "secrets.change"
TEXT = FACTS["secret"].shown
TENANTS = FACTS["owner"].shown
SOME = (0, 1, 2)


def experiment(title: str, number: int = 1, **changes: Any) -> Try:
    settings = Settings.of(**{**TEXT, "mask": "sensitive", **changes}).stored()
    return Try(title, settings, {NUMBER: number, HOW: "word"})


TRIES: Mapping[str, Try] = MappingProxyType(
    {
        "column": experiment("The column"),
        "row": experiment("Row and column", **{"sensitive.rows": 1}),
        "levels": experiment("Levels", 2, mask="levels"),
        "owners": experiment("Owners", 1, **TENANTS, mask="owner"),
        "sides": experiment("Both sides", model="bert", mask="sensitive"),
        "none": experiment("No such mask", mask="causal"),
        "layers": experiment("All layers but one", layers=SOME),
        "score": experiment("Score 0", blocking="zero"),
        "after": experiment("Zero after the softmax", blocking="after"),
    }
)
