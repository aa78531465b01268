"""Sink and window: a sliding window that keeps the first tokens of all."""

from typing import Annotated

from maskviz.masks.spec import BEFORE_EVERY_KEY, Int, Picture, mask


@mask(
    title="Attention sink and window",
    family="local",
    source="StreamingLLM, with 4 sinks; there the tokens that are kept are numbered afresh, so "
    "that positions never grow beyond the window",
    look="The columns of the first tokens ({sinks} of them) stay lit all the way down, beside the "
    "band of the last {window} tokens.",
    aliases="streaming; StreamingLLM; attention sinks; rolling cache; endless text; sink tokens",
    pictures=(
        Picture("#..... ##.... ###... #.##.. #..##. #...##", {"sinks": 1, "window": 2}),
        Picture("##.###.. ##..###. ##...###", {"sinks": 2, "window": 3}),
        Picture("#... ##.. .##. ..##", {"sinks": 0, "window": 2}),
        Picture("#.... ##... ###.. ####. ###.#", {"sinks": 3, "window": 1}),
    ),
    empty_rows=BEFORE_EVERY_KEY,
)
def sink_window(
    q,
    k,
    *,
    sinks: Annotated[int, Int(0, 256, "First tokens that stay in reach.")] = 1,
    window: Annotated[int, Int(1, 256, "Keys in reach, counting the token itself.")] = 4,
):
    """Each token reads the few tokens just before it, itself, and the very first ones.

    k <= q and (k < sinks or q - k < window)

    Trained models rest much of their attention on the first tokens, whatever these say; once a
    sliding window drops them, the text falls apart. Kept, they let a model write on
    without end from a memory that does not grow.
    """
    return (k <= q) & ((k < sinks) | (q - k < window))
