"""The page "What a mask costs": every mask of the catalogue on one story, and the visitor's own."""

from functools import lru_cache

import streamlit as st
from markupsafe import Markup

from maskviz.analysis.costs import (
    MET,
    PLAIN,
    Bar,
    Costs,
    CostsError,
    read_costs,
    read_story,
    settings_of,
)
from maskviz.masks.call import read_call
from maskviz.masks.catalogue import FAMILIES, MASKS
from maskviz.masks.spec import Int
from maskviz.settings.declared import Settings
from maskviz.ui import state
from maskviz.ui.costs.chart import Scale, head, key, row, scale_of, share_text
from maskviz.ui.costs.live import show_live, sidebar
from maskviz.ui.kit.contents import anchor, show_contents
from maskviz.ui.kit.glossary import show_told
from maskviz.ui.kit.link import playground_link
from maskviz.ui.kit.markup import joined, show_html
from maskviz.ui.kit.notes import show_notes
from maskviz.ui.kit.style import show_style
from maskviz.ui.kit.words import plain
from maskviz.ui.state.writing import write_address

FAMILY = Markup('<h3 id="{}">{} <small>{}</small></h3>')
HEADINGS = "Your mask, live", "Every mask of the catalogue"
SORTS = {"family": "By family", "cost": "Cheapest first", "cells": "Fewest cells first"}
SHARES = {0.5: "half", 0.25: "a quarter", 0.1: "a tenth"}
LONG = (
    32  # from this number on, a link opens a whole paragraph: a sentence would show nothing of it
)


def show(settings: Settings) -> None:
    """The whole page."""
    show_style("costs")
    st.title("What a mask costs", anchor=False)
    show_notes(state.notes())
    try:
        costs, story = read_costs(), read_story()
    except CostsError as error:
        st.error(f"There are no bars to show: {plain(str(error))}.")
        write_address(settings)
        sidebar()
        return
    scale = scale_of(costs)
    introduce(costs, story)
    show_contents(HEADINGS)
    st.header(HEADINGS[0], anchor=anchor(HEADINGS[0]))
    live = st.container()
    st.header(HEADINGS[1], anchor=anchor(HEADINGS[1]))
    show_bars(costs, story, scale)
    with st.expander("The story"):
        for paragraph in story.splitlines():
            st.markdown(plain(paragraph))
    write_address(settings)
    sidebar()
    with live:
        show_live(settings, costs, story, scale)


def introduce(costs: Costs, story: str) -> None:
    """What was measured, and what to look at; every number comes from the data."""
    show_told(
        f"The lighthouse story, {len(story.split()):,} words, {costs.tokens:,} tokens, read in "
        f"{costs.pages} pages under each mask, causal on top of it, in all heads of all layers. "
        "Perplexity says how well the next token of this story is predicted; lower is better. The "
        f"line to beat is plain causal: **{costs.line:.1f}** for `{PLAIN}`, which never met "
        f"another mask, and {costs.causal[MET]:.1f} for `{MET}`, which was trained a little longer "
        "under masks drawn at random from the catalogue.",
        "look",
    )
    for sentence in findings(costs):
        st.markdown(f"- {sentence}")


def findings(costs: Costs) -> list[str]:
    said = []
    for share, word in SHARES.items():
        if best := costs.cheapest(share):
            said.append(
                f"Of the masks that read at most {word} of causal's cells, {named(best)} costs "
                f"least: {best.perplexity[PLAIN]:.1f} with {share_text(costs.share(best))}."
            )
    if worst := costs.dearest():
        blocked = share_text(1 - costs.share(worst))
        said.append(
            f"Dearest for what it blocks: {named(worst)} takes {blocked} of the cells away and "
            f"moves perplexity of the story from {costs.line:.1f} to {worst.perplexity[PLAIN]:.1f}."
        )
    if helped := costs.most_helped():
        before, after = (helped.perplexity[name] for name in (PLAIN, MET))
        said.append(
            f"Having met masks helps most at {named(helped)}: {after:.1f} instead of {before:.1f}."
        )
    return said


