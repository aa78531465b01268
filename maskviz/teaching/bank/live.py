"""Questions about what the model does: which text, under which mask, seen from where."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from maskviz.analysis.view import View, make_view
from maskviz.masks.compose import Term
from maskviz.models import Shipped
from maskviz.settings.declared import Settings
from maskviz.settings.slots import controls_of
from maskviz.teaching.bank.case import Case
from maskviz.teaching.bank.draws import Draws, draws, in_turn
from maskviz.teaching.bank.pool import Draft

TEXTS = (  # for a row of scores, and to be written on; a link finds a text by its place
    "The king asked the princess what she",
    "The old man sat by the fire and",
    "Once there was a little girl who lived",
    "The boy ran down to the river to",
    "The wolf said to the three little",
    "She opened the door and saw a",
    "They went into the forest and there they",
    "The cat looked at the mouse and said",
)
DRAFTS: Mapping[int, tuple[Draft, ...]] = {
    1: (Draft("causal()"),),
    2: (
        Draft("sliding_window(window={2-4})"),
        Draft("chunked_causal(size={3-4})"),
        Draft("causal_offset(ahead=-1)"),
        Draft("stride_only(stride=2)"),
        Draft("sink_window(sinks=1, window=2)"),
    ),
    3: (
        Draft("and(causal(), not(sliding_window(window={2-3})))"),
        Draft("or(sliding_window(window=2), and(causal(), stride_only(stride=3)))"),
        Draft("and(causal(), prefix_lm(prefix={2-3}), not(chunk(size=2)))"),
        Draft("sparse_fixed(size=3, summary=1)"),
        Draft("shift(causal(), by={1-2})"),
        Draft("and(causal(), chunk_lookback(size=2, back=1))"),
    ),
}


@dataclass(frozen=True, eq=False)
class Run:
    """A text under one mask, which holds in every head of every layer."""

    text: str
    term: Term
    shipped: Shipped
    layer: int = 0
    head: int = 0

    @cached_property
    def settings(self) -> Settings:
        """The same as a state of the playground; what the model adds to every mask is off."""
        own = {"and_causal": False, "and_padding": False, **controls_of(self.term)}
        return Settings.of(text=self.text, layer=self.layer, head=self.head, **own).stored()

    @cached_property
    def view(self) -> View:
        return make_view(self.settings, self.shipped)

    @cached_property
    def case(self) -> Case:
        """The mask over the model's own tokens."""
        words = self.view.words
        return Case(self.term, len(words), len(words), {}, words)

    def under(self, term: Term) -> "Run":
        return Run(self.text, term, self.shipped, self.layer, self.head)


def run_drawn(seed: int, level: int, kind: str, number: int, shipped: Shipped) -> tuple[Run, Draws]:
    """The text and the mask of a question, and what else is to be drawn for it.

    Every text and every mask of a level comes once before one comes again.
    """
    found = draws("live", seed, level, kind, number)
    text = in_turn(TEXTS, seed, level, f"{kind} text", number)
    draft = in_turn(DRAFTS[level], seed, level, kind, number)
    return Run(text, draft.drawn(found), shipped), found
