"""Same word: a mask made from what the tokens say."""

from maskviz.masks.spec import PerToken, Picture, mask


@mask(
    title="Same word",
    family="content",
    source="a boolean mask written by hand, of the kind called dynamic: a generator reads the "
    "tokens and returns the mask, so another text gives another mask",
    look="Lit cells off the diagonal are repetitions; a word that occurs once reads only itself.",
    aliases="content-based; repeated words; dynamic; induction",
    pictures=(
        Picture("#.#... .#..#. #.#... ...#.# .#..#. ...#.#", facts={"word": (0, 1, 0, 2, 1, 2)}),
        Picture("#.#. .#.#", facts={"word": (1, 0, 1, 0)}),
    ),
)
def same_word(q, k, *, word: PerToken):
    """Each token reads every occurrence of its own word.

    word[k] = word[q]

    It takes from a model everything but repetition, and so shows how much of a guess rests on
    that. The pieces of a word count as the word, and capitals do not matter.
    """
    return word[k] == word[q]
