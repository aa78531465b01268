"""What is unusual about the masks of a model, a sentence for each, made from what was read."""

from maskviz.architectures.model import Layer
from maskviz.architectures.stack import SWITCH
from maskviz.architectures.types import WAY_OF
from maskviz.architectures.values import Values

TYPELESS = ("causal", "windowed", "encoder", "longformer", "gpt_neo", "encoder_decoder")


def remarks_of(values: Values, layers: tuple[Layer, ...]) -> tuple[str, ...]:
    """One sentence for each thing that a reader of the config alone would not expect."""
    names = {layer.mask.name for layer in layers if layer.mask}
    said = []
    window = values.given.get("sliding_window")
    if (
        isinstance(window, int)
        and "sliding_window" not in names
        and not names
        & {
            "two_sided_window",
            "two_sided_width",
        }
    ):
        said.append(f"The config names a window of {window:,}, and no layer uses it.")
    if "sliding_window" in names and values.given.get(SWITCH) is False:
        said.append(f"The config has “{SWITCH}” false, and {values.type} does not look at it.")
    context = values.context
    if isinstance(window, int) and "sliding_window" in names and 0 < context <= window:
        said.append(
            f"Its window of {window:,} is as long as the longest text, {context:,}: it blocks "
            "nothing that is not in the future."
        )
    if values.words("layer_types") is not None and WAY_OF[values.type] in TYPELESS:
        said.append(f"The config lists “layer_types”, and {values.type} does not look at them.")
    if values.type == "gpt_oss":
        said.append(
            "Each head has a learned sink: a place in the softmax that is no key, so the weights "
            "of a row add up to less than 1."
        )
    if "chunked_causal" in names:
        said.append(
            "Chunks do not slide: the first token of a chunk reads itself alone. Padded on the "
            "left, they are counted from the first real token."
        )
    if cap := values.given.get("attn_logit_softcapping"):
        said.append(f"Scores are bent so that none goes beyond ±{cap:g}; it blocks nobody.")
    if "two_sided_width" in names:
        said.append("The number of its window is the whole width: half of it to either side.")
    if "two_sided_window" in names:
        said.append("The number of its window is the reach to either side.")
    if values.type in ("t5", "mt5", "umt5", "switch_transformers"):
        said.append("A learned number is added to each score by how far apart the tokens are.")
    if values.type == "longformer":
        said.append(
            "Tokens that the caller makes global read everything and are read by all; the config "
            "says nothing of them, and none is drawn."
        )
    if recurrent := sum(layer.mask is None for layer in layers):
        said.append(f"{recurrent} of {len(layers)} layers have no attention, and so no mask.")
    return tuple(said)
