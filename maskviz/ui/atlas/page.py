"""The page "All masks": every mask of the catalogue as its picture, to search and to open."""

import streamlit as st

from maskviz.analysis.atlas import FEATURES, Entry, entries, find
from maskviz.analysis.relatives import FAMILIES as RELATIVES
from maskviz.analysis.relatives import Relative, find_relatives, relatives
from maskviz.libraries.kernels import KERNELS
from maskviz.masks.catalogue import FAMILIES
from maskviz.ui.atlas.card import card, relative_card, table
from maskviz.ui.kit.picture import style
from maskviz.ui.kit.words import plain


def show() -> None:
    """The whole page."""
    st.html(style())
    st.subheader("All masks", anchor=False)
    st.markdown(
        "Each mask as its matrix at its defaults: a row is a query, a column a key. Filled cells "
        "may be read, hatched ones are blocked. Click a mask to open it in the playground."
    )
    show_found()


@st.fragment
def show_found() -> None:
    """Searched and filtered without the rest of the page."""
    text = st.text_input("Find", key="atlas_find", placeholder="window, Llama, padding", width=420)
    left, right = st.columns(2)
    features = left.pills(
        "Only those that",
        list(FEATURES),
        selection_mode="multi",
        wrap=True,
        format_func=lambda name: FEATURES[name][0],
        key="atlas_features",
    )
    kernels = right.pills(
        "Only those that these fused kernels run without the whole matrix",
        list(KERNELS),
        selection_mode="multi",
        wrap=True,
        format_func=lambda name: KERNELS[name].title,
        key="atlas_kernels",
    )
    found = find(text, features, kernels)
    others = [] if features or kernels else find_relatives(text)  # of positions alone is asked
    count, every = len(found) + len(others), len(entries()) + len(relatives())
    st.caption(f"{count} of {every} entries" if count < every else f"{every} entries")
    if not count:
        st.markdown(f"No mask fits{f' “{plain(text)}”' if text else ''}; take a filter away.")
        return
    st.html(f'<div class="maskviz-atlas">{body(found, text)}{rest(others)}</div>')
    if not found:
        return
    with st.expander("What to pass to which fused kernel"):
        st.html(f'<div class="maskviz-atlas">{table(found)}</div>')
        st.caption(
            "At the defaults, in one call, with the tokens in their order: “no” does not rule out "
            "several calls, copied keys or another order."
        )


def body(found: list[Entry], text: str) -> str:
    """The cards under their families; one that was found by its source alone shows it."""
    words = text.lower().split()

    def shown(entry: Entry) -> str:
        mask = entry.mask
        told = f"{mask.title} {mask.name} {mask.sentence}".lower()
        return card(entry, opened=any(word not in told for word in words))

    groups = {name: [e for e in found if e.mask.family == name] for name in FAMILIES}
    return "".join(
        f"<h3>{name.capitalize()} <small>{line}</small></h3>"
        f'<div class="grid">{"".join(map(shown, groups[name]))}</div>'
        for name, line in FAMILIES.items()
        if groups[name]
    )


def rest(found: list[Relative]) -> str:
    """Masks of scores, masks of masks and biases, under their families."""
    groups = {name: [r for r in found if r.family == name] for name in RELATIVES}
    return "".join(
        f"<h3>{name.capitalize()} <small>{line}</small></h3>"
        f'<div class="grid">{"".join(map(relative_card, groups[name]))}</div>'
        for name, line in RELATIVES.items()
        if groups[name]
    )
