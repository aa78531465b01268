"""Models that read images: windows of patches that shift, and images before a text."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from maskviz.architectures.error import ConfigError, quoted
from maskviz.architectures.layers import LayerMask
from maskviz.architectures.model import ENCODER, Layer, Model
from maskviz.architectures.values import LAYERS, Values

MOST = 96  # patches along a side


def shifted(values: Values) -> Model:
    """Swin: windows of patches, moved by half a window in every other layer; after each stage four
    patches become one."""
    image, patch = values.need("image_size", high=8192), values.need("patch_size", high=1024)
    window, depths = values.need("window_size", high=1024), values.wholes("depths", low=1)
    if not depths or sum(depths) > LAYERS:
        raise ConfigError(f"“depths” is {quoted(depths)}; it is read as 1 to {LAYERS} layers.")
    layers: list[Layer] = []
    sides: dict[int, int] = {}
    side = image // patch
    if side > MOST:
        raise ConfigError(f"The image has {side:,} patches a side; {MOST} are the limit.")
    for stage, depth in enumerate(depths):
        if side < 1 or (side % window and side > window):
            raise ConfigError(
                f"Stage {stage} has {side} x {side} patches and windows of {window}: what is added "
                "at its edges is not read."
            )
        for i in range(depth):
            inside = min(window, side)
            move = window // 2 if i % 2 and side > window else 0
            sides[len(layers)] = side
            mask = LayerMask.of("shifted_window", width=side, window=inside, shift=move)
            layers.append(Layer(len(layers), ENCODER, mask))
        side //= 2
    told = (
        "A number is added for how far apart two patches are; patches that the shift brought "
        "together are blocked by adding −100, not minus infinity.",
    )
    return Model(
        values.type,
        "vision",
        (image // patch) ** 2,
        tuple(layers),
        None,
        "an encoder keeps no cache",
        told,
        sides=sides,
    )


def prefixed(model: Model, config: Mapping[str, Any]) -> Model:
    """PaliGemma: the image and the prompt read each other, the answer reads what came before."""
    vision = config.get("vision_config")
    values = Values("paligemma", vision if isinstance(vision, dict) else {}, PALIGEMMA)
    image, patch = values.need("image_size", high=8192), values.need("patch_size", high=1024)
    if patch > image:
        raise ConfigError(f"A patch of {patch} does not fit into an image of {image}.")
    mask = LayerMask.of("prefix_lm", prefix=(image // patch) ** 2)
    layers = tuple(replace(layer, mask=mask) for layer in model.layers)
    told = (
        f"The {mask['prefix']:,} tokens of the image and the prompt behind them read each other "
        "both ways; drawn is the image alone, and a prompt makes the square larger."
    )
    remarks = (*model.remarks, told)
    return replace(model, type="paligemma", layers=layers, remarks=remarks, packs=None)


PALIGEMMA = {"image_size": 224, "patch_size": 14}
