"""Decode step: the newest token over the keys that are kept."""

from maskviz.masks.spec import BEFORE_EVERY_KEY, Picture, mask


@mask(
    title="Decode step",
    family="order",
    source="every library with a cache of keys; transformers passes no mask for one query unless "
    "some keys are padding. torch and jax with is_causal=True and keras with use_causal_mask=True "
    "align at the upper left, where one query reads key 0 alone",
    look="Ask with the last query only and the row is lit from end to end: nothing is left to "
    "block.",
    aliases="KV cache; past_key_values; incremental decoding; generation step; token by token; "
    "inference; one query",
    still=("causal", "full"),
    pictures=(
        Picture("######"),
        Picture("#####. ######"),
    ),
    empty_rows=BEFORE_EVERY_KEY,
)
def decode_step(q, k):
    """The newest token reads every key that is kept, its own included.

    k <= q

    The rule of causal, but with one row it blocks nothing: all kept keys are past. So leave the
    mask out there. With two new tokens it has one cell to block, and asking for "causal" in a
    library that counts from the upper left blocks nearly all of them: its first query takes
    itself for the first token.
    """
    return k <= q
