"""Does it cheat? Six questions about taking the causal mask away, each answered by figures."""

import math

import streamlit as st

from maskviz.analysis.cheatdata import Asked, Change, DataError, Report, read_report
from maskviz.ui.cheat import live as cheatlive
from maskviz.ui.cheat import words as cheatwords
from maskviz.ui.cheat.words import ppl, signed
from maskviz.ui.kit.words import plain

STYLE = """<style>
.maskviz-cheat table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
.maskviz-cheat th { font-weight: 400; opacity: 0.75; font-size: 0.8rem; }
.maskviz-cheat th, .maskviz-cheat td { padding: 0.2rem 0.6rem; text-align: right; border: none; }
.maskviz-cheat th:first-child { text-align: left; }
.maskviz-cheat tbody th { font-size: inherit; opacity: 1; }
.maskviz-cheat tbody tr { border-top: 1px solid rgba(128, 128, 128, 0.25); }
.maskviz-cheat a { color: inherit; }
.maskviz-cheat .bar { min-width: 11rem; }
.maskviz-cheat .heat td { padding: 0; min-width: 4rem; text-align: center; }
.maskviz-cheat .heat a { text-decoration: none; display: block; padding: 0.4rem 0; }
.maskviz-cheat .heat a:hover { text-decoration: underline; }
@media (max-width: 640px) {
  .maskviz-cheat table { width: 100%; }
  .maskviz-cheat tbody th, .maskviz-cheat th, .maskviz-cheat td {
    padding: 0.2rem; font-size: 0.8rem; }
  .maskviz-cheat .bar { min-width: 6rem; }
  .maskviz-cheat .heat td { min-width: 0; font-size: 0.7rem; } }
.maskviz-cheat.maskviz-bars { max-width: 36rem; }
.maskviz-cheat.maskviz-bars table { width: 100%; }
</style>"""
# Red, green and blue of each verdict: blue-green and orange, which everyone can tell apart.
COLOURS = {"better": "15,139,157", "worse": "214,110,20", "unmoved": "128,128,128"}
DEEPEST = 15  # percent at which a cell has its full colour


def show(live: cheatlive.Live) -> None:
    """The whole page; `live` makes what depends on the visitor."""
    st.subheader("Does it cheat?", anchor=False)
    try:
        report = read_report()
    except DataError as error:
        st.error(f"The figures of this page cannot be shown: {error}.")
        return
    st.html(STYLE)
    st.markdown(
        "The causal mask keeps from each row the token that it has to predict. It is often said "
        "that without the mask the model cheats. Six questions to `gpt`, over "
        f"{report.tokens:,} tokens that it was never trained on; lower perplexity is better."
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
    st.subheader(f"{number}. {question}", anchor=False)
    st.markdown(answer)


def table(head: list[str], rows: list[list[str]], kind: str = "") -> str:
    """HTML of a table; the cells are HTML, the first of a row is its name."""
    top = "".join(f'<th scope="col">{cell}</th>' for cell in head)
    body = "".join(
        f'<tr><th scope="row">{first}</th>{"".join(cells)}</tr>' for first, *cells in rows
    )
    inside = f"<thead><tr>{top}</tr></thead><tbody>{body}</tbody>"
    return f'<div class="maskviz-cheat"><table class="{kind}">{inside}</table></div>'


def cell(text: str) -> str:
    return f"<td>{text}</td>"


def linked(address: str, text: str) -> str:
    """A plain link in the same tab."""
    return f'<a href="{address}">{text}</a>'


def tinted(found: Change, address: str) -> str:
    """A cell with a change in percent, the deeper in colour the larger it is."""
    depth = min(abs(found.percent) / DEEPEST, 1) * 0.6 if found.verdict != "unmoved" else 0
    inside = linked(address, signed(found.percent))
    return f'<td style="background: rgba({COLOURS[found.verdict]},{depth:.2f})">{inside}</td>'


def barred(found: Change, longest: float) -> str:
    """A cell with a change in percent on a bar; `longest` percent fill the cell."""
    colour, share = COLOURS[found.verdict], 100 * abs(found.percent) / longest
    stops = f"rgba({colour},0.55) {share:.1f}%, transparent {share:.1f}%"
    inside = signed(found.percent)
    return f'<td class="bar" style="background: linear-gradient(90deg, {stops})">{inside}</td>'


def bar(name: str, loss: float, longest: float) -> str:
    """A row of a table of bars; the bar of the loss `longest` fills its cell."""
    share = f"{100 * math.exp(loss - longest):.1f}%"
    first = f'<th scope="row">{name}</th>'
    return f'<tr>{first}<td><i style="width:{share}"></i></td><td>{ppl(loss)}</td></tr>'


def show_all(report: Report, live: cheatlive.Live) -> None:
    found = report.open_all
    longest = max(found.loss, report.causal)
    rows = bar("causal mask", report.causal, longest) + bar("no mask", found.loss, longest)
    see = linked(live.link(), "See it in the playground: no mask in any layer")
    st.html(
        f'<div class="maskviz-cheat maskviz-bars"><h4>Perplexity</h4><table>{rows}</table></div>'
        f'<p class="maskviz-cheat">{see}</p>'
    )


def show_layers(report: Report, live: cheatlive.Live) -> None:
    longest = max(abs(found.percent) for found in report.open_layer) or 1.0
    pairs = zip(report.open_layer, report.stranger, strict=True)
    rows = [
        [
            linked(live.link([layer]), f"layer {layer}"),
            cell(ppl(own.loss)),
            barred(own, longest),
            cell(ppl(own.loss - other.change)),
        ]
        for layer, (own, other) in enumerate(pairs)
    ]
    usual = ["none", cell(ppl(report.causal)), cell(""), cell("")]
    head = ["open", "perplexity", "change", "another text’s future"]
    st.html(table(head, [usual, *rows]))
    st.markdown(plain(cheatwords.stranger(report)))


def show_heads(report: Report, live: cheatlive.Live) -> None:
    rows = [
        [f"layer {layer}", *(tinted(c, live.link([layer], h)) for h, c in enumerate(heads))]
        for layer, heads in enumerate(report.open_head)
    ]
    st.html(table(["", *(f"head {h}" for h in range(len(report.open_head[0])))], rows, "heat"))
    st.caption(
        "Change of perplexity when that head alone reads everything; uncoloured where it is within "
        "two standard errors. A cell opens that state in the playground."
    )


def show_scores(report: Report, live: cheatlive.Live) -> None:
    mine = live.gaps
    head = ["difference", "mean", "largest", *(["your text: mean", "largest"] if mine else [])]
    rows = []
    for layer, pair in enumerate(report.gaps):
        numbers = [*pair, *(mine[layer] if mine else ())]
        rows.append([f"layer {layer}", *(cell("0" if n == 0 else f"{n:.2f}") for n in numbers)])
    st.html(table(head, rows))
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
    )
    st.plotly_chart(chart, key="cheat_curve", config={"displayModeBar": False})
    st.caption(f"Each point over the same {report.tested:,} held-out tokens.")


def show_writing(report: Report) -> None:
    def row(name: str, found: Asked) -> list[str]:
        return [name, *(cell(ppl(loss)) for loss in (found.open, found.alone, found.causal))]

    rows = [
        row("trained with the mask", report.written),
        row("trained on without", report.cheater),
    ]
    st.html(table(["perplexity", "text without a mask", "as it writes", "causal mask"], rows))
    st.caption(
        f"The same {report.prefixes:,} next tokens each time. “Text without a mask”: the whole "
        "text in one pass. “As it writes”: each beginning of the text on its own, no mask."
    )
