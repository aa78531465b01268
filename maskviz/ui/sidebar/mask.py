"""Which mask each head has, and its numbers: exactly the parameters the mask declares."""

import streamlit as st

from maskviz.masks.call import CATALOGUE, MaskCall
from maskviz.masks.compose import Typed, asks_about_queries, facts_of
from maskviz.masks.compose import typed as typed_rule
from maskviz.masks.facts import vectors_of
from maskviz.masks.rule.fault import CHARACTERS
from maskviz.models import Shipped
from maskviz.settings.slots import COMPOSED, CUSTOM, TYPED, OwnMatrix
from maskviz.ui import state
from maskviz.ui.kit.controls import parameter_control
from maskviz.ui.kit.maskmenu import is_heading, mask_menu, shown, told
from maskviz.ui.kit.rulebox import HELP, fault_of, show_fault
from maskviz.ui.sidebar.composer import composer
from maskviz.ui.sidebar.facts import fact_controls
from maskviz.ui.sidebar.vectors import vector_box
from maskviz.ui.sidebar.whose import copy_to_all, whose
from maskviz.ui.state import control
from maskviz.ui.state.hidden import is_fixed, is_hidden, unless_hidden
from maskviz.ui.state.slots import current_base, current_part, current_slot

MADE = {
    COMPOSED: "Masks put together",
    TYPED: "A typed rule",
    CUSTOM: "Painted by hand",
}


def mask_controls(shipped: Shipped) -> None:
    each = whose(shipped)
    own = [COMPOSED, TYPED] + [CUSTOM] * (current_slot() in state.extra("book"))
    made = MADE | ({CUSTOM: "Your matrix"} if own_matrix() else {})
    name = control(
        st.selectbox,
        "Mask",
        mask_menu(filter(usable, CATALOGUE), state.kept("mask"), own),
        key="mask",
        format_func=lambda option: shown(option, made),
        on_change=leave_headings,
    )
    if name in MADE:
        MAKERS[name]()
    else:
        if not is_fixed("mask"):
            st.caption(CATALOGUE[name].sentence)
        for parameter in CATALOGUE[name].controls:
            parameter_control(name, parameter)
        if (other := CATALOGUE[name].contrast) and not is_fixed("mask"):
            label, turn = CATALOGUE[other].title, unless_hidden("mask", turn_to)
            st.button(f"See the other reading: {label}", on_click=turn, args=(other,))
    fact_controls(facts := asked(), shipped.reader(current_part().name).marks)
    vector_box(vectors_of(facts))
    if each and not is_fixed("mask"):
        copy = unless_hidden("mask", copy_to_all)
        st.button("Copy this mask to all heads", on_click=copy, width="stretch")


def leave_headings() -> None:
    """A heading of the menu is no mask: what it stands for is said, and the mask stays."""
    picked = st.session_state.get("mask")  # another callback of this run may have set it anew
    if picked is not None and is_heading(picked):
        st.session_state["mask"] = state.kept("mask")
        state.note(f"{told(picked)} Choose one of them below it.")


def usable(name: str) -> bool:
    """Whether a mask has a meaning here: in cross-attention a query is no token of the source."""
    return current_part().queries_are_keys or not asks_about_queries(MaskCall(name))


def own_matrix() -> OwnMatrix | None:
    """The matrix that somebody brought, where the slot looked at has one to paint on."""
    page = state.extra("book").get(current_slot())
    return page.matrix if page else None


def painted() -> None:
    if matrix := own_matrix():
        st.caption(f"The matrix that you brought: {matrix.queries} queries x {matrix.keys} keys.")
    elif not is_hidden("paint"):
        st.caption("The cells that you painted. Paint more on the picture, or undo there.")


def typed() -> None:
    """A rule, live as one types it; while it is none, the last one that was stays."""
    if is_fixed("typed_rule"):
        return
    options = {"max_chars": CHARACTERS, "live": True, "help": HELP}
    text = control(st.text_input, "Rule", key="typed_rule", alone=both_rules, **options)
    if fault := fault_of(text):
        show_fault(fault, "typed_rule", unless_hidden("typed_rule", take_rule))


def both_rules(before: str, after: str) -> bool:
    """Whether there is no fault to show or to take away, and the same is asked of the tokens."""
    found = typed_rule(before), typed_rule(after)
    return all(isinstance(rule, Typed) for rule in found) and (
        facts_of(found[0]) == facts_of(found[1])
    )


def take_rule(text: str) -> None:
    state.put(typed_rule=text)


MAKERS = {CUSTOM: painted, TYPED: typed, COMPOSED: lambda: composer(usable)}


def asked() -> tuple[str, ...]:
    """The facts of tokens that the mask of the controls asks for."""
    return facts_of(current_base())


def turn_to(other: str) -> None:
    """The mask that others mean by the same name, with the same numbers."""
    name = state.kept("mask")
    shared = {p.name for p in CATALOGUE[other].controls} & {
        p.name for p in CATALOGUE[name].controls
    }
    numbers = {f"{other}.{n}": state.kept(f"{name}.{n}") for n in shared}
    state.put(mask=other, **numbers)
