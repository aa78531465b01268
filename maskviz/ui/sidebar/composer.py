"""Masks put together in the sidebar, without typing: a tree of masks, each with a menu."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from maskviz.masks.call import MaskCall
from maskviz.masks.catalogue import MASKS
from maskviz.masks.compose import Join, Opposite, PerDocument, Shifted, Term, Typed
from maskviz.masks.compose.edit import Place, put
from maskviz.masks.compose.tree import FARTHEST, parts_of
from maskviz.masks.compose.words import other_order, sentence
from maskviz.masks.kinds import Value
from maskviz.settings.declared import DEFAULTS
from maskviz.ui import state
from maskviz.ui.kit.controls import control_of
from maskviz.ui.kit.maskmenu import is_heading, mask_menu, shown
from maskviz.ui.kit.rulebox import fault_of, rule_box
from maskviz.ui.kit.words import plain
from maskviz.ui.sidebar.composition import current, edited, key_of, menu, take
from maskviz.ui.state.hidden import is_fixed

WORDS = {"and": "All of", "or": "Any of"}
TYPED = "typed"  # what the list of masks calls a rule that is typed


def composer(usable: Callable[[str], bool]) -> None:
    """The tree with its controls; `usable` says which masks have a meaning here."""
    if is_fixed("composition"):
        return
    term = current()
    st.caption(plain(sentence(term)))
    branch(term, (), [name for name in MASKS if usable(name)])
    if other_order(term):
        st.button(
            "Swap the last two steps",
            on_click=take,
            args=(lambda whole: other_order(whole) or whole,),
            width="stretch",
            help="Opening cells and blocking cells give different masks in different orders.",
        )


def branch(term: Term, place: Place, names: list[str]) -> None:
    """One part of the tree and everything inside it."""
    if isinstance(term, MaskCall | Typed):
        leaf(term, place, names)
        return
    with st.container(border=True, gap="small"):
        head(term, place)
        for number, part in enumerate(parts_of(term)):
            branch(part, (*place, number), names)


def head(term: Term, place: Place) -> None:
    """What is done with the parts inside, and the menu."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        match term:
            case Join():
                edited(
                    st.segmented_control,
                    "How these are put together",
                    term.word,
                    place,
                    lambda part, word: Join(word, part.parts),
                    options=list(WORDS),
                    format_func=WORDS.get,
                    required=True,
                    label_visibility="collapsed",
                )
            case Shifted():
                edited(
                    st.number_input,
                    "Shifted by",
                    term.by,
                    place,
                    lambda part, by: Shifted(part.part, int(by)),
                    min_value=-FARTHEST,
                    max_value=FARTHEST,
                )
            case Opposite():
                st.markdown("**Not**")
            case PerDocument():
                st.markdown("**In each document**")
        menu(place)


def leaf(term: MaskCall | Typed, place: Place, names: list[str]) -> None:
    """A mask with its numbers, or a typed rule."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        name = term.name if isinstance(term, MaskCall) else TYPED
        edited(
            st.selectbox,
            "Mask",
            name,
            place,
            lambda part, name: part if is_heading(name) else chosen(name),
            options=mask_menu(names, name, [TYPED]),
            format_func=lambda option: shown(option, {TYPED: "A typed rule"}),
            label_visibility="collapsed",
        )
        menu(place)
    if isinstance(term, Typed):
        typed(term, place)
        return
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        for p in term.mask.controls:
            value = term.params[p.name]
            widget, options = control_of(p.kind, value, way="narrow")
            change = partial(with_value, name=p.name)
            edited(widget, p.label, value, place, change, **options)


def chosen(name: str) -> Term:
    """A mask as the sidebar last had it."""
    if name == TYPED:
        return Typed(DEFAULTS["typed_rule"])
    return MaskCall(name, {p.name: state.kept(f"{name}.{p.name}") for p in MASKS[name].controls})


def with_value(part: MaskCall, value: Value, name: str) -> MaskCall:
    return MaskCall(part.name, {**part.params, name: value})


def typed(term: Typed, place: Place) -> None:
    """A rule inside the tree; a text that is none stays in its box with what is wrong."""
    key = f"{key_of(place)}_rule"
    written = st.session_state.get(key)
    if written is None or (not fault_of(written) and Typed(written).text != term.text):
        st.session_state[key] = term.text  # another rule has come to this place
    rule_box(key, lambda text: take(lambda whole: put(whole, place, Typed(text))))
