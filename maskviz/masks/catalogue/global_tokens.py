"""Global tokens: a few that everybody reads, and that read everybody."""

from typing import Annotated

from maskviz.masks.spec import Flag, PerToken, Picture, mask


@mask(
    title="Global tokens",
    family="global",
    source="the global part of Longformer (global_attention_mask, 1 = global), of ETC and of "
    "attention-gym generate_global_sliding_window; the one-way form is the columns alone",
    look="Crosses: the column and the row of each global token are lit, or, one way, only its "
    "column.",
    aliases="global attention; global_attention_mask; ETC; CLS reads all; hub tokens",
    whole=True,
    pictures=(
        Picture("##### #..#. #..#. ##### #..#.", {"one_way": 0}, {"is_global": (1, 0, 0, 1, 0)}),
        Picture("#.#. #.#. #.#. #.#.", {"one_way": 1}, {"is_global": (1, 0, 1, 0)}),
        Picture(".#.. .#..", {"one_way": 0}, {"is_global": (0, 1, 0, 0)}),
    ),
    empty_rows="No token is global.",
)
def global_tokens(
    q,
    k,
    *,
    one_way: Annotated[int, Flag("Global tokens are read by all and read only each other.")] = 0,
    is_global: PerToken,
):
    """Everybody reads the global tokens, and they read everybody.

    is_global[k] = 1 or is_global[q] = 1 and one_way = 0

    Two layers join any two tokens: a global token gathers the text, then hands it to all. With g
    of them among n that is about 2 * g * n cells and not n * n. Alone it leaves a token without
    itself and its neighbours, so it comes with a window: that is Longformer.
    """
    return (is_global[k] == 1) | ((is_global[q] == 1) & (one_way == 0))
