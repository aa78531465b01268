"""What is dropped from the cache: what stays, what it takes, and what it does to the text."""

from markupsafe import Markup
from torch import Tensor

from maskviz.analysis.batches.words import number
from maskviz.analysis.generation.decoded import Decoded
from maskviz.analysis.generation.policy import NAMES, Policy
from maskviz.analysis.generation.remembered import remembered_text
from maskviz.models import Shipped
from maskviz.settings.declared import Settings
from maskviz.settings.versions import LinkError
from maskviz.ui.generation.section import show_section
from maskviz.ui.kit.link import link, playground_link
from maskviz.ui.kit.table import Cell, figure, table, under

STEPS = 16  # tokens of the text that are read one by one, at most
KEPT = {
    "all": "every token",
    "window": "the last {size}",
    "sink": "the first {first} and the last {rest}",
    "chunk": "the chunk of {size} it is in",
}
WROTE = Markup('<span class="wrote">{}</span>')


def show_policies(
    shipped: Shipped,
    ids: Tensor,
    allowed: Tensor,
    chosen: Policy,
    prefill: int,
    write: int,
    settings: Settings,
) -> None:
    at_once = max(prefill, len(ids) - STEPS)
    policies = [Policy(name, chosen.size, chosen.sinks) for name in NAMES]
    found = [
        (policy, remembered_text(shipped, ids, allowed, policy, at_once, write))
        for policy in policies
    ]
    rows = [row(shipped, policy, text, policy == chosen, settings) for policy, text in found]
    head = ["kept", *map(figure, ("at most", "perplexity")), figure("off", "wide"), "writes on"]
    tokens = found[0][1].loss.tokens
    show_section(
        "What is dropped, and what it does to the text",
        [sentence(found)],
        table(head, rows),
        f"Perplexity over the {tokens} tokens of the text that are predicted; so short a text "
        f"decides nothing about another. Positions stay those of the text. The first {at_once} "
        "tokens were read at once. “Off”: the largest difference of a logit of a step from its "
        "row of one square under the mask that says the same, which the first column opens.",
    )


def row(
    shipped: Shipped, policy: Policy, found: Decoded, chosen: bool, settings: Settings
) -> list[str | Cell]:
    size = f"{found.most_bytes:,} bytes"
    perplexity = f"{found.loss.perplexity:,.1f}"
    words = WROTE.format(shipped.tokenizer.decode(found.written).strip())
    return [
        Cell(under(opened(policy, settings), policy.call.title), "chosen" if chosen else ""),
        figure(size),
        figure(perplexity),
        figure(number(found.gap), "wide"),
        Cell(words),
    ]


def kept(policy: Policy) -> str:
    first = min(policy.sinks, policy.size - 1)
    words = KEPT[policy.name]
    return words.format(size=policy.size, first=first, rest=policy.size - first)


def opened(policy: Policy, settings: Settings) -> str | Markup:
    """The words, as a link to the same text under the mask that says the same."""
    numbers = {f"{policy.call.name}.{name}": value for name, value in policy.call.params.items()}
    try:
        asked = settings.but(mask=policy.call.name, **numbers).stored()
        return link(playground_link(asked), kept(policy), kind="words")
    except LinkError:
        return kept(policy)


def sentence(found: list[tuple[Policy, Decoded]]) -> str:
    """What dropping saves and what it does, from the numbers of the table."""
    (_, whole), *others = found
    least = min(others, key=lambda pair: pair[1].most_bytes)
    worst = max(others, key=lambda pair: pair[1].loss.nats)
    same = [kept(policy) for policy, text in others if text.written == whole.written]
    told = (
        f"Keeping every token takes {whole.most_bytes:,} bytes in the end, keeping "
        f"{kept(least[0])} takes {least[1].most_bytes:,}. The text’s perplexity goes from "
        f"{whole.loss.perplexity:,.1f} to {worst[1].loss.perplexity:,.1f} with {kept(worst[0])}."
    )
    if not whole.written:
        return told
    wrote = f"{len(whole.written)} tokens are written"
    if len(same) == len(others):
        return f"{told} The same {wrote} whatever is dropped."
    other = len(others) - len(same)
    return f"{told} {other} of {len(others)} ways to drop write another text."
