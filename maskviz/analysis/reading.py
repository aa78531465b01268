"""What the model is given to read: a batch, one of its rows, and what each token is."""

from dataclasses import dataclass

import numpy as np
from torch import Tensor

from maskviz.analysis.remembered import Remembered
from maskviz.analysis.tokenfacts import TokenFacts
from maskviz.masks.kinds import Facts
from maskviz.models import Shipped
from maskviz.models.batch import Batch, Reader
from maskviz.models.tokenizer import NOWHERE, START, Encoded
from maskviz.settings.declared import Settings
from maskviz.settings.numbered import text_key

MOST = 4_000_000  # bytes of encoded texts of all visitors together
TOKEN = 200  # bytes of one: its number, and where it stands in the text


ENCODED: Remembered[Encoded] = Remembered(MOST, lambda found: TOKEN * len(found))


@dataclass(frozen=True)
class ReadOnce:
    """A reader that remembers the texts it has read: most changes leave the text as it was."""

    reader: Reader

    def row(self, text: str) -> Encoded:
        return ENCODED.get((self.reader, text), lambda: self.reader.row(text))


def make_batch(settings: Settings, shipped: Shipped) -> Batch:
    """The texts of the settings as a padded batch; a length at the model's limit means all."""
    count, limit = settings.texts, shipped.shape.context
    lengths = [settings.more[f"length_{i}"] for i in range(1, count + 1)]
    return Batch.of(
        ReadOnce(shipped.tokenizer),
        [settings[text_key(i)] for i in range(1, count + 1)],
        limit=limit,
        lengths=[None if n >= limit or count == 1 else n for n in lengths],
        pad_to=min(settings.pad_to, limit),
        side=settings.pad_side,
    )


def token_facts(settings: Settings, batch: Batch, row: int, labels: tuple[str, ...]) -> Facts:
    """What each token of a row of the batch is; `labels` are its tokens as the screen has them."""
    real = batch.real[row].numpy()
    return TokenFacts(settings, labels, real, batch.texts[row], batch.spans[row])


def answer_facts(settings: Settings, shipped: Shipped, rows: int) -> Facts:
    """What is known of an answer's tokens before it is written: the first is `<s>`."""
    labels = (shipped.target.label(START), *[""] * (rows - 1))
    return TokenFacts(settings, labels, np.ones(rows, dtype=int), "", (NOWHERE,) * rows)


def positions(settings: Settings, shipped: Shipped, real: Tensor) -> Tensor | None:
    """The position of each token for a model that learned positions, counted from the first real
    token, (token,); None counts from the left edge.
    """
    if not shipped.plan.counted or not settings.position_ids:
        return None
    return from_first_real(real)


def from_first_real(real: Tensor) -> Tensor:
    """Positions counted from the first real token, (…, token); padding before it has 0."""
    return (real.cumsum(dim=-1) - 1).clamp(min=0)


def word(label: str) -> str:
    """A label as one reads it, without the mark for a space before the word."""
    return label[1:] if label.startswith("·") and len(label) > 1 else label
