"""The box, the file and the address: where what is checked comes from."""

from dataclasses import dataclass
from typing import Any

import streamlit as st

from maskviz.checking import unpack
from maskviz.libraries.export.lines import drawn
from maskviz.masks.painting import POSITIONS
from maskviz.matrices.error import MatrixError
from maskviz.matrices.reading import BYTES
from maskviz.ui.check.examples import EXAMPLES
from maskviz.ui.state.address import went_back

TYPES = ("npy", "npz", "safetensors", "csv", "tsv", "txt", "json", "yaml", "md", "html", "py")
PASTED = 200_000  # characters of the box; more comes as a file
TEXT, SOURCE, WORDS, LINK = "check_text", "check_source", "check_words", "check_link"
WROTE = "check_wrote"  # what this page wrote into the address, the last times
OPEN = "check_open_"  # before the keys of the boxes of open names
KEYS = ("rule", "matrix")  # parameters of the address, of which it has one at most
BOX = 64  # cells a side of a link's matrix that is drawn in the box
HELP = (
    "0 and 1, True and False, # and ., 0 and -inf, or any two signs; as NumPy, PyTorch, JAX or "
    "pandas print it, as a drawing with labels, with blanks for blocked; CSV, JSON, YAML, LaTeX "
    "with its cases; lengths, cu_seqlens, document ids; the cells by their places, or rows 0..3 "
    "read keys 0..2; lines of torch or NumPy that make a mask; a mask_mod; a rule such as k <= q "
    "and q - k < 4, with and or not, arithmetic, abs min max, the head h, and what a token is, "
    "real[k] or doc[q]. Nothing of it is run."
)


@dataclass(frozen=True)
class Raw:
    """What is checked.

    given   text, the bytes of a file, or the matrix of a link, bool (q, k)
    source  "text", "file" or "link"
    """

    given: Any
    source: str

    @property
    def text(self) -> str:
        return self.given if isinstance(self.given, str) else ""


def raw() -> Raw:
    """What is in the box, the file or the address, whichever was changed last."""
    state, told = st.session_state, read_address()
    state.setdefault(TEXT, state.get(WORDS, EXAMPLES["A drawing"]))
    st.text_area(
        "Paste or type what you have",
        key=TEXT,
        height=220,
        max_chars=PASTED,
        help=HELP,
        on_change=chose,
        args=("text",),
    )
    with st.container(horizontal=True, gap="small"):
        for title, text in EXAMPLES.items():
            st.button(title, on_click=chose, args=("text", text))
    file = st.file_uploader(
        f"Or a file, at most {BYTES // 1_000_000} MB and {POSITIONS:,} x {POSITIONS:,}",
        type=TYPES,
        key="check_file",
        on_change=chose,
        args=("file",),
    )
    state[WORDS] = state[TEXT]
    if told:
        st.info(told)
    if file is not None and state.get(SOURCE) == "file":
        return Raw(file.getvalue(), "file")
    if state.get(SOURCE) == "link" and state.get(LINK) is not None:
        return Raw(unpack(state[LINK]), "link")
    return Raw(state[TEXT], "text")


def chose(source: str, text: str | None = None) -> None:
    """The box or the file was changed, or an example was taken into the box."""
    state = st.session_state
    state[SOURCE] = source
    for key in [key for key in state if isinstance(key, str) and key.startswith(OPEN)]:
        if isinstance(state[key], str):  # a vector was for the tokens of what was here before
            del state[key]
    if text is not None:
        state[TEXT] = text


def untouched(what: Raw) -> bool:
    """Whether it is the example that the page begins with, which the address need not name."""
    return what.text == EXAMPLES["A drawing"] and SOURCE not in st.session_state


def take_rule(text: str) -> None:
    """A repair is taken into the box."""
    chose("text", text)


def read_address() -> str:
    """Take over what the address says where that is news; a sentence where it cannot be read."""
    said = {key: st.query_params[key] for key in KEYS if key in st.query_params}
    if not said or (said in st.session_state.setdefault(WROTE, []) and not went_back()):
        return ""
    st.session_state[WROTE] = [*st.session_state[WROTE], said][-50:]
    if "rule" in said:
        chose("text", said["rule"])
        return ""
    try:
        cells = unpack(said["matrix"])
    except MatrixError as fault:
        st.query_params.pop("matrix")
        return str(fault)
    st.session_state[LINK] = said["matrix"]  # packed, so that a visitor takes little memory
    chose("link", drawn(cells) if max(cells.shape) <= BOX else "")
    return ""


def write_address(rule: str | None, packed: str | None) -> None:
    """Say in the address what is checked: a rule as text, all else as its cells; never the text
    that was pasted."""
    said = {"rule": rule} if rule else {"matrix": packed} if packed else {}
    now = {key: st.query_params[key] for key in KEYS if key in st.query_params}
    if said == now:
        return
    # Noted first, and written in one go: a run that ends in between, as a key is pressed, would
    # leave an address that the next one takes for news, and writes over what was typed.
    st.session_state[WROTE] = [*st.session_state.get(WROTE, []), said][-50:]
    others = {key: st.query_params.get_all(key) for key in st.query_params if key not in KEYS}
    st.query_params.from_dict({**others, **said})
