"""How far a patch of an image sees through windows that shift and stages that merge."""

from maskviz.architectures.model import Model


def reached_patches(model: Model) -> list[int]:
    """How many of the first stage's patches reach one in the middle, through the first layer, the
    first two, and so on.

    Windows are squares, so that a row and a column say all: what is reached is as many each way.
    """
    return [stretch(model, depth) ** 2 for depth in range(len(model.layers))]


def stretch(model: Model, depth: int) -> int:
    """How many patches along a side reach the middle one of a layer, from that layer down."""
    first = last = model.sides[depth] // 2
    for number in range(depth, -1, -1):
        mask = model.layers[number].mask
        assert mask is not None
        side, window, shift = mask["width"], mask["window"], mask["shift"]
        first = max((first - shift) // window * window + shift, 0)
        last = min((last - shift) // window * window + shift + window, side) - 1
        if number and model.sides[number - 1] > side:  # four patches became one between them
            first, last = 2 * first, 2 * last + 1
    return last - first + 1
