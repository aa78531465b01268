"""The page "All masks": every mask of the catalogue as its picture, to search and to open."""

import streamlit as st
from markupsafe import Markup

from maskviz.analysis.atlas import FEATURES, Entry, entries, find
from maskviz.analysis.relatives import FAMILIES as RELATIVES
from maskviz.analysis.relatives import Relative, find_relatives, relatives
from maskviz.analysis.search import has, rank, words_of
from maskviz.libraries.kernels import KERNELS
from maskviz.masks.catalogue import FAMILIES
from maskviz.settings.kinds import Many, Text
from maskviz.teaching.findable import KINDS, find_any, looked
from maskviz.ui.atlas.card import card, kernels_table, relative_card
from maskviz.ui.kit.contents import anchor, show_contents
from maskviz.ui.kit.findings import show_findings
from maskviz.ui.kit.glossary import show_told
from maskviz.ui.kit.markup import joined, show_html
from maskviz.ui.kit.notes import show_notes
from maskviz.ui.kit.style import show_style
from maskviz.ui.kit.words import plain
from maskviz.ui.state.page import begun, ended, page_control

ALL_FAMILIES = FAMILIES | RELATIVES
FAMILY = Markup('<h2 id="{}">{} <small>{}</small></h2><div class="grid">{}</div>')

# found by the same text, with pages of their own
BESIDES = ("lesson", "model", "word", "argument", "real model")
LONGEST = 100  # characters of a search


def show() -> None:
    """The whole page."""
    show_style("atlas")
    st.title("All masks", anchor=False)
    show_told(
        "Each mask as its matrix at its defaults: a row is a query, a column a key. Filled cells "
        "may be read, hatched ones are blocked. Click a mask to open it in the playground.",
        "look",
    )
    show_found()


@st.fragment
def show_found() -> None:
    """Searched and filtered without the rest of the page."""
    begun()
    told = st.container()
    text = page_control(
        st.text_input,
        "Find",
        Text(LONGEST),
        "",
        key="atlas_find",
        placeholder="window, Llama, padding",
        max_chars=LONGEST,
        width=420,
    )
    left, right = st.columns(2)
    features = page_control(
        left.pills,
        "Only those that",
        Many(tuple(FEATURES)),
        (),
        options=list(FEATURES),
        selection_mode="multi",
        wrap=True,
        format_func=lambda name: FEATURES[name][0],
        key="atlas_features",
    )
    kernels = page_control(
        right.pills,
        "Only those that these fused kernels run without the whole matrix",
        Many(tuple(KERNELS)),
        (),
        options=list(KERNELS),
        selection_mode="multi",
        wrap=True,
        format_func=lambda name: KERNELS[name].title,
        key="atlas_kernels",
    )
    show_notes(ended({}, "atlas"), told)
    found = find(text, features, kernels)
    others = [] if features or kernels else find_relatives(text)  # of positions alone is asked
    if besides := [] if features or kernels else find_any(text, BESIDES):
        show_findings(besides)
    count, every = len(found) + len(others), len(entries()) + len(relatives())
    st.caption(f"{count} of {every} entries" if count < every else f"{every} entries")
    if not count:
        if not besides:
            st.markdown(nothing(text, filtered=bool(features or kernels)))
        return
    groups = families([*found, *others], text)
    if len(groups) > 1:
        show_contents(map(str.capitalize, groups))
    show_html(body(groups, text), "atlas")
    if not found:
        return
    with st.expander("What to pass to which fused kernel"):
        show_html(kernels_table(found), "atlas")
        st.caption(
            "At the defaults, in one call, with the tokens in their order: “no” does not rule out "
            "several calls, copied keys or another order."
        )


def nothing(text: str, *, filtered: bool) -> str:
    """What was looked for in vain, and where."""
    meant = f" “{plain(text)}”" if text else ""
    where = f" {looked(('mask',) if filtered else tuple(KINDS))}"
    return f"Nothing fits{meant}.{where * bool(text)}{' Take a filter away.' * filtered}"


def families(found: list[Entry | Relative], text: str) -> dict[str, list[Entry | Relative]]:
    """What was found, by family, those first that fit best."""
    groups: dict[str, list[Entry | Relative]] = {}
    for hit in found:
        groups.setdefault(hit.family, []).append(hit)
    places = {name: min(rank(text, hit.searched) or 0 for hit in groups[name]) for name in groups}
    order = sorted((name for name in ALL_FAMILIES if name in groups), key=lambda name: places[name])
    return {name: groups[name] for name in order}


def body(groups: dict[str, list[Entry | Relative]], text: str) -> Markup:
    """The cards under their families; one that was not found by what it shows is unfolded."""
    words = words_of(text).split()

    def card_of(hit: Entry | Relative) -> Markup:
        if isinstance(hit, Relative):
            return relative_card(hit, opened=unseen(hit.title, hit.name, hit.sentence))
        return card(hit, opened=unseen(hit.mask.title, hit.mask.name, hit.mask.sentence))

    def unseen(*told: str) -> bool:
        return not all(has(words_of(" ".join(told)), word) for word in words)

    return joined(
        FAMILY.format(
            anchor(name), name.capitalize(), ALL_FAMILIES[name], joined(map(card_of, hits))
        )
        for name, hits in groups.items()
    )
