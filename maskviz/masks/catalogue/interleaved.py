"""Interleaved images and text: a word looks at the image before it."""

from maskviz.masks.spec import PerToken, Picture, mask


@mask(
    title="Interleaved images",
    family="mixed",
    source="the cross-attention of Flamingo and OpenFlamingo (only_attend_immediate_media), which "
    "gives zeros to text before the first image; attention-gym "
    "generate_vision_cross_attention_mask_mod",
    look="A tall block for each image: its columns, lit from its own rows down to where the next "
    "image begins.",
    aliases="Flamingo; OpenFlamingo; image and text; cross-attention to images; multimodal; vision",
    whole=True,
    pictures=(
        Picture(
            "##..... ##..... ##..... ##..... ....#.. ....#.. ....#..",
            facts={"is_image": (1, 1, 0, 0, 1, 0, 0), "section": (1, 1, 1, 1, 2, 2, 2)},
        ),
        Picture(
            "..... ..... ..##. ..##. ..##.",
            facts={"is_image": (0, 0, 1, 1, 0), "section": (0, 0, 1, 1, 1)},
        ),
        Picture("..#. ..#.", facts={"is_image": (1, 0, 1, 0), "section": (1, 1, 2, 2)}),
    ),
    empty_rows="Text before the first image has no image to read.",
)
def interleaved(q, k, *, is_image: PerToken, section: PerToken):
    """Each token reads the last image that began before it, and no other.

    is_image[k] = 1 and section[k] = section[q]

    Words read words in layers of their own; these layers between them only look at images. The
    images before the last one are not lost: the words that stood beside them have read them, and
    later words read those words.
    """
    return (is_image[k] == 1) & (section[k] == section[q])
