"""The page "Type a rule": a condition over positions, its mask, its code, or what is wrong."""

import numpy as np
import streamlit as st
from markupsafe import Markup

from maskviz.analysis.reading import make_batch, token_facts
from maskviz.libraries.export import EXPORTS
from maskviz.masks.compose import Typed
from maskviz.masks.kinds import Facts, Int
from maskviz.masks.painting import POSITIONS
from maskviz.masks.rule import Rule, RuleError
from maskviz.masks.rule.fault import CHARACTERS
from maskviz.matrices.readoff import said
from maskviz.models import Shipped
from maskviz.settings.declared import Settings
from maskviz.settings.slots import TYPED
from maskviz.ui.kit.bigmask import show_big
from maskviz.ui.kit.code import show_code
from maskviz.ui.kit.controls import own_control
from maskviz.ui.kit.link import link, playground_link
from maskviz.ui.kit.markup import show_html
from maskviz.ui.kit.picture import picture
from maskviz.ui.kit.rulebox import show_fault
from maskviz.ui.kit.words import plain
from maskviz.ui.shell import shipped
from maskviz.ui.state.page import begun, ended

FIRST = "k <= q and (q - k < 4 or k == 0)"
MODEL = "gpt"  # whose tokens the rule is about
MOST = 64  # tokens shown; more cells are smaller than a finger
SIZE_HELP = (
    f"0 takes the text of the playground, at most {MOST} tokens. Up to {POSITIONS:,} for a rule of "
    "positions alone; more than the text has cannot be looked up."
)
HEADING = Markup("<h2>{}</h2>")
SIDE = 336  # pixels of the picture, as wide as a phone


def show(settings: Settings) -> None:
    """The box, and what its rule makes; when it is no rule, the last one that was stays."""
    st.title("Type a rule", anchor=False)
    st.markdown(
        "When may query `q` read key `k`? Write it with comparisons, `and or not`, arithmetic, "
        "`abs min max`, the head `h`, and what a token is, such as `real[k]` or `doc[q]`. "
        "It is read as a rule and never run as a program."
    )
    text = st.text_input(
        "Rule", FIRST, key="rule", max_chars=CHARACTERS, bind="query-params", live=True, width=720
    )
    model = shipped(MODEL)
    if not model:
        return
    words, facts = tokens_of(settings, model)
    begun()
    tokens = Int(0, POSITIONS, SIZE_HELP)
    size = own_control(tokens, "Tokens", 0, key="rule_tokens", width=200)
    for sentence in ended({}, "rule_"):
        st.info(plain(sentence))
    size = size or len(words)
    facts = facts if size <= len(words) else {}
    try:
        rule, cells = drawn(text, facts, size)
    except RuleError as fault:
        show_fault(fault, "rule", lambda text: None)
        rule, cells = last_drawn(facts, size)
        st.caption(f"The picture is still that of {plain(rule.text)}.")
    st.session_state["rule_kept"] = rule.canonical
    show_rule(rule, cells, words[:size], facts, settings)


def heads_of(rule: Rule) -> int | None:
    """A rule that names the head has a matrix for each; the first is shown."""
    return 1 if rule.per_head else None


def drawn(text: str, facts: Facts, tokens: int) -> tuple[Rule, np.ndarray]:
    """A rule and its matrix, bool (query, key); RuleError when the text or the matrix is none."""
    rule = Typed(text).rule
    told = {name: facts[name] for name in rule.facts if name in facts}
    cells = rule.matrix(tokens, tokens, told, heads=heads_of(rule))
    return rule, cells[0] if rule.per_head else cells


def last_drawn(facts: Facts, tokens: int) -> tuple[Rule, np.ndarray]:
    """The rule before the fault; the first one when that has no matrix for this text either."""
    try:
        return drawn(st.session_state.get("rule_kept", FIRST), facts, tokens)
    except RuleError:
        return drawn(FIRST, facts, tokens)


def tokens_of(settings: Settings, model: Shipped) -> tuple[list[str], Facts]:
    """The first text of the playground in tokens, at most MOST, and what each is."""
    alone = settings.but(model=MODEL, texts=1, pad_to=0)
    batch = make_batch(alone, model)
    labels = tuple(model.tokenizer.labels(batch.ids[0].tolist()))
    return list(labels[:MOST]), token_facts(alone, batch, 0, labels[:MOST])


def show_rule(
    rule: Rule, cells: np.ndarray, words: list[str], facts: Facts, settings: Settings
) -> None:
    left, right = st.columns([0.42, 0.58], gap="large")
    with left:
        if len(cells) > MOST:
            show_big(cells, "rule_big")
        else:
            show_html(picture(cells, SIDE))
        if len(cells) <= len(words):
            st.caption(f"{len(words)} tokens: {plain(' '.join(words[:12]))} …")
    with right:
        show_html(HEADING.format(rule.inequality))
        show_code(rule.canonical)
        st.markdown(" ".join(said(cells)) + " Shown for head 0." * rule.per_head)
        where = playground_link(opened(rule, settings))
        show_html(link(where, "Open it in the playground"))
    for title in ("NumPy", "FlexAttention"):
        panel = st.expander(title, key=f"rule_{title}", on_change="rerun")
        if panel.open:
            panel.code(EXPORTS[title](Typed(rule.canonical), *cells.shape, facts))


def opened(rule: Rule, settings: Settings) -> Settings:
    """The playground with this rule as its mask."""
    return Settings.of(text=settings.text, mask=TYPED, typed_rule=rule.canonical, and_causal=False)
