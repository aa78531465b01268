"""What was listed or clicked for a fact of tokens and is nowhere in the text: a sentence each."""

from collections.abc import Iterable, Iterator, Sequence

from maskviz.analysis.tokenfacts import TokenFacts
from maskviz.masks.facts import FACTS, clicks_of, settings_of, vectors_of
from maskviz.masks.facts.spec import Number, Several, WordList

MOST = 12  # words that a sentence repeats


def unmatched(row: TokenFacts, facts: Iterable[str], marks: Sequence[str]) -> list[str]:
    """What the settings and clicks behind these facts name and the row has not.

    `marks` are those of the model; what was chosen for another model's marks is no news.
    """
    facts = tuple(dict.fromkeys(facts))
    told = [*given(row, facts)]
    facts = tuple(name for name in facts if FACTS[name].given.name not in row.settings.vectors)
    found = [
        sentence
        for setting in settings_of(facts).values()
        for sentence in listed(row, setting, marks)
    ]
    return told + found + list(clicked(row, facts))


def given(row: TokenFacts, facts: Iterable[str]) -> Iterator[str]:
    """Numbers that were given for more or fewer tokens than there are."""
    tokens = len(row.labels)
    for name in vectors_of(facts):
        there = len(row.settings.vectors.get(name, ()))
        if there > tokens:
            yield f"{name} is given for {there} tokens; this text has {tokens}: the rest is unused."
        elif 0 < there < tokens:
            yield f"{name} is given for {there} of {tokens} tokens; the others are as guessed."


def listed(
    row: TokenFacts, setting: Several | WordList | Number, marks: Sequence[str]
) -> Iterator[str]:
    """The list as it was set up is told of only when nothing of it is there."""
    if isinstance(setting, Number):
        return
    found = dict(setting.found(row))
    if isinstance(setting, Several):
        offered = setting.offered(marks)
        here = {name: seen for name, seen in found.items() if name in offered}
        titles = {**setting.options, **setting.marks}
        found = {titles[name]: seen for name, seen in (here or found).items()}
    lost = [word for word, seen in found.items() if not seen]
    if setting.default and not found:
        yield f"“{setting.label}” lists nothing."
    elif lost and len(lost) == len(found):
        yield f"Nothing that “{setting.label}” lists is in this text: {few(lost)}."
    elif lost and row.settings[setting.key] != setting.default:
        yield f"“{setting.label}” lists what is not in this text: {few(lost)}."


def clicked(row: TokenFacts, facts: Iterable[str]) -> Iterator[str]:
    """Tokens that were clicked in a longer text."""
    last = len(row.labels) - 1
    for click in clicks_of(facts).values():
        if behind := [p for p in row.settings.picks.get(click.name, ()) if p > last]:
            yield (
                f"“{click.label}” were clicked at {few(map(str, behind))} too; "
                f"this text ends at token {last}."
            )


def few(words: Iterable[str]) -> str:
    words = list(words)
    more = f" and {len(words) - MOST} more" if len(words) > MOST else ""
    return ", ".join(words[:MOST]) + more