def named(bar: Bar) -> str:
    return f"**{plain(bar.title)}**"


@st.fragment
def show_bars(costs: Costs, story: str, scale: Scale) -> None:
    """Sorted and searched without the rest of the page."""
    left, right = st.columns(2, vertical_alignment="bottom")
    with left:
        order = st.segmented_control(
            "Order",
            list(SORTS),
            default="family",
            format_func=SORTS.get,
            required=True,
            key="costs_order",
        )
    with right:
        wanted = st.text_input("Find a mask", key="costs_find", placeholder="window").lower()
    found = [bar for bar in costs.bars if wanted in bar.title.lower()]
    if not found:
        st.caption(f"No bar has “{plain(wanted)}” in its name.")
    else:
        if order == "family":
            show_contents(map(str.capitalize, grouped(found)), "Families of masks")
        show_html(key() + head(scale) + body(costs, found, order, story, scale), "costs")
        st.caption(
            "A bar begins at the line of plain causal; its length is the loss that the mask adds, "
            "and the number its perplexity on the story. Cells: the part of causal's cells that "
            "may be read. Click a bar to open its mask in the playground."
        )
    if same := without_bar(costs):
        st.caption(
            f"On this story, with causal on top, these read what plain causal reads and have no "
            f"bar: {plain(same)}."
        )
    if missing := "; ".join(mask.title for mask in costs.missing):
        st.caption(f"Not measured yet: {plain(missing)}.")


def body(costs: Costs, found: list[Bar], order: str, story: str, scale: Scale) -> Markup:
    """The rows in the order asked for, under their families when that is the order."""
    first = {}
    for bar in costs.bars:
        first.setdefault(bar.same, bar)

    def line(bar: Bar) -> Markup:
        notes = [] if first[bar.same] is bar else [f"the same cells as {first[bar.same].title}"]
        if bar.empty:
            notes.append(f"{bar.empty:,} rows have nothing to read")
        address = link(str(bar.call), tuple(bar.extra.items()), opening(bar, story))
        share, found = costs.share(bar), bar.perplexity
        return row(bar.title, share, found, costs.line, scale, address=address, notes=notes)

    if order == "family":
        groups = grouped(found)
        return joined(family(name) + joined(map(line, groups[name])) for name in groups)
    sorts = {"cost": lambda b: b.perplexity[PLAIN], "cells": lambda b: b.cells}
    return joined(map(line, sorted(found, key=sorts[order])))


def grouped(found: list[Bar]) -> dict[str, list[Bar]]:
    """The bars by family, in the order of the catalogue."""
    every = {name: [b for b in found if b.call.mask.family == name] for name in FAMILIES}
    return {name: bars for name, bars in every.items() if bars}


def family(name: str) -> Markup:
    return FAMILY.format(anchor(name), name.capitalize(), FAMILIES[name])


def opening(bar: Bar, story: str) -> str:
    """As much of the story as shows the mask: its first sentence, or its first paragraph."""
    paragraph = story.splitlines()[0]
    numbers = [bar.call.params[p.name] for p in bar.call.mask.named(Int)]
    return paragraph if max(map(abs, numbers), default=0) >= LONG else paragraph.split(".")[0] + "."


@lru_cache(maxsize=1_024)
def link(mask: str, extra: tuple[tuple[str, tuple[str, ...]], ...], text: str) -> str:
    """The address of the playground with this mask, relative to this page."""
    settings = settings_of(read_call(mask)[0], dict(extra))
    return playground_link(settings.but(text=text))


def without_bar(costs: Costs) -> str:
    """The masks that change nothing here; one that does at other sizes is told with its sizes."""
    bars = {bar.call.name for bar in costs.bars}
    titles = [
        mask_call.title if mask_call.name in bars else MASKS[mask_call.name].title
        for mask_call in costs.plain
    ]
    return "; ".join(dict.fromkeys(titles))
