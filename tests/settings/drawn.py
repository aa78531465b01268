"""Any state of the playground, for hypothesis."""

from hypothesis import strategies as some

from maskviz.masks.call import MaskCall
from maskviz.masks.catalogue import MASKS
from maskviz.masks.compose import term_of
from maskviz.masks.painting import MOST, POSITIONS, STEPS
from maskviz.masks.spec import Flag, Int, Option
from maskviz.settings.declared import CONTROLS, Settings
from maskviz.settings.kinds import Choice, Many, RuleText, Switch, TermText, Text
from maskviz.settings.parts import SLOTS
from maskviz.settings.slots import Page
from tests.states import mask

EXTRAS = ("slots", "book", "picks", "vectors", "locked")
TERMS = [
    "or(causal(), special(only=1))",
    "per_document(not(chunk(size=3)))",
    "and(rule{k <= q}, shift(sliding_window(window=2), by=-1))",
]


def legal(kind):
    match kind:
        case Int() | Flag() | Option():
            return some.sampled_from(kind.values(1_000_000))
        case Switch():
            return some.booleans()
        case Choice(options):
            return some.sampled_from(options)
        case Many(options):
            return some.lists(some.sampled_from(options), unique=True).map(tuple)
        case RuleText():
            return some.sampled_from(["k <= q", "k < 3 or h == 1", "real[k] == 1 and q - k < 4"])
        case TermText():
            return some.sampled_from(TERMS).map(term_of)
        case Text():
            return some.text(some.characters(codec="utf-8"), max_size=80)


slots = some.dictionaries(
    some.sampled_from(sorted(SLOTS)),
    some.sampled_from([*map(MaskCall, MASKS), *map(mask, [*TERMS, "rule{k <= q}", "custom"])]),
)
cells = some.sets(some.integers(0, POSITIONS * POSITIONS - 1), max_size=40).map(sorted).map(tuple)


def biased(by_bias):
    """Painted biases as a page has them: each cell once, no bias of no cells."""
    seen, found = set(), []
    for steps, some_cells in sorted(by_bias.items()):
        new = tuple(cell for cell in some_cells if cell not in seen)
        seen.update(new)
        found += [(steps / STEPS, new)] if steps and new else []
    return tuple(found)


pages = some.builds(
    Page,
    some.sampled_from([str(MaskCall(name)) for name in MASKS] + TERMS).map(term_of),
    cells,
    some.dictionaries(some.integers(-MOST * STEPS, MOST * STEPS), cells, max_size=3).map(biased),
)
places = some.sets(some.integers(0, 255), max_size=6).map(lambda s: tuple(sorted(s)))
all_values = some.fixed_dictionaries({key: legal(c.kind) for key, c in CONTROLS.items()})
few_values = some.fixed_dictionaries({}, optional={k: legal(c.kind) for k, c in CONTROLS.items()})
few = few_values.map(lambda values: Settings.of(**dict(list(values.items())[:4])))
states = few | some.builds(
    lambda values, *rest: Settings.of(**values, **dict(zip(EXTRAS, rest, strict=True))),
    all_values,
    slots,
    some.dictionaries(some.sampled_from(["all", "3", "L2.1", "cross.all"]), pages, max_size=2),
    some.dictionaries(some.sampled_from(["secret", "level_2"]), places),
    some.dictionaries(
        some.sampled_from(["real", "is_global"]),
        some.lists(some.integers(0, 1), min_size=1, max_size=9).map(tuple),
    ),
    some.none() | some.tuples(some.integers(0, 255), some.integers(0, 255)),
)
