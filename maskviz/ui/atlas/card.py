"""A mask of the atlas as HTML: its picture, drawn from its matrix, and its words."""

from collections.abc import Sequence

import numpy as np
from markupsafe import Markup

from maskviz.analysis.atlas import Entry, reason
from maskviz.analysis.relatives import Relative
from maskviz.analysis.search import APART
from maskviz.libraries.kernels import KERNELS, Answer
from maskviz.masks.call import MaskCall
from maskviz.masks.matrix import empty_rows
from maskviz.settings.declared import Settings
from maskviz.teaching.lessons.fitting import of_mask
from maskviz.ui.kit.learn import learn_this
from maskviz.ui.kit.link import link, playground_link
from maskviz.ui.kit.markup import joined
from maskviz.ui.kit.picture import picture
from maskviz.ui.kit.table import table

TITLE = Markup("{} <small>{}</small>")
QUIET = Markup('<span class="quiet">{}</span>')
CHIP = Markup('<li class="{}" title="{}">{}</li>')
CHIPS = Markup('<ul class="chips" aria-label="Fused kernels">{}</ul>')
PARAGRAPH = Markup("<p>{}</p>")
WORDS = Markup(
    '<div class="words"><span class="title">{}</span><span>{}</span>'
    '<span class="rule">{}</span>{}</div>'
)
TOP = Markup('<div class="top">{}{}</div>')
MORE = Markup("<details{}><summary>Why, and who has it</summary>{}</details>")
OPEN = Markup(" open")
CARD = Markup('<div class="card">{}</div>')
KERNEL = Markup('<p><b>{}</b> {} <span class="quiet">Read in {}.</span></p>')
NOTES = Markup('<div class="notes">{}</div>')


def title(entry: Entry) -> Markup:
    """The name, and small after it the numbers that the picture was drawn for."""
    numbers = MaskCall(entry.mask.name).title.removeprefix(entry.mask.title).removeprefix(", ")
    return TITLE.format(entry.mask.title, numbers)


def remarks(entry: Entry) -> str:
    facts = [p.name for p in entry.mask.facts]
    said = ["never reads the future"] * entry.causal
    said += [f"asks for {' and '.join(facts)} of each token"] if facts else []
    if entry.empties:
        said.append(f"{'leaves' if len(empty_rows(entry.cells)) else 'can leave'} rows empty")
    return ", ".join(said)


def asked(found: Answer) -> Markup:
    """How a kernel is asked for a mask."""
    if found.verdict != "yes":
        return QUIET.format(found.verdict)
    return TITLE.format(found.how, found.only) if found.only else joined([found.how])


def chip(name: str, found: Answer) -> Markup:
    kind = {"yes": "yes", "no": "no", "not known": "unknown"}[found.verdict]
    mark = {"yes": "", "no": "", "unknown": "?"}[kind]
    told = f"{found.verdict}: {KERNELS[name].takes}"
    return CHIP.format(kind, told, f"{KERNELS[name].title}{mark}")


def card(entry: Entry, *, opened: bool = False) -> Markup:
    """The picture and the words, all of it a link; under it the kernels and who has the mask."""
    mask = entry.mask
    words = WORDS.format(title(entry), mask.sentence, mask.inequality, QUIET.format(remarks(entry)))
    chips = CHIPS.format(joined(chip(name, found) for name, found in entry.answers.items()))
    more = [mask.paragraph, f"{mask.source.rstrip('.')}."]
    more += [f"Rows with nothing to read: {reason(mask)}"] * entry.empties + also(mask.aliases)
    top = top_of(mask.title, entry.settings, entry.cells, words)
    lesson = of_mask(mask.name)
    learn = learn_this(lesson) if lesson else ""
    return CARD.format(top + chips + learn + more_of(more, opened))


def top_of(name: str, settings: Settings, cells: np.ndarray | None, words: Markup) -> Markup:
    """The link into the playground with its picture, where there is one, and the words."""
    drawn = "" if cells is None else picture(cells)
    label = f"{name} in the playground"
    return TOP.format(link(playground_link(settings), drawn, kind="open", label=label), words)


def more_of(paragraphs: Sequence[str], opened: bool) -> Markup:
    return MORE.format(OPEN if opened else "", joined(map(PARAGRAPH.format, paragraphs)))


def also(aliases: str) -> list[str]:
    """What people type who look for it."""
    return [f"Also found as: {aliases.replace(APART, ', ')}."] if aliases else []


def relative_card(found: Relative, *, opened: bool = False) -> Markup:
    """An entry that is no predicate: its picture where it has one, and the words, as a link."""
    words = WORDS.format(found.title, found.sentence, found.rule, "")
    more = [f"{found.source.rstrip('.')}.", *also(found.aliases)]
    top = top_of(found.title, found.settings, found.cells, words)
    return CARD.format(top + more_of(more, opened))


def kernels_table(found: Sequence[Entry]) -> Markup:
    """For each mask what to pass to each kernel, and under it what each kernel takes."""
    head = ["Mask", *(kernel.title for kernel in KERNELS.values())]
    rows = ([title(entry), *(asked(entry.answers[name]) for name in KERNELS)] for entry in found)
    notes = joined(KERNEL.format(k.title, k.takes, k.source) for k in KERNELS.values())
    return table(head, rows) + NOTES.format(notes)
