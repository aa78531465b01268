"""Everything a visitor can set, declared once; widgets, links, reset and messages follow."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from types import MappingProxyType
from typing import Any, TypeVar, get_args

from maskviz.masks.biases import BIASES
from maskviz.masks.biases.spec import Bias
from maskviz.masks.call import CATALOGUE, MaskCall
from maskviz.masks.compose import Typed, read_term
from maskviz.masks.dynamic.spec import Dynamic
from maskviz.masks.facts import SETTINGS
from maskviz.masks.facts.spec import LIST_LIMIT, Number, Setting, Several, WordList
from maskviz.masks.kinds import Int, Value
from maskviz.masks.spec import Mask
from maskviz.models.attention import Blocking, Divide, Precision, Recipe
from maskviz.models.batch import MOST_TEXTS as TEXTS
from maskviz.models.gpt import Shape
from maskviz.models.plans import PLANS, AttentionKind
from maskviz.settings.kinds import Choice, Control, Kind, Many, RuleText, Switch, TermText, Text

CUSTOM, TYPED, COMPOSED = "custom", "typed", "composed"  # masks that are no name of MASKS
PARTS = ("encoder", "decoder", "cross")  # of a model that has three kinds of attention
NO_BIAS = "none"
FILLS = ("-1", "-3", "-10", "-30", "-100", "-1e3", "-1e4", "-1e5", "-1e6", "-1e7", "-1e8", "-1e9")
STORY = "'Where is the Princess?' asked the King. 'She is in the garden,' answered the"
LAYERS, HEADS, CONTEXT = tuple(range(Shape().layers)), tuple(range(Shape().heads)), Shape().context

T = TypeVar("T")
Declared = Mask | Dynamic | Bias


def setting(kind: Kind, default: T) -> T:
    """A field of Settings that is a control too; its name is the key in the address bar and must
    never change."""
    return field(default=default, metadata={"kind": kind})


def of_tokens(setting: Setting) -> Control:
    """The control of what decides a fact of tokens."""
    match setting:
        case Several(options=options):
            return Control(Many(tuple(options)), setting.default)
        case WordList():
            return Control(Text(LIST_LIMIT), setting.default)
        case Number(kind=kind):
            high = min(kind.high, CONTEXT) if setting.tokens else kind.high
            return Control(replace(kind, high=high), setting.default)


def numbered() -> Mapping[str, Control]:
    """The controls that there are several of: of each fact of tokens, text, mask and bias."""
    controls = {key: of_tokens(setting) for key, setting in SETTINGS.items()}
    for i in range(1, TEXTS + 1):
        if i > 1:
            controls[f"text_{i}"] = Control(Text(), "")
        controls[f"length_{i}"] = Control(
            Int(0, CONTEXT, "Tokens kept of the text, special ones included."), CONTEXT
        )
    for declared in (*CATALOGUE.values(), *BIASES.values()):
        for p in declared.controls:
            controls[f"{declared.name}.{p.name}"] = Control(p.kind, p.default)
    return MappingProxyType(controls)


NUMBERED = numbered()


def usual() -> Mapping[str, Any]:
    return {key: control.default for key, control in NUMBERED.items()}


@dataclass(frozen=True)
class Settings:
    """One complete state of the playground, as the controls, a link or a state file give it.

    more     key of NUMBERED -> value, complete
    slots    as `slot_of` says -> the text of its mask: `chunk(size=4)`, `custom`
    book     the same -> {"base": text of a mask, "flips": [q * 2048 + k, …]}, and if there are
             any "biases": [[bias, [q * 2048 + k, …]], …]
    picks    a name of PICKS -> positions clicked: those that turn a guess over, and for numbers
             given by hand such as "level_2" the tokens that have it
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
    layer: int = setting(Choice(LAYERS), 1)
    head: int = setting(Choice(HEADS), 0)
    each: bool = setting(Switch(), False)
    each_layer: bool = setting(Switch(), False)
    mask: str = setting(Choice((*CATALOGUE, CUSTOM, TYPED, COMPOSED)), "sliding_window")
    typed_rule: str = setting(RuleText(), "k <= q and (q - k < 4 or k == 0)")
    composition: str = setting(TermText(), "or(sliding_window(window=4), special(only=1))")
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
    slots: Mapping[str, str] = field(default_factory=dict)
    book: Mapping[str, Mapping] = field(default_factory=dict)
    picks: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    locked: tuple[int, int] | None = None

    @classmethod
    def of(cls, **changes: Any) -> "Settings":
        """The defaults with some changed, by their keys: `Settings.of(each=True, **{"chunk.size":
        5})`."""
        return cls().but(**changes)

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

    def mask_text(self, slot: str) -> str:
        """The mask of a slot as text; a slot that was never set has the mask of the controls, and
        where that is none the usual one."""
        return self.slots.get(slot) or mask_text(self) or str(MaskCall("causal"))

    @property
    def recipe(self) -> Recipe:
        return Recipe(self.divide, self.blocking, float(self.fill), self.precision)


def slot_of(part: str, head: int | str, layer: int | None = None) -> str:
    """Where a mask is kept: "all" or a head's number; "L2.all" when each layer has its own, and
    with three attentions "cross.all" or "cross.L2.all"."""
    pieces = [part] * (part in PARTS) + ([] if layer is None else [f"L{layer}"])
    return ".".join([*pieces, str(head)])


def mask_text(values: Settings | Mapping[str, Any]) -> str | None:
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


# Key -> control, in the order in which links have them.
CONTROLS: Mapping[str, Control] = MappingProxyType(
    {f.name: Control(f.metadata["kind"], f.default) for f in fields(Settings) if f.metadata}
    | dict(NUMBERED)
)
DEFAULTS = MappingProxyType({key: control.default for key, control in CONTROLS.items()})
