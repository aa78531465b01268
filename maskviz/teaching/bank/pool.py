"""The masks that questions are about, by level; {2-4} is a number that is drawn.

A link to a question holds for ever, and a question is drawn by its place in these lists: they do
not change.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from maskviz.masks.compose import Term, term_of
from maskviz.teaching.bank.draws import Draws, between

RANGE = re.compile(r"\{(-?\d+)-(-?\d+)\}")
SQUARES = {1: ((5, 5),), 2: ((6, 6), (7, 7)), 3: ((8, 8),)}  # (queries, keys)
LAST = {2: ((2, 6), (3, 7)), 3: ((3, 8), (4, 9))}  # the last queries of a longer text


@dataclass(frozen=True)
class Draft:
    """A mask with numbers to be drawn, over all tokens or over the last queries only."""

    text: str
    last: bool = False

    def drawn(self, found: Draws) -> Term:
        low_high = RANGE.sub(lambda m: str(between(found, int(m[1]), int(m[2]))), self.text)
        return term_of(low_high)

    def sizes(self, level: int) -> tuple[tuple[int, int], ...]:
        return LAST[level] if self.last else SQUARES[level]


KNOWN = (
    Draft("causal()"),
    Draft("sliding_window(window={2-4})"),
    Draft("strict_causal()"),
    Draft("key_padding()"),
    Draft("two_sided_window(radius={1-2})"),
    Draft("chunk(size={2-3})"),
    Draft("causal_padding()"),
    Draft("prefix_lm(prefix={2-3})"),
    Draft("chunked_causal(size={2-3})"),
    Draft("anti_causal()"),
)
NUMBERS = (
    Draft("causal()", last=True),
    Draft("sliding_window(window={2-5})"),
    Draft("causal_upper_left()", last=True),
    Draft("chunked_causal(size={2-3})"),
    Draft("document_causal()"),
    Draft("sliding_window(window={2-4})", last=True),
    Draft("causal_padding()"),
    Draft("block_causal(size={2-3})"),
    Draft("causal_offset(ahead={1-2})"),
    Draft("causal_offset(ahead={-2--1})"),
    Draft("two_sided_width(width={2-4})"),
    Draft("window_back(back={1-3})"),
    Draft("sink_window(sinks=1, window={2-3})"),
    Draft("document()"),
    Draft("dilated_window(reach={3-4}, dilation=2)"),
    Draft("global_tokens()"),
    Draft("key_query_padding()"),
    Draft("stride_only(stride={2-3})"),
    Draft("chunk_lookback(size=2, back=1)"),
    Draft("prefix_lm(prefix={2-4})"),
    Draft("asymmetric_window(left={1-3}, right={1-2})"),
)
TOGETHER = (
    Draft("and(causal(), chunk(size={3-4}))"),
    Draft("or(sliding_window(window={2-3}), stride_only(stride={3-4}))"),
    Draft("and(two_sided_window(radius={1-2}), key_padding())"),
    Draft("per_document(sliding_window(window={2-3}))"),
    Draft("and(causal(), not(chunk(size={2-3})))"),
    Draft("shared_prefix()"),
    Draft("shift(sliding_window(window={2-3}), by={1-2})"),
    Draft("and(sliding_window(window={3-5}), document())"),
    Draft("sparse_strided(stride={3-4})"),
    Draft("or(prefix_lm(prefix={1-2}), two_sided_window(radius={1-2}))"),
    Draft("group_bidirectional()"),
    Draft("and(causal(), key_padding(), sliding_window(window={3-4}))"),
    Draft("sparse_fixed(size={3-4}, summary=1)"),
    Draft("levels()"),
    Draft("not(two_sided_window(radius={1-2}))"),
    Draft("longformer(width={2-4})"),
    Draft("and(causal(), sensitive())"),
    Draft("or(chunk(size={2-3}), sliding_window(window={3-4}))", last=True),
    Draft("per_document(prefix_lm(prefix=2))"),
    Draft("chunk_lookback(size={2-3}, back=1)", last=True),
    Draft("shift(causal(), by={1-3})", last=True),
)
POOL: Mapping[int, tuple[Draft, ...]] = {1: KNOWN, 2: NUMBERS, 3: TOGETHER}
