"""A box for a typed rule: it is read while one types, and a fault shows its place and repair."""

from collections.abc import Callable

import streamlit as st

from maskviz.masks.compose import typed
from maskviz.masks.rule import RuleError
from maskviz.masks.rule.fault import CHARACTERS
from maskviz.ui.kit.code import show_code
from maskviz.ui.kit.words import plain

HELP = (
    "True where query q may read key k: comparisons, `and or not`, arithmetic, `abs min max`, the "
    "head `h`, and what a token is, such as `real[k]`."
)


def rule_box(key: str, take: Callable[[str], None], label: str = "Rule", **options: object) -> None:
    """A text that is a rule goes to `take`; what is none stays in the box, with what is wrong."""

    def called() -> None:
        if not fault_of(st.session_state[key]):
            take(st.session_state[key])

    st.text_input(
        label, key=key, max_chars=CHARACTERS, live=True, on_change=called, help=HELP, **options
    )
    if fault := fault_of(st.session_state[key]):
        show_fault(fault, key, take)


def fault_of(text: str) -> RuleError | None:
    found = typed(text)
    return found if isinstance(found, RuleError) else None


def show_fault(fault: RuleError, key: str, take: Callable[[str], None]) -> None:
    """One sentence, the place, and the repair to take over with one click."""

    def repair() -> None:
        st.session_state[key] = fault.repaired
        take(fault.repaired)

    st.error(plain(fault.message))
    if fault.caret:
        show_code(fault.caret)
    if fault.repaired:
        st.button(f"Take {plain(fault.repaired)}", on_click=repair, key=f"{key}_repair")
