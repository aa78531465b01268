"""What the model says next, to be guessed first: a few of its own words and what each gets."""

from dataclasses import dataclass

from torch import Tensor

from maskviz.analysis.predictions import Guess, top_tokens
from maskviz.analysis.reading import word
from maskviz.models.plans import Reader

CHOICES, AMONG = 4, 40  # words to choose among, the likeliest of so many tokens
LETTERS = 3  # a token with fewer is more often the beginning of a word than a word


@dataclass(frozen=True)
class NextWord:
    """The next word after a text.

    choices  the likeliest words in the order of the alphabet, so that the order tells nothing
    best     the likeliest of all, one of them
    others   how many tokens there are besides
    """

    after: str
    choices: tuple[Guess, ...]
    best: Guess
    others: int

    @property
    def left(self) -> float:
        """What is left to all other tokens."""
        return 1 - sum(guess.probability for guess in self.choices)

    def choice(self, word: str) -> Guess | None:
        return next((guess for guess in self.choices if guess.label == word), None)


def next_word(logits: Tensor, tokenizer: Reader, after: str) -> NextWord:
    """The next word by one row of a run, logits (vocab,)."""
    found = top_tokens(logits, tokenizer, AMONG)
    words = [guess for guess in found[1:] if is_word(guess.label)][: CHOICES - 1]
    choices = [named(guess) for guess in (found[0], *words)]
    order = tuple(sorted(choices, key=lambda guess: guess.label.casefold()))
    return NextWord(after, order, choices[0], len(logits) - len(order))


def is_word(label: str) -> bool:
    """Whether a token begins a word and is long enough to be one."""
    said = word(label)
    return said != label and said.isalpha() and len(said) >= LETTERS


def named(guess: Guess) -> Guess:
    return Guess(guess.token, word(guess.label), guess.probability)
