"""Causal, aligned at the lower right: the last query is the last token."""

from maskviz.masks.spec import BEFORE_EVERY_KEY, Picture, mask


@mask(
    title="Causal",
    family="order",
    source="flash-attn from 2.1 (causal=True), torch causal_lower_right, xformers "
    "LowerTriangularFromBottomRightMask, MLX; transformers passes the number of past tokens as "
    "q_offset. With as many queries as keys it is the same as the upper-left one",
    look="A staircase whose last step is the lower right corner: all above it, the future, is "
    "hatched.",
    aliases="look-ahead mask; no peeking; subsequent mask; generate_square_subsequent_mask; "
    "tgt_mask; autoregressive; decoder; future; lower triangular; tril; left to right; "
    "unidirectional; next token; GPT; GPT-2; GPT-3; GPT-J; GPT-NeoX; Llama; Llama 2; Llama 3; "
    "Qwen; Qwen 3; DeepSeek; Falcon; OPT; Whisper decoder; "
    "BART decoder; chunked prefill; decoder self-attention",
    still=("causal",),
    pictures=(
        Picture("#.... ##... ###.. ####. #####"),
        Picture("####.. #####. ######"),
        Picture("... ... #.. ##. ###"),
    ),
    empty_rows=BEFORE_EVERY_KEY,
)
def causal(q, k):
    """Each token reads itself and everything before it, never what comes after.

    k <= q

    A model that guesses the next token must not read it. Because no row looks ahead, all tokens of
    a text are trained on in one pass, and keys and values once computed can be kept. Here q is
    the query's place in the whole text, so that one new query at the end reads all of it.
    """
    return k <= q
