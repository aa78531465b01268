"""Everything a visitor can set, declared once; widgets, links, reset and messages follow."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, get_args

from maskviz.masks.biases import BIASES
from maskviz.masks.call import CATALOGUE, MaskCall
from maskviz.masks.compose import Typed, read_term
from maskviz.masks.facts import SETTINGS
from maskviz.masks.facts.spec import LIST_LIMIT, Number, Setting, Several, WordList
from maskviz.masks.spec import Int
from maskviz.models import attention
from maskviz.models.batch import MOST_TEXTS as TEXTS
from maskviz.models.gpt import Shape
from maskviz.models.plans import PLANS, AttentionKind
from maskviz.settings.kinds import Choice, Control, Many, RuleText, Switch, TermText, Text

CUSTOM, TYPED, COMPOSED = "custom", "typed", "composed"  # masks that are no name of MASKS
PARTS = ("encoder", "decoder", "cross")  # of a model that has three kinds of attention
NO_BIAS = "none"
FILLS = ("-1", "-3", "-10", "-30", "-100", "-1e3", "-1e4", "-1e5", "-1e6", "-1e7", "-1e8", "-1e9")
STORY = "'Where is the Princess?' asked the King. 'She is in the garden,' answered the"


def declare() -> Mapping[str, Control]:
    """Key -> control. The keys are the names in the address bar and must never change."""
    shape = Shape()
    layers, heads = tuple(range(shape.layers)), tuple(range(shape.heads))
    controls = {
        "model": Control(Choice(tuple(PLANS)), "gpt"),
        "part": Control(Choice(PARTS), "cross"),
        "position_ids": Control(Switch(), True),
        "text": Control(Text(), STORY),
        "texts": Control(Int(1, TEXTS, "Rows of the batch."), 1),
        "row": Control(Int(1, TEXTS, "The row of the batch that the page shows."), 1),
        "pad_side": Control(Choice(("right", "left")), "right"),
        "pad_to": Control(Int(0, shape.context, "Length of every row; 0 takes the longest."), 0),
        "queries": Control(Int(0, shape.context, "The last queries only; 0 shows all."), 0),
        "layer": Control(Choice(layers), 1),
        "head": Control(Choice(heads), 0),
        "each": Control(Switch(), False),
        "each_layer": Control(Switch(), False),
        "mask": Control(Choice((*CATALOGUE, CUSTOM, TYPED, COMPOSED)), "sliding_window"),
        "typed_rule": Control(RuleText(), "k <= q and (q - k < 4 or k == 0)"),
        "composition": Control(TermText(), "or(sliding_window(window=4), special(only=1))"),
        "and_causal": Control(Switch(), True),
        "and_padding": Control(Switch(), True),
        "layers": Control(Many(layers), layers),
        "divide": Control(Choice(get_args(attention.Divide)), "head"),
        "blocking": Control(Choice(get_args(attention.Blocking)), "sdpa"),
        "fill": Control(Choice(FILLS), "-1e4"),
        "precision": Control(Choice(get_args(attention.Precision)), "float32"),
        "bias": Control(Choice((NO_BIAS, *BIASES)), NO_BIAS),
        "bias_after": Control(Switch(), False),
        "output": Control(Choice(("head", "concatenated", "projected")), "head"),
        **{key: of_tokens(setting, shape.context) for key, setting in SETTINGS.items()},
    }
    for i in range(1, TEXTS + 1):
        if i > 1:
            controls[f"text_{i}"] = Control(Text(), "")
        controls[f"length_{i}"] = Control(
            Int(0, shape.context, "Tokens kept of the text, special ones included."), shape.context
        )
    for declared in (*CATALOGUE.values(), *BIASES.values()):
        for p in declared.controls:
            controls[f"{declared.name}.{p.name}"] = Control(p.kind, p.default)
    return MappingProxyType(controls)


def of_tokens(setting: Setting, context: int) -> Control:
    """The control of what decides a fact of tokens."""
    match setting:
        case Several(options=options):
            return Control(Many(tuple(options)), setting.default)
        case WordList():
            return Control(Text(LIST_LIMIT), setting.default)
        case Number(kind=kind):
            high = min(kind.high, context) if setting.tokens else kind.high
            return Control(replace(kind, high=high), setting.default)


CONTROLS = declare()


def mask_text(values: Mapping[str, Any]) -> str | None:
    """The mask that the controls describe: `sliding_window(window=4)`, or `custom`.

    None when what is typed is no rule.
    """
    name = values["mask"]
    if name == CUSTOM:
        return CUSTOM
    if name in (TYPED, COMPOSED):
        key = "typed_rule" if name == TYPED else "composition"
        if CONTROLS[key].kind.problem(values[key]):
            return None
        return str(Typed(values[key]) if name == TYPED else read_term(values[key])[0])
    numbers = {p.name: values[f"{name}.{p.name}"] for p in CATALOGUE[name].controls}
    return str(MaskCall(name, numbers))


def slot_of(part: str, head: int | str, layer: int | None = None) -> str:
    """Where a mask is kept: "all" or a head's number; "L2.all" when each layer has its own, and
    with three attentions "cross.all" or "cross.L2.all"."""
    pieces = [part] * (part in PARTS) + ([] if layer is None else [f"L{layer}"])
    return ".".join([*pieces, str(head)])


@dataclass(frozen=True)
class Settings:
    """One complete state of the playground, as the controls, a link or a state file give it.

    values   key of CONTROLS -> value, complete
    slots    as `slot_of` says -> the text of its mask: `chunk(size=4)`, `custom`
    book     the same -> {"base": text of a mask, "flips": [q * 2048 + k, …]}, and if there are
             any "biases": [[bias, [q * 2048 + k, …]], …]
    picks    a name of PICKS -> positions clicked: those that turn a guess over, and for numbers
             given by hand such as "level_2" the tokens that have it
    locked   (q, k) in token positions, or None
    """

    values: Mapping[str, Any]
    slots: Mapping[str, str] = field(default_factory=dict)
    book: Mapping[str, Mapping] = field(default_factory=dict)
    picks: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    locked: tuple[int, int] | None = None

    def __getitem__(self, key: str) -> Any:
        return self.values[key]

    @property
    def part(self) -> AttentionKind:
        """The kind of attention looked at."""
        return PLANS[self["model"]].part(self["part"])

    @property
    def slot(self) -> str:
        """Whose mask the controls set: every head's, or that of the head and layer looked at."""
        return self.slot_at(self.part.name, self["head"], self["layer"])

    def slot_at(self, part: str, head: int, layer: int) -> str:
        """Where a head of a layer has its mask, as far as heads and layers have masks of their
        own."""
        alone = layer if self["each_layer"] else None
        return slot_of(part, head if self["each"] else "all", alone)

    def mask_text(self, slot: str) -> str:
        """The mask of a slot as text; a slot that was never set has the mask of the controls, and
        where that is none the usual one."""
        return self.slots.get(slot) or mask_text(self.values) or str(MaskCall("causal"))

    @property
    def recipe(self) -> attention.Recipe:
        return attention.Recipe(
            self["divide"], self["blocking"], float(self["fill"]), self["precision"]
        )


DEFAULTS = MappingProxyType({key: control.default for key, control in CONTROLS.items()})
