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
class Form:
    """A mask with numbers to be drawn, over all tokens or over the last queries only."""

    text: str
    last: bool = False

    def drawn(self, found: Draws) -> Term:
        low_high = RANGE.sub(lambda m: str(between(found, int(m[1]), int(m[2]))), self.text)
        return term_of(low_high)

    def sizes(self, level: int) -> tuple[tuple[int, int], ...]:
        return LAST[level] if self.last else SQUARES[level]


KNOWN = (
    Form("causal()"),
    Form("sliding_window(window={2-4})"),
    Form("strict_causal()"),
    Form("key_padding()"),
    Form("two_sided_window(radius={1-2})"),
    Form("chunk(size={2-3})"),
    Form("causal_padding()"),
    Form("prefix_lm(prefix={2-3})"),
    Form("chunked_causal(size={2-3})"),
    Form("anti_causal()"),
)
NUMBERS = (
    Form("causal()", last=True),
    Form("sliding_window(window={2-5})"),
    Form("causal_upper_left()", last=True),
    Form("chunked_causal(size={2-3})"),
    Form("document_causal()"),
    Form("sliding_window(window={2-4})", last=True),
    Form("causal_padding()"),
    Form("block_causal(size={2-3})"),
    Form("causal_offset(ahead={1-2})"),
    Form("causal_offset(ahead={-2--1})"),
    Form("two_sided_width(width={2-4})"),
    Form("window_back(back={1-3})"),
    Form("sink_window(sinks=1, window={2-3})"),
    Form("document()"),
    Form("dilated_window(reach={3-4}, dilation=2)"),
    Form("global_tokens()"),
    Form("key_query_padding()"),
    Form("stride_only(stride={2-3})"),
    Form("chunk_lookback(size=2, back=1)"),
    Form("prefix_lm(prefix={2-4})"),
    Form("asymmetric_window(left={1-3}, right={1-2})"),
)
TOGETHER = (
    Form("and(causal(), chunk(size={3-4}))"),
    Form("or(sliding_window(window={2-3}), stride_only(stride={3-4}))"),
    Form("and(two_sided_window(radius={1-2}), key_padding())"),
    Form("per_document(sliding_window(window={2-3}))"),
    Form("and(causal(), not(chunk(size={2-3})))"),
    Form("shared_prefix()"),
    Form("shift(sliding_window(window={2-3}), by={1-2})"),
    Form("and(sliding_window(window={3-5}), document())"),
    Form("sparse_strided(stride={3-4})"),
    Form("or(prefix_lm(prefix={1-2}), two_sided_window(radius={1-2}))"),
    Form("group_bidirectional()"),
    Form("and(causal(), key_padding(), sliding_window(window={3-4}))"),
    Form("sparse_fixed(size={3-4}, summary=1)"),
    Form("levels()"),
    Form("not(two_sided_window(radius={1-2}))"),
    Form("longformer(width={2-4})"),
    Form("and(causal(), sensitive())"),
    Form("or(chunk(size={2-3}), sliding_window(window={3-4}))", last=True),
    Form("per_document(prefix_lm(prefix=2))"),
    Form("chunk_lookback(size={2-3}, back=1)", last=True),
    Form("shift(causal(), by={1-3})", last=True),
)
POOL: Mapping[int, tuple[Form, ...]] = {1: KNOWN, 2: NUMBERS, 3: TOGETHER}
