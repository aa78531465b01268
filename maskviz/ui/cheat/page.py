"""Does it cheat? Six questions about taking the causal mask away, each answered by figures."""

import math

import streamlit as st
from markupsafe import Markup

from maskviz.analysis.cheatdata import Asked, Change, DataError, Report, read_report
from maskviz.ui.cheat import live as cheatlive
from maskviz.ui.cheat import words as cheatwords
from maskviz.ui.cheat.words import ppl, signed
from maskviz.ui.kit.bars import bars
from maskviz.ui.kit.glossary import show_told
from maskviz.ui.kit.link import link
from maskviz.ui.kit.markup import show_html
from maskviz.ui.kit.palette import seen
from maskviz.ui.kit.style import show_style
from maskviz.ui.kit.table import Cell, figure, table
from maskviz.ui.kit.words import plain

LINE = Markup("<p>{}</p>")
DEEPEST = 15  # percent at which a cell has its full colour


def show(live: cheatlive.Live) -> None:
    """The whole page; `live` makes what depends on the visitor."""
    st.title("Does it cheat?", anchor=False)
    try:
        report = read_report()
    except DataError as error:
        st.error(f"The figures of this page cannot be shown: {error}.")
        return
    show_style("cheat")
    show_told(
        "The causal mask keeps from each row the token that it has to predict. It is often said "
        "that without the mask the model cheats. Six questions to `gpt`, over "
        f"{report.tokens:,} tokens of the held-out text, stories that it was never trained on; "
        "every perplexity here is one of that text, and lower is better.",
        "look",
    )
    if live.weights not in (None, report.weights):
        st.warning("These figures were measured on other weights than the ones that run here.")
    ask(1, "Take the mask away from the trained model: does it peek?", cheatwords.open_all(report))
    show_all(report, live)
    ask(2, "Take it away in one layer alone: does it peek then?", cheatwords.open_layer(report))
    show_layers(report, live)
    ask(3, "In one head alone?", cheatwords.open_head(report))
    show_heads(report, live)
    ask(4, "Do the raw scores differ without the mask?", cheatwords.raw_scores(report))
    show_scores(report, live)
    ask(5, "Train it without the mask: does it cheat now?", cheatwords.training(report))
    show_curve(report)
    ask(6, "Can it cheat while it writes?", cheatwords.writing(report))
    show_writing(report)


def ask(number: int, question: str, answer: str) -> None:
    st.header(f"{number}. {question}", anchor=False)
    st.markdown(answer)


def tinted(found: Change, address: str) -> Cell:
    """A cell with a change in percent, the deeper in colour the larger it is."""
    depth = min(abs(found.percent) / DEEPEST, 1) * 60 if found.verdict != "unmoved" else 0
    inside = link(address, signed(found.percent), kind="cell")
    return Cell(inside, found.verdict, f"--depth:{depth:.0f}%")


def barred(found: Change, longest: float) -> Cell:
    """A cell with a change in percent on a bar; `longest` percent fill the cell."""
    share = 100 * abs(found.percent) / longest
    return Cell(signed(found.percent), f"number filled {found.verdict}", f"--share:{share:.1f}%")


def show_all(report: Report, live: cheatlive.Live) -> None:
    losses = {"causal mask": report.causal, "no mask": report.open_all.loss}
    longest = max(losses.values())
    rows = [(name, math.exp(loss - longest), ppl(loss)) for name, loss in losses.items()]
    see = link(live.link(), "See it in the playground: no mask in any layer", kind="words")
    show_html(bars("Perplexity on the held-out text", rows) + LINE.format(see), "cheat")


def show_layers(report: Report, live: cheatlive.Live) -> None:
    longest = max(abs(found.percent) for found in report.open_layer) or 1.0
    pairs = zip(report.open_layer, report.stranger, strict=True)
    rows = [
        [
            link(live.link([layer]), f"layer {layer}", kind="words"),
            figure(ppl(own.loss)),
            barred(own, longest),
            figure(ppl(own.loss - other.change)),
        ]
        for layer, (own, other) in enumerate(pairs)
    ]
    usual = ["none", figure(ppl(report.causal)), "", ""]
    head = ["open", *map(figure, ("perplexity, held-out text", "change", "another text’s future"))]
    show_html(table(head, [usual, *rows]), "cheat")
    st.markdown(plain(cheatwords.stranger(report)))


def show_heads(report: Report, live: cheatlive.Live) -> None:
    rows = [
        [f"layer {layer}", *(tinted(c, live.link([layer], h)) for h, c in enumerate(heads))]
        for layer, heads in enumerate(report.open_head)
    ]
    head = ["", *(f"head {h}" for h in range(len(report.open_head[0])))]
    show_html(table(head, rows, "heat"), "cheat")
    st.caption(
        "Change of perplexity on the held-out text when that head alone reads everything; "
        "uncoloured where it is within two standard errors. A cell opens that state in the "
        "playground."
    )


def show_scores(report: Report, live: cheatlive.Live) -> None:
    mine = live.gaps
    columns = ["mean", "largest", *(["your text: mean", "largest"] if mine else [])]
    head = ["difference", *map(figure, columns)]
    rows = []
    for layer, pair in enumerate(report.gaps):
        numbers = [*pair, *(mine[layer] if mine else ())]
        figures = ("0" if n == 0 else f"{n:.2f}" for n in numbers)
        rows.append([f"layer {layer}", *map(figure, figures)])
    show_html(table(head, rows), "cheat")
    note = f" Your text: {plain(live.told)}." if mine else ""
    st.caption(f"Raw scores with the mask against those with no mask in any layer.{note}")
    st.markdown(plain(cheatwords.last_row(report)))


def show_curve(report: Report) -> None:
    from maskviz.analysis.figures.cheat import (
        cheat_curve,  # plotly takes a second; only this page pays
    )

    without, kept = report.without_mask, report.with_mask
    chart = cheat_curve(
        [row.step for row in without],
        [row.peeking for row in without],
        [row.honest for row in without],
        [row.step for row in kept],
        [row.honest for row in kept],
        seen(),
    )
    st.plotly_chart(chart, key="cheat_curve", config={"displayModeBar": False})
    st.caption(f"Each point over the same {report.tested:,} held-out tokens.")


def show_writing(report: Report) -> None:
    def row(name: str, found: Asked) -> list[str | Cell]:
        return [name, *(figure(ppl(loss)) for loss in (found.open, found.alone, found.causal))]

    rows = [
        row("trained with the mask", report.written),
        row("trained on without", report.cheater),
    ]
    columns = map(figure, ("text without a mask", "as it writes", "causal mask"))
    show_html(table(["perplexity, held-out text", *columns], rows), "cheat")
    st.caption(
        f"The same {report.prefixes:,} next tokens each time. “Text without a mask”: the whole "
        "text in one pass. “As it writes”: each beginning of the text on its own, no mask."
    )
    see = link("./generation", "Read what both of them write", kind="words")
    show_html(LINE.format(see), "cheat")
