"""The text and its mask are shown, what the model puts next is hidden."""

from dataclasses import dataclass
from functools import cached_property

from maskviz.analysis.predictions import Guess, top_tokens
from maskviz.analysis.reading import word
from maskviz.masks.call import MaskCall
from maskviz.models import Shipped
from maskviz.teaching.bank.draws import shuffled
from maskviz.teaching.bank.live import TEXTS, Run, run_drawn
from maskviz.teaching.bank.slips import variants

CHOICES = 4
MARGIN = 0.01  # of probability, by which the first is above the second
TRIED = 3  # other texts, where the first decides nothing clearly
OWN = MaskCall("causal")


@dataclass(frozen=True, eq=False)
class NextQuestion:
    """Four tokens, of which the model puts one first under the mask."""

    run: Run
    choices: tuple[int, ...]

    @cached_property
    def guesses(self) -> dict[int, float]:
        """The probability of every choice under the mask, 0 to 1."""
        return chances(self.run, self.choices)

    @cached_property
    def usual(self) -> dict[int, float]:
        """The same under the model's own mask."""
        return chances(self.run.under(OWN), self.choices)

    @property
    def right(self) -> int:
        """The place of the choice that the model puts first."""
        return self.choices.index(first(self.run).token)

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(word(self.run.shipped.tokenizer.label(token)) for token in self.choices)


def next_question(seed: int, level: int, number: int, shipped: Shipped) -> NextQuestion:
    """Question `number` of a level, the same for ever as long as the model is.

    From level 2 on, where one of a few texts has it, a mask that changes what comes first.
    """
    run, found = run_drawn(seed, level, "next", number, shipped)
    others = shuffled(found, [text for text in TEXTS if text != run.text])[:TRIED]
    tried = [run, *(Run(text, run.term, shipped) for text in others)]
    fitting = (one for one in tried if is_clear(one) and (level == 1 or is_changed(one)))
    run = next(fitting, run)
    return NextQuestion(run, tuple(shuffled(found, choices_of(run))))


def top(run: Run, n: int = CHOICES) -> tuple[Guess, ...]:
    return top_tokens(run.view.run.logits[0, -1], run.shipped.tokenizer, n)


def first(run: Run) -> Guess:
    return top(run, 1)[0]


def is_clear(run: Run) -> bool:
    one, two = top(run, 2)
    return one.probability - two.probability > MARGIN


def is_changed(run: Run) -> bool:
    """Whether another token comes first than under the model's own mask."""
    return first(run).token != first(run.under(OWN)).token


def choices_of(run: Run) -> list[int]:
    """The first under this mask, under the model's own and under near masks; then the next ones."""
    near = [term for _, _, term in variants(run.term)][:2]
    tokens = [first(each).token for each in (run, run.under(OWN), *map(run.under, near))]
    tokens += [guess.token for guess in top(run)]
    return list(dict.fromkeys(tokens))[:CHOICES]


def chances(run: Run, tokens: tuple[int, ...]) -> dict[int, float]:
    shares = run.view.run.logits[0, -1].float().softmax(dim=-1)
    return {token: float(shares[token]) for token in tokens}
