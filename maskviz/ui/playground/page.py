"""The playground, from top to bottom."""

import streamlit as st

from maskviz.analysis.effect import effect
from maskviz.analysis.view import View
from maskviz.libraries.export import predicate
from maskviz.libraries.export.words import Spelling, call
from maskviz.masks.call import MaskCall
from maskviz.masks.compose import Typed
from maskviz.masks.compose.tree import leaves
from maskviz.settings.slots import CUSTOM
from maskviz.ui import state
from maskviz.ui.kit.words import plain
from maskviz.ui.playground import picture
from maskviz.ui.playground.added import show_added
from maskviz.ui.playground.copier import show_curves
from maskviz.ui.playground.effect import show_effect, show_numbers
from maskviz.ui.playground.emptyrows import show_empty_rows
from maskviz.ui.playground.generator import show_generator
from maskviz.ui.playground.orders import show_orders
from maskviz.ui.playground.paintedas import show_closest
from maskviz.ui.playground.picks import pick_tokens
from maskviz.ui.playground.share import show_share
from maskviz.ui.playground.words import besides, caption, warnings
from maskviz.ui.state.address import write_address


def title(view: View) -> None:
    """The mask's name, what to look for, and what has to be known."""
    st.subheader(plain(view.mask.drawn), anchor=False)
    show_added(view)
    st.markdown(plain(f"{caption(view)} {besides(view)}".strip()))
    for sentence in [*state.notes(), *warnings(view)]:
        st.info(plain(sentence))


def show(view: View) -> None:
    """The whole page for one view."""
    title(view)
    above = st.container()  # filled after the stage, which is what one waits for
    pick_tokens(view)
    picture.show_stage(view)
    show_closest(view)
    show_generator(view)
    show_orders(view)
    show_empty_rows(view)
    with above:
        picture.show_flow(view)
    this, own = effect(view, view.done), effect(view, view.usual)
    show_numbers(view, this, own)
    if view.shipped.name == "copier":
        show_copies(view)
    st.subheader("The locked row, number by number", anchor=False)
    picture.show_row(view)
    show_code(view)
    show_effect(view, this, own)
    show_share(view)
    write_address(view.settings)


def show_copies(view: View) -> None:
    """How much of a copy the mask leaves, as measured with that mask in all heads, and causal."""
    settings, term = view.settings, view.mask.term
    measured = settings.and_causal and not settings.each and not view.mask.painted
    layers = [n for n in settings.layers if n < view.shipped.shape.layers]
    name, params = (term.name, term.params) if isinstance(term, MaskCall) else (CUSTOM, {})
    show_curves(view.shipped.card, name if measured else CUSTOM, params, layers)


def show_code(view: View) -> None:
    """The predicates that drew the picture, as they run."""
    terms = [rule.term for rule in view.mask.rules if rule.term]
    found = {leaf_code(leaf): None for term in terms for leaf in leaves(term)}
    for code in found:
        st.code(code)
    if put_together := combined(view):
        st.code(put_together)


def leaf_code(leaf: MaskCall | Typed) -> str:
    if isinstance(leaf, Typed):
        return leaf.rule.code
    return leaf.mask.code if leaf.dynamic else predicate(leaf.mask)


def combined(view: View) -> str:
    """How the predicates of a composition are put together; nothing for a single mask."""
    term = view.mask.term
    rules = {leaf.text for leaf in leaves(term) if isinstance(leaf, Typed)}
    if isinstance(term, MaskCall | Typed) or len(rules) > 1:
        return ""
    return f"allowed = {call(term, Spelling(dict.fromkeys(rules, 'rule'), 'head'))}"
