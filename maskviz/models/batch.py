"""Several texts as one rectangle of tokens, padded so that all rows have the same length."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, get_args

import torch
from torch import Tensor

from maskviz.models.tokenizer import NOWHERE, PAD, Encoded

MOST_TEXTS = 8
Side = Literal["right", "left"]


class Reader(Protocol):
    """Whatever turns a text into the tokens of a row."""

    def row(self, text: str) -> Encoded: ...


@dataclass(frozen=True, eq=False)
class Batch:
    """Up to eight texts, each padded to the same length.

    Shapes: ids and real (text, token) int64; `real` is 1 for the text's tokens, those that begin
    or end it included, 0 for padding. `spans[text][token]` is (first, one past the last) of the
    characters a token covers. `notes` are sentences for the reader about what was cut or could not
    be had.

    Left padding moves a text's tokens to later positions. The shipped decoder turns queries and
    keys by their position (RoPE), of which only distances survive, so it needs no position ids;
    the encoder, which learned a vector for each position, does.
    """

    texts: tuple[str, ...]
    ids: Tensor
    real: Tensor
    spans: tuple[tuple[tuple[int, int], ...], ...]
    notes: tuple[str, ...]
    totals: tuple[int, ...]  # the tokens of each text before it was cut

    @property
    def lengths(self) -> list[int]:
        """The real tokens of each text, `<s>` included."""
        return self.real.sum(dim=1).tolist()

    def alone(self, row: int) -> "Batch":
        """The real tokens of one text, as a batch of that text without padding."""
        kept = self.real[row].nonzero().flatten()
        return self.picked(row, kept.tolist())

    def picked(self, row: int, places: Sequence[int]) -> "Batch":
        """A batch of one text with the tokens at these places, in this order."""
        order = torch.tensor(places, dtype=torch.long)
        return Batch(
            (self.texts[row],),
            self.ids[row, order][None],
            self.real[row, order][None],
            (tuple(self.spans[row][place] for place in places),),
            (),
            (self.totals[row],),
        )

    @classmethod
    def of(
        cls,
        tokenizer: Reader,
        texts: Sequence[str],
        *,
        limit: int,
        lengths: Sequence[int | None] = (),
        pad_to: int = 0,
        side: Side = "right",
    ) -> "Batch":
        """Put texts into rows of equal length; ValueError, with the numbers, when they do not fit.

        limit    the most tokens the model reads
        lengths  for each text how many of its first tokens are real; None takes all
        pad_to   tokens a row, special ones included; 0 takes the longest text
        side     where the padding goes
        """
        lengths = lengths or [None] * len(texts)
        refuse(texts, lengths, limit, pad_to, side)
        encoded = [tokenizer.row(text) for text in texts]
        totals = [len(e) for e in encoded]
        wishes = [t if w is None else min(w, t) for w, t in zip(lengths, totals, strict=True)]
        width = pad_to or max(1, min(max(wishes), limit))

        ids = torch.full((len(texts), width), PAD)
        real, spans = torch.zeros_like(ids), []
        for row, (text, wish) in enumerate(zip(encoded, wishes, strict=True)):
            n = min(wish, width)
            first = 0 if side == "right" else width - n
            ids[row, first : first + n] = torch.tensor(text.ids[:n], dtype=torch.long)
            real[row, first : first + n] = 1
            after = width - first - n
            spans.append((*[NOWHERE] * first, *text.spans[:n], *[NOWHERE] * after))
        notes = [note(*row, width) for row in zip(texts, totals, lengths, wishes, strict=True)]
        return cls(tuple(texts), ids, real, tuple(spans), tuple(filter(None, notes)), tuple(totals))


def refuse(
    texts: Sequence[str], lengths: Sequence[int | None], limit: int, pad_to: int, side: str
) -> None:
    """Say what is wrong with a request that no rectangle can answer."""
    if not 1 <= len(texts) <= MOST_TEXTS:
        raise ValueError(f"a batch holds 1 to {MOST_TEXTS} texts, not {len(texts)}")
    if len(lengths) != len(texts):
        raise ValueError(f"{len(lengths)} lengths were given for {len(texts)} texts")
    negative = [n for n in lengths if n is not None and n < 0]
    if negative:
        raise ValueError(f"a text cannot have {negative[0]} tokens")
    if not 0 <= pad_to <= limit:
        raise ValueError(f"rows of {pad_to:,} tokens do not fit: the model reads 1 to {limit:,}")
    if side not in get_args(Side):
        raise ValueError(f"padding goes to the {' or '.join(get_args(Side))}, not {side!r}")


def note(text: str, total: int, length: int | None, wish: int, width: int) -> str | None:
    """One sentence when a text's row is not as wished: “The king …” cut at 256 of 517 tokens."""
    begin = " ".join(text[:20].split())
    name = f"“{begin}…”" if len(text) > 20 else f"“{begin}”"
    if wish > width:
        return f"{name} is cut at {width:,} of {total:,} tokens."
    if length is not None and length > total:
        return f"{name} has {total:,} tokens, fewer than the {length:,} asked for."
    return None
