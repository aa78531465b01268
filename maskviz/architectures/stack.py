"""What the layers of a stack are, by the types that a config lists or its model usually has."""

from collections.abc import Callable, Mapping, Sequence

from maskviz.architectures.error import ConfigError, quoted
from maskviz.architectures.layers import LayerMask
from maskviz.architectures.values import Values, agree

FULL, CAUSAL = LayerMask("full"), LayerMask("causal")
LOCAL, WHOLE, CUT = "sliding_attention", "full_attention", "chunked_attention"
SWITCH = "use_sliding_window"
RECURRENT = {"linear_attention": "a recurrent state", "conv": "a short convolution"}
OLD = {"attention": WHOLE, "mamba": "linear_attention"}  # names that transformers still reads
Stack = list[LayerMask | str]  # of each layer its mask, or what it has instead of attention


def typed(
    values: Values, usual: Sequence[str], known: Mapping[str, Callable[[], LayerMask | str]]
) -> Stack:
    """The layers by their types: those that the config lists, else the usual ones.

    known  what a type means; ConfigError for one that is not among them, and for a list that
           contradicts the number of layers
    """
    listed = values.words("layer_types")
    types = list(usual) if listed is None else [OLD.get(name, name) for name in listed]
    agree("layer_types", types, values.layers)
    for number, name in enumerate(types):
        if name not in known:
            raise ConfigError(
                f"Layer {number} is of type {quoted(name)}; of {values.type} are read "
                f"{', '.join(map(quoted, known))}."
            )
    return [known[name]() for name in types]


def sliding(values: Values) -> Mapping[str, Callable[[], LayerMask | str]]:
    """What the types mean in most models: a window, everything before, or no attention."""
    recurrent = {name: (lambda told=told: told) for name, told in RECURRENT.items()}
    return {LOCAL: lambda: local(values), WHOLE: lambda: whole(values), **recurrent}


def window_of(values: Values) -> int | None:
    """The window, unless the config has none, or switches it off and its type looks at that."""
    off = SWITCH in values.usual and not values.flag(SWITCH)
    return None if off else values.whole("sliding_window")


def local(values: Values) -> LayerMask:
    """A layer that slides; ConfigError for one without a window."""
    window = window_of(values)
    if window is None:
        raise ConfigError("A layer is a sliding one, and the config has no “sliding_window”.")
    if reads_both_ways(values):  # the window is counted to both sides together
        return LayerMask.of("two_sided_width", width=window)
    if values.first("is_causal")[1] is False:
        return LayerMask.of("two_sided_window", radius=window)
    return LayerMask.of("sliding_window", window=window)


def whole(values: Values) -> LayerMask:
    """A layer without a window: all that came before, or everything where the model reads both
    ways."""
    both = reads_both_ways(values) or values.first("is_causal")[1] is False
    return FULL if both else CAUSAL


def reads_both_ways(values: Values) -> bool:
    """Whether the config makes a decoder read both ways; some say so of their images alone."""
    _, said = values.first("use_bidirectional_attention")
    if said in (None, False, "vision"):
        return False
    if said is not True or values.type != "gemma3_text":
        raise ConfigError(
            f"“use_bidirectional_attention” is {quoted(said)}, and what {values.type} then reads "
            "depends on the kernel."
        )
    return True
