"""Full attention: nothing is hidden."""

from maskviz.masks.spec import Picture, mask


@mask(
    title="Full",
    family="order",
    source="every library: it is what attention does without a mask. transformers: beware, a "
    "mask of None may stand for causal there, because the kernel was told is_causal instead",
    look="Nothing is hatched: the first token reads the last one as freely as the last reads "
    "the first.",
    aliases="bidirectional; no mask; dense; all to all; encoder; src_mask; BERT; RoBERTa; "
    "DistilBERT; ELECTRA; ViT; Whisper encoder; BART encoder; "
    "T5 encoder; Conformer",
    still=("full",),
    pictures=(
        Picture("#### #### #### ####"),
        Picture("##### #####"),
        Picture("## ## ##"),
    ),
)
def full(q, k):
    """Every token reads every token, before it and after it.

    k >= 0

    No key stands before the first, so that is all of them. An encoder such as BERT may look both
    ways, because it fills gaps in a text that is all there. A model that writes may not: it would
    read the word it has to guess.
    """
    return k >= 0
