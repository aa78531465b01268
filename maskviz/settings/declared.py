"""Everything a visitor can set, declared once; widgets, links, reset and messages follow."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any, TypeVar, get_args

from maskviz.masks.biases import BIASES
from maskviz.masks.call import CATALOGUE, MaskCall
from maskviz.masks.compose import Join, Term, Typed, typed
from maskviz.masks.kinds import Int, Value
from maskviz.masks.kinds.vector import Vectors
from maskviz.models.attention import Blocking, Divide, Precision, Recipe
from maskviz.models.gpt import Shape
from maskviz.models.plans import PLANS, AttentionKind
from maskviz.settings.fills import FILLS, fill_in
from maskviz.settings.kinds import Choice, Control, Kind, Many, RuleText, Switch, TermText, Text
from maskviz.settings.numbered import ANSWER, CONTEXT, NUMBERED, TEXTS, Declared, usual
from maskviz.settings.slots import (
    COMPOSED,
    CUSTOM,
    PAINTED,
    PARTS,
    TYPED,
    Page,
    Painted,
    SlotMask,
    controls_of,
    slot_of,
)

NO_BIAS = "none"
STORY = "'Where is the Princess?' asked the King. 'She is in the garden,' answered the"
LAYERS, HEADS = tuple(range(Shape().layers)), tuple(range(Shape().heads))

T = TypeVar("T")


def setting(kind: Kind, default: T) -> T:
    """A field of Settings that is a control too; its name is its key in links, for ever."""
    return field(default=default, metadata={"kind": kind})


OR = Join("or", (MaskCall("sliding_window", {"window": 4}), MaskCall("special", {"only": 1})))


@dataclass(frozen=True)
class Settings:
    """One complete state of the playground, as the controls, a link or a state file give it.

    more     key of NUMBERED -> value, complete
    slots    as `slot_of` says -> its mask
    book     the same -> what was painted there, whether or not it is the slot's mask now
    picks    a name of PICKS -> positions clicked: those that turn a guess over, and for numbers
             given by hand such as "level_2" the tokens that have it
    vectors  a name of VECTORS -> its numbers, given in place of what is guessed of tokens
    locked   (q, k) in token positions, or None
    """

    model: str = setting(Choice(tuple(PLANS)), "gpt")
    part: str = setting(Choice(PARTS), "cross")
    position_ids: bool = setting(Switch(), True)
    text: str = setting(Text(), STORY)
    texts: int = setting(Int(1, TEXTS, "Rows of the batch."), 1)
    row: int = setting(Int(1, TEXTS, "The row of the batch that the page shows."), 1)
    pad_side: str = setting(Choice(("right", "left")), "right")
    pad_to: int = setting(Int(0, CONTEXT, "Length of every row; 0 takes the longest."), 0)
    queries: int = setting(Int(0, CONTEXT, "The last queries only; 0 shows all."), 0)
    answer: int = setting(Int(0, ANSWER, "Characters of an answer; 0 writes all."), 0)
    layer: int = setting(Choice(LAYERS), 1)
    head: int = setting(Choice(HEADS), 0)
    each: bool = setting(Switch(), False)
    each_layer: bool = setting(Switch(), False)
    mask: str = setting(Choice((*CATALOGUE, CUSTOM, TYPED, COMPOSED)), "sliding_window")
    typed_rule: str = setting(RuleText(), "k <= q and (q - k < 4 or k == 0)")
    composition: Term = setting(TermText(), OR)
    and_causal: bool = setting(Switch(), True)
    and_padding: bool = setting(Switch(), True)
    layers: tuple[int, ...] = setting(Many(LAYERS), LAYERS)
    divide: Divide = setting(Choice(get_args(Divide)), "head")
    blocking: Blocking = setting(Choice(get_args(Blocking)), "sdpa")
    fill: str = setting(Choice(FILLS), "-1e4")
    precision: Precision = setting(Choice(get_args(Precision)), "float32")
    bias: str = setting(Choice((NO_BIAS, *BIASES)), NO_BIAS)
    bias_after: bool = setting(Switch(), False)
    output: str = setting(Choice(("head", "concatenated", "projected")), "head")
    more: Mapping[str, Any] = field(default_factory=usual)
    slots: Mapping[str, SlotMask] = field(default_factory=dict)
    book: Mapping[str, Page] = field(default_factory=dict)
    picks: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    vectors: Vectors = field(default_factory=dict)
    locked: tuple[int, int] | None = None

    @classmethod
    def of(cls, **changes: Any) -> "Settings":
        """The defaults with some changed, by their keys: `Settings.of(each=True, **{"chunk.size":
        5})`."""
        more = {key: changes.pop(key) for key in NUMBERED if key in changes}
        return cls(**changes, more={**usual(), **more})

    def but(self, **changes: Any) -> "Settings":
        """The same with some changed; a key that is none is a TypeError."""
        more = {key: changes.pop(key) for key in NUMBERED if key in changes}
        return replace(self, **changes, more={**self.more, **more} if more else self.more)

    def __getitem__(self, key: str) -> Any:
        """The value of a key that is known as text only."""
        return self.more[key] if key in NUMBERED else getattr(self, key)

    @property
    def values(self) -> dict[str, Any]:
        """Key of CONTROLS -> value, complete."""
        return {key: self[key] for key in CONTROLS}

    def params_of(self, declared: Declared) -> dict[str, Value]:
        """The numbers of a mask or a bias, as its controls were last set."""
        return {p.name: self.more[f"{declared.name}.{p.name}"] for p in declared.controls}

    @property
    def attention(self) -> AttentionKind:
        """The kind of attention looked at."""
        return PLANS[self.model].part(self.part)

    @property
    def slot(self) -> str:
        """Whose mask the controls set: every head's, or that of the head and layer looked at."""
        return self.slot_at(self.attention.name, self.head, self.layer)

    def slot_at(self, part: str, head: int, layer: int) -> str:
        """Where a head of a layer has its mask, as far as heads and layers have masks of their
        own."""
        alone = layer if self.each_layer else None
        return slot_of(part, head if self.each else "all", alone)

    @cached_property
    def chosen(self) -> SlotMask | None:
        """The mask that the controls describe; None when what is typed is no rule."""
        if self.mask == CUSTOM:
            return PAINTED
        if self.mask == TYPED:
            found = typed(self.typed_rule)
            return found if isinstance(found, Typed) else None
        if self.mask == COMPOSED:
            return self.composition
        return MaskCall(self.mask, self.params_of(CATALOGUE[self.mask]))

    def mask_of(self, slot: str) -> SlotMask:
        """The mask of a slot; one that was never set has the mask of the controls, and where that
        is none the usual one."""
        return self.slots.get(slot) or self.chosen or MaskCall("causal")

    def base_of(self, slot: str) -> tuple[Term, Page | None]:
        """The mask of a slot, and what was painted over it, None when nothing was."""
        mask = self.mask_of(slot)
        if not isinstance(mask, Painted):
            return mask, None
        page = self.book.get(slot, Page(MaskCall("causal")))
        return page.base, page

    def with_own_mask(self) -> "Settings":
        """The same with the mask of the slot looked at in the controls, where it has one."""
        own = self.slots.get(self.slot)
        return self.but(**controls_of(own)) if own else self

    def stored(self) -> "Settings":
        """The same with the mask of the controls in its slot; what is no mask leaves the last."""
        if self.chosen is None or self.slots.get(self.slot) == self.chosen:
            return self
        return replace(self, slots={**self.slots, self.slot: self.chosen})

    @property
    def own_slots(self) -> Mapping[str, SlotMask]:
        """The slots without what `stored` would write again."""
        if self.chosen is None or self.slots.get(self.slot) != self.chosen:
            return self.slots
        return {slot: mask for slot, mask in self.slots.items() if slot != self.slot}

    def lean(self) -> "Settings":
        """The same without what `stored` would write again, as links have it."""
        return replace(self, slots=self.own_slots)

    @property
    def bare(self) -> bool:
        """Whether it is what the page opens with today."""
        aside = self.own_slots or self.book or self.picks or self.vectors or self.locked
        return not aside and self.values == DEFAULTS

    @property
    def recipe(self) -> Recipe:
        fill = fill_in(self.fill, self.precision)
        return Recipe(self.divide, self.blocking, fill, self.precision)


# Key -> control, in the order in which links have them.
CONTROLS: Mapping[str, Control] = MappingProxyType(
    {f.name: Control(f.metadata["kind"], f.default) for f in fields(Settings) if f.metadata}
    | dict(NUMBERED)
)
DEFAULTS = MappingProxyType({key: control.default for key, control in CONTROLS.items()})
