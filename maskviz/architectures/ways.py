"""How the masks of a stack follow from a config: one function for each way that models have.

A way takes the values of a config and gives the mask of each layer, the one nearest the text first.
"""

from collections.abc import Callable

from maskviz.architectures.error import ConfigError, quoted
from maskviz.architectures.layers import CHUNKED, LayerMask
from maskviz.architectures.stack import (
    CAUSAL,
    CUT,
    FULL,
    LOCAL,
    WHOLE,
    Stack,
    local,
    sliding,
    typed,
    whole,
    window_of,
)
from maskviz.architectures.values import Values, agree

MOST = 1024  # layers in one turn of a pattern


def causal(values: Values) -> Stack:
    """Every layer reads all that came before."""
    return [whole(values)] * values.layers


def windowed(values: Values) -> Stack:
    """Every layer slides, where there is a window."""
    return [whole(values) if window_of(values) is None else local(values)] * values.layers


def listed(values: Values) -> Stack:
    """As the config lists them; where it does not, all of them slide if there is a window."""
    usual = WHOLE if window_of(values) is None else LOCAL
    return typed(values, [usual] * values.layers, sliding(values))


def listed_or_whole(values: Values) -> Stack:
    """As the config lists them; where it does not, none of them slides."""
    return typed(values, [WHOLE] * values.layers, sliding(values))


def only_listed(values: Values) -> Stack:
    """As the config lists them, and a config that lists none is none of this model."""
    if values.words("layer_types") is None:
        raise ConfigError(f"A config of {values.type} lists its “layer_types”; this one does not.")
    return typed(values, (), sliding(values))


def last_of(usual: int) -> Callable[[Values], Stack]:
    """Local layers, and the last of every few reads everything."""

    def rule(values: Values) -> Stack:
        names = ("global_attn_every_n_layers", "sliding_window_pattern")
        count = values.whole(*names, high=MOST) or usual
        turn = [WHOLE if (i + 1) % count == 0 else LOCAL for i in range(values.layers)]
        return typed(values, turn, sliding(values))

    return rule


def first_of_4(values: Values) -> Stack:
    """Local layers, and the first of every four reads everything."""
    turn = [LOCAL if i % 4 else WHOLE for i in range(values.layers)]
    return typed(values, turn, sliding(values))


def from_layer(values: Values) -> Stack:
    """All layers from one on slide, where the window is switched on."""
    start = values.whole("max_window_layers", low=0)
    begins = values.layers if window_of(values) is None or start is None else start
    turn = [LOCAL if i >= begins else WHOLE for i in range(values.layers)]
    return typed(values, turn, sliding(values))


def recurrent_in_turn(values: Values) -> Stack:
    """One layer of every few has attention and reads all that came before; the others keep a state
    instead."""
    turn = values.whole("full_attention_interval", "attn_layer_period", high=MOST) or 4
    at = values.whole("attn_layer_offset", low=0, high=MOST)
    at = turn - 1 if at is None else at
    usual = [WHOLE if i % turn == at else "linear_attention" for i in range(values.layers)]
    return typed(values, usual, sliding(values))


def chunks(values: Values) -> Stack:
    """Llama 4: chunks in the layers that have rotary positions, and none in every fourth."""
    turn = values.need("no_rope_layer_interval")
    usual = [int((i + 1) % turn != 0) for i in range(values.layers)]
    rotary = values.wholes("no_rope_layers") or usual
    agree("no_rope_layers", rotary, values.layers)

    def cut() -> LayerMask:
        if (size := values.whole("attention_chunk_size")) is None:
            raise ConfigError(
                "A layer is a chunked one, and the config has no “attention_chunk_size”."
            )
        return LayerMask.of(CHUNKED, size=size)

    return typed(
        values, [CUT if yes else WHOLE for yes in rotary], {CUT: cut, WHOLE: lambda: CAUSAL}
    )


def encoder(values: Values) -> Stack:
    """Every token reads every token; one that was made a decoder reads what came before."""
    return [CAUSAL if values.flag("is_decoder") else FULL] * values.layers


def two_sided(values: Values) -> Stack:
    """ModernBERT: half of the window to either side; the first of every few reads everything."""
    near = LayerMask.of("two_sided_width", width=values.need("local_attention"))
    return in_turn(values, near, FULL)


def half_window(values: Values) -> Stack:
    """ModernBERT as a decoder: its window is half of what the config calls local attention."""
    near = LayerMask.of("sliding_window", window=values.need("local_attention", low=2) // 2)
    return in_turn(values, near, CAUSAL)


def in_turn(values: Values, near: LayerMask, far: LayerMask) -> Stack:
    count = values.whole("global_attn_every_n_layers", high=MOST) or 3
    turn = [LOCAL if i % count else WHOLE for i in range(values.layers)]
    return typed(values, turn, {LOCAL: lambda: near, WHOLE: lambda: far})


def longformer(values: Values) -> Stack:
    """Half of the window to either side, each layer with its own; its global tokens are no part of
    a config."""
    name, value = values.first("attention_window")
    one = type(value) is int
    widths = (value,) * values.layers if one else values.wholes(name) or ()
    agree("attention_window", widths, values.layers)
    if odd := [width for width in widths if width < 2 or width % 2]:
        raise ConfigError(f"“attention_window” is {odd[0]:,}; a window of Longformer is even.")
    return [LayerMask.of("two_sided_width", width=width) for width in widths]


def gpt_neo(values: Values) -> Stack:
    """A list of patterns, each with how often it comes: [[["global", "local"], 12]]."""
    _, patterns = values.first("attention_types")
    window = values.need("window_size")
    known = {"global": CAUSAL, "local": LayerMask.of("sliding_window", window=window)}
    names: list[str] = []
    for item in patterns if isinstance(patterns, list) else [patterns]:
        match item:
            case [list(turn), int(times)] if 0 <= times <= MOST and known.keys() >= set(
                map(str, turn)
            ):
                names += [*turn] * times
            case _:
                raise ConfigError(
                    f"“attention_types” is {quoted(patterns)}; it is read where it is a list like "
                    "[[[“global”, “local”], 12]]."
                )
    agree("attention_types", names, values.layers)
    return [known[name] for name in names]


WAYS: dict[str, Callable[[Values], Stack]] = {
    rule.__name__: rule
    for rule in (
        causal,
        windowed,
        listed,
        listed_or_whole,
        only_listed,
        first_of_4,
        from_layer,
        recurrent_in_turn,
        chunks,
        encoder,
        two_sided,
        half_window,
        longformer,
        gpt_neo,
    )
} | {f"last_of_{count}": last_of(count) for count in (2, 4, 6)}
