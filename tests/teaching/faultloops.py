"""Faults of masks as plain loops, without the app's own matrices."""

from itertools import product

from maskviz.masks.call import MaskCall
from maskviz.masks.compose import Join, Opposite, PerDocument, Shifted
from maskviz.masks.matrix import view_of
from tests.teaching.byhand import by_hand, may_read


def at(case, first):
    """The mask with its first query at a position, cell by cell; no query stands before 0."""
    view = {**view_of(case.queries, case.keys), "offset": first}
    rows = range(first, first + case.queries)
    return [
        [q >= 0 and may_read(case.term, q, k, case.facts, view) for k in range(case.keys)]
        for q in rows
    ]


def less_far(term):
    """The masks in which one number of how far is one less, in the order of their text."""
    names = ("window", "radius", "width", "back", "reach", "left")
    match term:
        case MaskCall():
            for name in [p.name for p in term.mask.controls if p.name in names]:
                if term.params[name] > (name == "window"):
                    yield MaskCall(term.name, {**term.params, name: term.params[name] - 1})
        case Join():
            for i, part in enumerate(term.parts):
                for new in less_far(part):
                    yield Join(term.word, (*term.parts[:i], new, *term.parts[i + 1 :]))
        case Opposite() | PerDocument():
            yield from (type(term)(new) for new in less_far(term.part))
        case Shifted():
            yield from (Shifted(new, term.by) for new in less_far(term.part))


def by_loops(case):
    """What each kind of fault that is no chance makes of a mask: rows of lists, by its name."""
    truth = by_hand(case.term, case.queries, case.keys, case.facts)
    made = {
        "inverted": [[not cell for cell in line] for line in truth],
        "upside_down": truth[::-1],
        "mirrored": [line[::-1] for line in truth],
        "turned": [line[::-1] for line in truth[::-1]],
    }
    if case.queries == case.keys:
        made["transposed"] = [list(line) for line in zip(*truth, strict=True)]
    if not case.facts:
        made |= {"too_low": at(case, case.offset - 1), "too_high": at(case, case.offset + 1)}
        if case.offset:
            made["upper_left"] = at(case, 0)
    for term in less_far(case.term):
        other = by_hand(term, case.queries, case.keys, case.facts)
        if other != truth:
            made["short"] = other
            break
    return truth, made


def is_open(case, truth, came):
    """Whether nothing but cells of the future differs, which the mask never reads, and all are
    open."""
    cells = [*product(range(case.queries), range(case.keys))]
    later = [(q, k) for q, k in cells if k > q + case.offset]
    apart = [(q, k) for q, k in cells if truth[q][k] != came[q][k]]
    never = not any(truth[q][k] for q, k in later)
    return bool(apart) and never and {*apart} <= {*later} and all(came[q][k] for q, k in apart)


def is_emptied(truth, came):
    """Whether nothing but rows with nothing to read differs."""
    apart = [row for one, row in zip(truth, came, strict=True) if one != row]
    return bool(apart) and not any(map(any, apart))
