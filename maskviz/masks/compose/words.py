"""Masks made of masks in words: a short title, a sentence, and what the order of steps decides."""

from maskviz.masks.call import MaskCall
from maskviz.masks.compose.tree import Join, Opposite, PerDocument, Shifted, Term, Typed


def title(term: Term) -> str:
    """For people, short: "Causal, and not Chunk, size 4"."""
    match term:
        case MaskCall():
            return term.title
        case Typed():
            return f"Rule: {term.rule.inequality}"
        case Opposite():
            return f"not {bracketed(term.part)}"
        case Shifted():
            return f"{bracketed(term.part)}, shifted by {term.by}".replace("-", "−")
        case PerDocument():
            return f"{bracketed(term.part)}, per document"
    return f", {term.word} ".join(map(bracketed, term.parts))


def bracketed(term: Term) -> str:
    return f"({title(term)})" if isinstance(term, Join) else title(term)


def sentence(term: Term) -> str:
    """What may be read under it, as one sentence."""
    return f"A query may read a key when {condition(term)}."


def condition(term: Term, opened: bool = True) -> str:
    """What has to hold for a query to read a key under a term, or for the key to be blocked."""
    match term:
        case MaskCall() | Typed():
            said = "lets" if opened else "blocks"
            return f"{named(term)} {said} it"
        case Opposite():
            return condition(term.part, not opened)
        case Shifted():
            way = "back" if term.by > 0 else "ahead"
            inside = condition(term.part, opened)
            return f"for a query {abs(term.by)} {way}, {inside}"
        case PerDocument():
            if opened:
                return f"both are of one document and, inside it, {condition(term.part)}"
            return f"they are of two documents or, inside one, {condition(term.part, False)}"
    every = (term.word == "and") == opened
    parts = [condition(part, opened) for part in term.parts]
    parts = [f"({p})" if isinstance(t, Join) else p for p, t in zip(parts, term.parts, strict=True)]
    return (" and " if every else " or ").join(parts)


def look(term: Term) -> str:
    """What to look for, one sentence."""
    match term:
        case MaskCall():
            return term.look
        case Typed():
            return term.rule.sentence
    return sentence(term)


def named(term: MaskCall | Typed) -> str:
    return f"“{term.title}”" if isinstance(term, MaskCall) else f"the rule {term.rule.inequality}"


def other_order(term: Term) -> Term | None:
    """The last two steps the other way round, where that can matter: open then restrict.

    `and(or(a, b), c)` gives `or(and(a, c), b)` and back; None when the last step is not one of two
    kinds of steps, or the order of its parts decides nothing.
    """
    match term:
        case Join(parts=(Join() as first, *rest)) if first.word != term.word and rest:
            base = first.parts[0] if len(first.parts) == 2 else Join(first.word, first.parts[:-1])
            return Join(first.word, (Join(term.word, (base, *rest)), first.parts[-1]))
    return None
