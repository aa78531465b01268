"""The masks on the page as code: the predicates as they run, and a program for a library."""

import streamlit as st

from maskviz.analysis.exporthead import Known, head_of, known
from maskviz.analysis.view import View
from maskviz.libraries.export import (
    EXPORTS,
    Head,
    NotExpressible,
    predicate,
    to_docstring,
    to_pytest,
)
from maskviz.libraries.export.words import Spelling, call
from maskviz.masks.call import MaskCall
from maskviz.masks.compose import Typed, differs_by_head
from maskviz.masks.compose.tree import leaves
from maskviz.ui.kit.words import plain

FORMS = ("Predicate", "Program", "Tests", "Docstring")
TEST = "test_mymask.py"


def show_code(view: View) -> None:
    """The masks on the page as they run here, for a library, as tests, as a docstring."""
    if view.mask.gate:
        st.info(
            f"{plain(view.mask.title)} needs the scores, and no program of positions makes it. "
            "A program is of what it chooses among; its own code is under Predicate."
        )
    form = st.segmented_control("Form", FORMS, default=FORMS[0], required=True, key="code_form")
    asked = masks_of(view), *sizes_of(view)
    if form == "Predicate":
        for code in predicates(view):
            st.code(code)
    elif form == "Docstring":
        st.code(to_docstring(*asked), language="python")
    elif form == "Tests":
        show_test(to_pytest(*asked))
    else:
        export = EXPORTS[st.selectbox("Library", list(EXPORTS), key="code_library")]
        try:
            st.code(export(*asked), language="python")
        except NotExpressible as reason:
            st.info(plain(str(reason)))


def show_test(text: str) -> None:
    st.caption(
        f"Write `allowed_mask` in a file `mymask.py`, save this as `{TEST}` beside it, and run "
        "`pytest`. It tries your mask from outside: what moves when a token changes?"
    )
    st.download_button("Save the file", text, TEST, "text/x-python", on_click="ignore")
    st.code(text, language="python")


def masks_of(view: View) -> Head | list[Head]:
    """The mask of all heads; where they differ, or may, a list with that of each."""
    if found := known_one(view):
        return found.head
    heads = [head_of(mask, view.region) for mask in view.shown]
    own = any(differs_by_head(term) for head in heads for term in head.all)
    return heads if view.settings.each or own else heads[0]


def sizes_of(view: View) -> tuple:
    region, found = view.region, known_one(view)
    return region.queries, region.keys, found.facts if found else region.facts, region.offset


def known_one(view: View) -> Known | None:
    """What all heads have in common where it was painted, or brought, and is a known mask."""
    return None if view.settings.each else known(view.mask, view.region)


def predicates(view: View) -> list[str]:
    """The predicates that drew the picture, as they run; at last how they are put together."""
    found = known_one(view)
    terms = found.head.all if found else [rule.term for rule in view.mask.rules if rule.term]
    found = list(dict.fromkeys(leaf_code(leaf) for term in terms for leaf in leaves(term)))
    return [*found, *filter(None, [combined(view)])]


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
