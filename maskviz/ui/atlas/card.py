"""A mask of the atlas as HTML: its picture, drawn from its matrix, and its words."""

from maskviz.analysis.atlas import Entry, reason
from maskviz.analysis.relatives import Relative
from maskviz.analysis.search import APART
from maskviz.libraries.kernels import KERNELS, Answer
from maskviz.masks.call import MaskCall
from maskviz.masks.matrix import empty_rows
from maskviz.settings.link import make_link
from maskviz.ui.kit.picture import picture
from maskviz.ui.kit.words import safe
from maskviz.ui.state.address import LINK


def link(entry: Entry) -> str:
    """The address of the playground with this mask, relative to the page of the atlas."""
    return f"./?{LINK}={make_link(entry.settings)}"


def title(entry: Entry) -> str:
    """The name, and small after it the numbers that the picture was drawn for."""
    numbers = MaskCall(entry.mask.name).title.removeprefix(entry.mask.title).removeprefix(", ")
    return f"{safe(entry.mask.title)} <small>{safe(numbers)}</small>"


def remarks(entry: Entry) -> str:
    facts = [p.name for p in entry.mask.facts]
    said = ["never reads the future"] * entry.causal
    said += [f"asks for {' and '.join(facts)} of each token"] if facts else []
    if entry.empties:
        said.append(f"{'leaves' if len(empty_rows(entry.cells)) else 'can leave'} rows empty")
    return ", ".join(said)


def asked(found: Answer) -> str:
    """How a kernel is asked for a mask, as HTML."""
    if found.verdict != "yes":
        return f'<span class="quiet">{found.verdict}</span>'
    return f"{safe(found.how)}{f' <small>{safe(found.only)}</small>' if found.only else ''}"


def chip(name: str, found: Answer) -> str:
    kind = {"yes": "yes", "no": "no", "not known": "unknown"}[found.verdict]
    mark = {"yes": "", "no": "", "unknown": "?"}[kind]
    told = safe(f"{found.verdict}: {KERNELS[name].takes}")
    return f'<li class="{kind}" title="{told}">{KERNELS[name].title}{mark}</li>'


def card(entry: Entry, *, opened: bool = False) -> str:
    """The picture and the words, all of it a link; under it the kernels and who has the mask."""
    mask = entry.mask
    chips = "".join(chip(name, found) for name, found in entry.answers.items())
    empty = f"<p>Rows with nothing to read: {safe(reason(mask))}</p>" * entry.empties
    return (
        f'<div class="card"><div class="top"><a class="open" href="{link(entry)}" target="_self" '
        f'aria-label="{safe(mask.title)} in the playground">{picture(entry.cells)}</a>'
        f'<div class="words"><span class="title">{title(entry)}</span>'
        f"<span>{safe(mask.sentence)}</span>"
        f'<span class="rule">{safe(mask.inequality)}</span>'
        f'<span class="quiet">{safe(remarks(entry))}</span></div></div>'
        f'<ul class="chips" aria-label="Fused kernels">{chips}</ul>'
        f"<details{' open' * opened}><summary>Who has it</summary>"
        f"<p>{safe(mask.source.rstrip('.'))}.</p>{empty}{also(mask.aliases)}</details></div>"
    )


def also(aliases: str) -> str:
    """What people type who look for it."""
    return f"<p>Also found as: {safe(aliases.replace(APART, ', '))}.</p>" if aliases else ""


def relative_card(found: Relative, *, opened: bool = False) -> str:
    """An entry that is no predicate: its picture where it has one, and the words, as a link."""
    where = f"./?{LINK}={make_link(found.settings)}"
    drawn = "" if found.cells is None else picture(found.cells)
    return (
        f'<div class="card"><div class="top"><a class="open" href="{where}" target="_self" '
        f'aria-label="{safe(found.title)} in the playground">{drawn}</a>'
        f'<div class="words"><span class="title">{safe(found.title)}</span>'
        f"<span>{safe(found.sentence)}</span>"
        f'<span class="rule">{safe(found.rule)}</span></div></div>'
        f"<details{' open' * opened}><summary>Who has it</summary>"
        f"<p>{safe(found.source.rstrip('.'))}.</p>{also(found.aliases)}</details></div>"
    )


def table(found: list[Entry]) -> str:
    """For each mask what to pass to each kernel, and under it what each kernel takes."""
    head = "".join(f'<th scope="col">{kernel.title}</th>' for kernel in KERNELS.values())
    rows = "".join(
        f'<tr><th scope="row">{title(entry)}</th>'
        f"{''.join(f'<td>{asked(entry.answers[name])}</td>' for name in KERNELS)}</tr>"
        for entry in found
    )
    notes = "".join(
        f"<p><b>{kernel.title}</b> {safe(kernel.takes)} "
        f'<span class="quiet">Read in {safe(kernel.source)}.</span></p>'
        for kernel in KERNELS.values()
    )
    return (
        f'<div class="scroll"><table><thead><tr><th scope="col">Mask</th>{head}</tr></thead>'
        f'<tbody>{rows}</tbody></table></div><div class="notes">{notes}</div>'
    )
