"""What is taken back: programs, a test file, other forms, a text for the thread, a file."""

import io
from collections.abc import Callable, Mapping

import numpy as np
import streamlit as st
from markupsafe import Markup

from maskviz.checking import Checked, pack
from maskviz.checking.take import Notation, Written, notations, taken, thread_of
from maskviz.libraries.export import EXPORTS, Head, NotExpressible
from maskviz.masks.call import MaskCall
from maskviz.masks.compose import Typed, cells
from maskviz.masks.spec import Given
from maskviz.python.showing import page_of
from maskviz.settings.declared import Settings
from maskviz.settings.link import FILE_LIMIT, LinkError, to_file
from maskviz.settings.numbered import CONTEXT
from maskviz.settings.ownmatrix import no_place, of_matrix
from maskviz.settings.slots import TYPED, controls_of
from maskviz.ui.kit.link import link, playground_link
from maskviz.ui.kit.markup import joined, show_html
from maskviz.ui.kit.words import plain

TEST = "test_mymask.py"
NOTATION = Markup("<h4>{}</h4><p>{}</p><pre><code>{}</code></pre>")
LINE = Markup("<p>{} <small>{}</small></p>")
TOLD = Markup("<p>{}</p>")
OWN = "Open this matrix in the playground"
FITTED = "at its own size: the text is cut, or padded, to as many tokens as it has keys"
CROSSED = (
    "at its own size, in the cross-attention of dates: an answer of as many characters as it has "
    "queries asks a text that is cut, or padded, to as many as it has keys"
)
ON_TEXT = "on your whole text"
ASKS = "on your whole text, which says what each token is"
TOO_LARGE = (
    "It is no known mask, and as text it would be too long: save the file, and read it with "
    "np.load or torch.from_numpy(np.load(…))."
)


def show_links(checked: Checked, settings: Settings) -> None:
    """Links into the playground: this very matrix as the mask, and what it is by name."""
    mask, told = checked.nearest.call.mask, no_place(*checked.cells.shape)
    own = None if told else of_matrix(checked.cells, settings, base(checked))
    lines: list[Markup] = []
    try:
        if own:
            told_of = CROSSED if own.answer else FITTED
            lines.append(LINE.format(link(playground_link(own), OWN), told_of))
    except LinkError as error:
        told = f"No link to this matrix: {error}."
    if rule := checked.understood.rule:
        term = Typed(rule.canonical)
        ruled = Settings.of(text=settings.text, mask=TYPED, typed_rule=term.text, and_causal=False)
        lines.append(
            LINE.format(link(playground_link(ruled), "Open the rule in the playground"), ON_TEXT)
        )
    alone = Settings.of(text=settings.text, and_causal=False, **controls_of(checked.nearest.call))
    asks = ASKS if mask.facts else ON_TEXT
    lines.append(
        LINE.format(link(playground_link(alone), f"Open {mask.title} in the playground"), asks)
    )
    show_html(joined([*([TOLD.format(told)] if told else []), *lines]), "links")
    if own and told:
        offer_file(own)


def offer_file(own: Settings) -> None:
    """The state as a file, where it is too large for a link and small enough to be read back."""
    file = to_file(own)
    if len(file) > FILE_LIMIT:
        st.caption(f"As a state file it has {len(file):,} bytes; {FILE_LIMIT:,} are the limit.")
    else:
        st.download_button("State file (.json)", file, "maskviz.json", on_click="ignore")


def base(checked: Checked) -> MaskCall:
    """A mask of positions alone from which few cells of the matrix differ."""
    allowed = checked.cells
    known = [find.call for find in checked.finds]
    calls = [call for call in known if not call.mask.named(Given) and not call.mask.facts]
    ways = [*calls, MaskCall("full"), MaskCall("causal")]
    return min(ways, key=lambda call: int((cells(call, *allowed.shape) != allowed).sum()))


def show_taken(checked: Checked, settings: Settings, address: str = "") -> None:
    """What is taken back, opened by hand: it is worked out when it is open.

    address  of this check, for the thread; without one that of the matrix is written
    """
    show_links(checked, settings)
    panel = st.expander("What to take back", key="check_take", on_change="rerun")
    if not panel.open:
        return
    with panel:
        form = st.segmented_control(
            "Form", list(SHOWN), default="Code", required=True, key="check_take_form"
        )
        SHOWN[form](checked, address)


def show_code(checked: Checked, address: str) -> None:
    """The shortest program for a library."""
    made = taken(checked)
    if made is None:
        st.info(TOO_LARGE)
        return show_file(checked, address)
    st.caption(plain(said(made)))
    library = st.selectbox("Library", list(EXPORTS), key="check_take_library")
    try:
        st.code(made.program(library), language="python", wrap_lines=True)
    except NotExpressible as reason:
        st.info(plain(str(reason)))


def said(made: Written) -> str:
    """What the program is written as."""
    size = "{:,} x {:,} cells".format(*made.allowed.shape)
    if made.exact:
        facts = f", with {' and '.join(made.facts)} of each token" if made.facts else ""
        heads = "" if isinstance(made.masks, Head) else f", of each of {len(made.masks)} heads"
        return f"{made.title}{facts}: all {size}{heads}."
    if made.head.flips:
        return f"{made.title}: all {size}, those that differ turned over."
    return f"No known mask comes near: {size}, drawn one by one."


def show_test(checked: Checked, address: str) -> None:
    """A pytest file for a function that is to make this matrix."""
    made = taken(checked)
    if made is None or max(made.allowed.shape) > CONTEXT:
        st.info(f"A test of this matrix would be too long: more than {CONTEXT} a side.")
        return
    st.caption(
        f"Write `allowed_mask` in a file `mymask.py`, save this as `{TEST}` beside it, and run "
        "`pytest`."
    )
    st.download_button("Save the file", made.tests, TEST, "text/x-python", on_click="ignore")
    st.code(made.tests, language="python", wrap_lines=True)


def show_forms(checked: Checked, address: str) -> None:
    """The matrix as vectors of documents, columns, rows and dense."""
    show_html(joined(map(of_notation, notations(checked.cells))), "forms")


def of_notation(found: Notation) -> Markup:
    return NOTATION.format(found.name, found.note, found.text)


def show_thread(checked: Checked, address: str) -> None:
    st.caption("Markdown for an issue or a chat.")
    st.code(thread_of(checked, address or of_cells(checked.cells)), language=None, wrap_lines=True)


def of_cells(allowed: np.ndarray) -> str:
    """The address of this page with the matrix in it; "" where it is too long for an address."""
    packed = pack(allowed)
    here = (st.context.url or "").split("?")[0].rstrip("/")
    return f"{here}?matrix={packed}" if packed and here else ""


def show_file(checked: Checked, address: str) -> None:
    """The matrix as bool, True = may read, for NumPy; and as a page that opens from disk."""
    file = io.BytesIO()
    np.save(file, checked.cells, allow_pickle=False)
    st.download_button("Matrix (.npy)", file.getvalue(), "mask.npy", on_click="ignore")
    st.caption("bool (query, key), True = may read.")
    page, cells_ = "Page of its own (.html)", checked.cells
    st.download_button(
        page, lambda: page_of(cells_).encode(), "mask.html", "text/html", on_click="ignore"
    )
    st.caption("The picture, to be locked and read row by row, from disk without a network.")


SHOWN: Mapping[str, Callable[[Checked, str], None]] = {
    "Code": show_code,
    "Test": show_test,
    "Other forms": show_forms,
    "Text for a thread": show_thread,
    "File": show_file,
}
