"""The page "Type a rule": a condition over positions, its mask, its code, or what is wrong."""

import numpy as np
import streamlit as st

from maskviz.analysis.reading import make_batch, token_facts
from maskviz.compose import Typed
from maskviz.export import EXPORTS
from maskviz.link import make_link
from maskviz.matrix import Facts, density, empty_rows, reads_future
from maskviz.models import Shipped
from maskviz.rule import Rule, RuleError, compile_rule
from maskviz.rule.fault import CHARACTERS
from maskviz.settings import DEFAULTS, TYPED, Settings
from maskviz.ui.address import LINK
from maskviz.ui.atlas import style
from maskviz.ui.atlascard import framed
from maskviz.ui.fault import show_fault
from maskviz.ui.shell import shipped
from maskviz.ui.words import plain, safe

FIRST = "k <= q and (q - k < 4 or k == 0)"
MODEL = "gpt"  # whose tokens the rule is about
MOST = 64  # tokens shown; more cells are smaller than a finger
SIDE = 336  # pixels of the picture, as wide as a phone


def show(settings: Settings) -> None:
    """The box, and what its rule makes; when it is no rule, the last one that was stays."""
    st.html(style())
    st.subheader("Type a rule", anchor=False)
    st.markdown(
        "When may query `q` read key `k`? Write it with comparisons, `and or not`, arithmetic, "
        "`abs min max`, and what a token is: `real[k] special[k] secret[k] level[k]`. "
        "It is read as a rule and never run as a program."
    )
    text = st.text_input(
        "Rule", FIRST, key="rule", max_chars=CHARACTERS, bind="query-params", live=True, width=720
    )
    model = shipped(MODEL)
    if not model:
        return
    words, facts = tokens_of(settings, model)
    try:
        rule, cells = drawn(text, facts, len(words))
    except RuleError as fault:
        show_fault(fault, "rule", lambda text: None)
        rule, cells = last_drawn(facts, len(words))
        st.caption(f"The picture is still that of {plain(rule.text)}.")
    st.session_state["rule_kept"] = rule.canonical
    show_rule(rule, cells, words, facts, settings)


def heads_of(rule: Rule) -> int | None:
    """A rule that names the head has a matrix for each; the first is shown."""
    return 1 if rule.per_head else None


def drawn(text: str, facts: Facts, tokens: int) -> tuple[Rule, np.ndarray]:
    """A rule and its matrix, bool (query, key); RuleError when the text or the matrix is none."""
    rule = compile_rule(text)
    cells = rule.matrix(tokens, tokens, facts, heads=heads_of(rule))
    return rule, cells[0] if rule.per_head else cells


def last_drawn(facts: Facts, tokens: int) -> tuple[Rule, np.ndarray]:
    """The rule before the fault; the first one when that has no matrix for this text either."""
    try:
        return drawn(st.session_state.get("rule_kept", FIRST), facts, tokens)
    except RuleError:
        return drawn(FIRST, facts, tokens)


def tokens_of(settings: Settings, model: Shipped) -> tuple[list[str], Facts]:
    """The first text of the playground in tokens, at most MOST, and what each is."""
    alone = Settings({**settings.values, "model": MODEL, "texts": 1, "pad_to": 0})
    batch = make_batch(alone, model)
    labels = tuple(model.tokenizer.labels(batch.ids[0].tolist()))
    facts = token_facts(alone, batch, 0, labels)
    return list(labels[:MOST]), {name: known[:MOST] for name, known in facts.items()}


def show_rule(
    rule: Rule, cells: np.ndarray, words: list[str], facts: Facts, settings: Settings
) -> None:
    left, right = st.columns([0.42, 0.58], gap="large")
    with left:
        st.html(framed(cells, SIDE))
        st.caption(f"{len(words)} tokens: {plain(' '.join(words[:12]))} …")
    with right:
        st.markdown(f"**{plain(rule.inequality)}**")
        st.code(rule.canonical, language="python", wrap_lines=True)
        st.markdown(" ".join(told(rule, cells)))
        where = safe(opened(rule, settings))
        st.html(f'<a href="{where}" target="_self">Open it in the playground</a>')
    for title in ("NumPy", "FlexAttention"):
        panel = st.expander(title, key=f"rule_{title}", on_change="rerun")
        if panel.open:
            panel.code(EXPORTS[title](Typed(rule.canonical), len(words), len(words), facts))


def told(rule: Rule, cells: np.ndarray) -> list[str]:
    """What can be read off the matrix."""
    said = [f"{int(cells.sum()):,} of {cells.size:,} cells may be read ({density(cells):.0%})."]
    if len(empty := empty_rows(cells)):
        rows = "row" if len(empty) == 1 else "rows"
        said.append(f"{len(empty)} {rows} with nothing to read, the first is {empty[0]}.")
    said.append("It reads the future." if reads_future(cells) else "It never reads the future.")
    if rule.per_head:
        said.append("Shown for head 0.")
    return said


def opened(rule: Rule, settings: Settings) -> str:
    """The playground with this rule as its mask."""
    values = {**DEFAULTS, "text": settings["text"], "mask": TYPED, "typed_rule": rule.canonical}
    return f"./?{LINK}={make_link(Settings({**values, 'and_causal': False}))}"
