"""The page "Check a mask": whatever somebody has, what it was taken for, what it is, what is wrong
with it, what each library makes of it, and what to take back."""

import streamlit as st

from maskviz.analysis.reading import make_batch, token_facts
from maskviz.checking import Checked, CheckError, Understood, judge, of_cells, pack, understand
from maskviz.masks.kinds import Facts
from maskviz.settings.declared import Settings
from maskviz.stage.typing import read_while_typed
from maskviz.ui.check.answer import show_answer
from maskviz.ui.check.asked import (
    SIZES,
    array,
    opened_now,
    reading,
    sample,
    show_opened,
    sizes,
)
from maskviz.ui.check.box import TEXT, Raw, raw, take_rule, untouched, write_address
from maskviz.ui.check.take import show_taken
from maskviz.ui.check.verdict import show_verdicts
from maskviz.ui.kit.code import show_code
from maskviz.ui.kit.notes import show_notes
from maskviz.ui.kit.style import show_style
from maskviz.ui.kit.words import plain
from maskviz.ui.shell import shipped
from maskviz.ui.state.page import begun, ended

MODEL = "gpt"  # whose tokens a rule is about
LAST = "check_last"  # the text that was understood last, and what was asked of it
MOST = 64  # tokens of a text; more cells are smaller than a finger


def show(settings: Settings) -> None:
    """The box, and the answer to what is in it; after a fault there is no old answer."""
    show_style("check")
    st.title("Check a mask", anchor=False)
    st.markdown(
        "Bring a mask as you have it: a print, an array, a drawing, a vector, lines of code, a "
        "`mask_mod`, or a rule that says when query `q` may read key `k`. Rows are queries, "
        "columns are keys. Nothing of it is run."
    )
    read_while_typed(TEXT)
    begun()
    left, right = st.columns([0.42, 0.58], gap="large")
    with left:
        what = raw()
        try:
            understood = taken(what, settings)
            checked = asked(understood)
        except CheckError as fault:
            show_fault(fault, what, settings)
            end()
            return
        st.markdown(plain(" ".join(checked.said)))
        if checked.understood.rule:
            show_code(checked.understood.rule.canonical)
    with right:
        show_answer(checked)
        show_taken(checked, settings)
    show_verdicts(checked)
    end()
    if not untouched(what):
        write_address(rule_of(checked, what), pack(checked.cells))


def taken(what: Raw, settings: Settings) -> Understood:
    """Every way to understand it, at the sizes and with the names that are set."""
    if what.source == "link":
        return of_cells(what.given)
    given = opened_now()
    words, facts = tokens_of(settings)
    found = understand(what.given, given, keys=words, facts=facts, array=0)
    if len(found.arrays) > 1 and (at := array(found)):
        found = understand(what.given, given, array=at)
    if found.size:
        queries, keys = sizes(words)
        if (queries, keys) != found.size:
            found = understand(what.given, given, queries=queries, keys=keys, facts=facts)
    st.session_state[LAST] = what.text, found.opened, bool(found.size)
    show_opened(found.opened)
    return found


def asked(understood: Understood) -> Checked:
    """The reading and the mask of its stack that are looked at; the likeliest unless asked."""
    ways = [judge(understood, at) for at in range(len(understood.readings))]
    checked = ways[reading(ways)]
    which = sample(checked.reading)
    return judge(understood, checked.at, which) if which else checked


def tokens_of(settings: Settings) -> tuple[int, Facts]:
    """How many tokens the playground's first text has, MOST at most, and what each is."""
    model = shipped(MODEL)
    if model is None:
        return 8, {}
    alone = settings.but(model=MODEL, texts=1, pad_to=0)
    batch = make_batch(alone, model)
    labels = tuple(model.tokenizer.labels(batch.ids[0].tolist()))[:MOST]
    return len(labels), token_facts(alone, batch, 0, labels)


def show_fault(fault: CheckError, what: Raw, settings: Settings) -> None:
    """One sentence, the place, and the repair to take over with one click; what was asked of the
    same text is asked still, so that it can be set otherwise."""
    st.error(plain(str(fault)))
    if fault.caret:
        show_code(fault.caret)
    if fault.repaired:
        label = f"Take {plain(fault.repaired)}"
        st.button(label, on_click=take_rule, args=(fault.repaired,), key="check_repair")
    text, opened, sized = st.session_state.get(LAST, ("", (), False))
    if text and text == what.text:
        if sized:
            sizes(tokens_of(settings)[0])
        show_opened(opened)
    write_address(what.text.strip() if what.text and fault.repaired else None, None)


def end() -> None:
    """Say what the address asked in vain."""
    show_notes(ended(SIZES, "rule_"))


def rule_of(checked: Checked, what: Raw) -> str | None:
    """The rule as the address has it; None where the address could not bring this picture back."""
    rule = checked.understood.rule
    if rule is None or checked.at or any(name.vector for name in checked.understood.opened):
        facts = rule is not None and not checked.at and not opened_now()
        return rule.canonical if facts else None
    text = what.text.strip()
    return text if not checked.understood.opened and "\n" not in text else rule.canonical
