"""The page "Your matrix": paste or upload a mask, say what its values mean, see what mask it is."""

from base64 import b64decode, b64encode
from zlib import compress, crc32, decompress

import numpy as np
import streamlit as st

from maskviz.masks.painting import POSITIONS
from maskviz.matrices.reading import BYTES, Found, MatrixError, guess, opened, read_matrix
from maskviz.settings.declared import Settings
from maskviz.ui.kit.readoff import said
from maskviz.ui.kit.style import show_style
from maskviz.ui.kit.words import plain
from maskviz.ui.own.found import compare

TYPES = ("npy", "csv", "txt")
PASTED = 200_000  # characters of the box; more comes as a file
EXAMPLES = {
    "A drawing": """#...........
##..........
###.....#...
####........
#####.......
#.####......
#..####.....
#...####....
#....####...
#...#.####..
#......####.
#.......####""",
    "A printed tensor": """tensor([[False,  True,  True,  True,  True],
        [False, False,  True,  True,  True],
        [False, False, False,  True,  True],
        [False, False, False, False,  True],
        [False, False, False, False, False]])""",
    "0 and -inf": """0, -inf, -inf, -inf, -inf, -inf
0, 0, -inf, -inf, -inf, -inf
-inf, -inf, 0, -inf, -inf, -inf
-inf, -inf, 0, 0, -inf, -inf
-inf, -inf, 0, 0, 0, -inf
-inf, -inf, -inf, -inf, -inf, 0""",
}


def show(settings: Settings) -> None:
    """The boxes, the question what the values mean, and the mask that the matrix is or nearly is.

    What cannot be read is said in a sentence, and the last matrix that could be stays.
    """
    show_style("own")
    st.title("Your matrix", anchor=False)
    st.markdown(
        "Bring a mask as you have it: an array, a tensor, a table. The page finds out what it "
        "means and which known mask it is, or nearly is. Rows are queries, columns are keys."
    )
    left, right = st.columns([0.42, 0.58], gap="large")
    with left:
        found = given()
        cells = asked(found)
        st.markdown(" ".join(said(cells)))
    with right:
        compare(cells, settings)


def given() -> Found:
    """The matrix in the box or the file, whichever was changed last; else the last good one."""
    state = st.session_state
    state.setdefault("own_text", state.get("own_words", EXAMPLES["A drawing"]))
    st.text_area(
        "Paste a matrix",
        key="own_text",
        height=220,
        max_chars=PASTED,
        on_change=chose,
        args=("text",),
        help="0 and 1, True and False, # and ., 0 and -inf; between commas, tabs or spaces, or "
        "as NumPy or PyTorch print it.",
    )
    with st.container(horizontal=True, gap="small"):
        for title, text in EXAMPLES.items():
            st.button(title, on_click=chose, args=("text", text))
    file = st.file_uploader(
        f"Or a file, at most {BYTES // 1_000_000} MB and {POSITIONS:,} x {POSITIONS:,}",
        type=TYPES,
        key="own_file",
        on_change=chose,
        args=("file",),
    )
    state["own_words"] = state["own_text"]
    by_file = file is not None and state.get("own_source") == "file"
    try:
        found = read_matrix(file.getvalue() if by_file else state["own_text"])
    except MatrixError as fault:
        st.error(plain(str(fault)))
        st.caption("Shown is the last matrix that could be read.")
        return unpacked(state["own_kept"]) if "own_kept" in state else first()
    state["own_kept"] = packed(found)
    return found


def first() -> Found:
    return read_matrix(EXAMPLES["A drawing"])


def chose(source: str, text: str | None = None) -> None:
    """The box or the file was changed, or an example was taken into the box."""
    st.session_state["own_source"] = source
    if text is not None:
        st.session_state["own_text"] = text


def asked(found: Found) -> np.ndarray:
    """The question what the values mean, with the guess taken; bool (q, k), True = may read."""
    guessed, why = guess(found)
    mark, other = plain(found.mark), plain(found.other)
    words = {
        True: f"{mark} may be read, {other} is blocked",
        False: f"{mark} is blocked, {other} may be read",
    }
    reads = st.radio(
        "What do the values mean?",
        [guessed, not guessed],
        format_func=words.get,
        key=f"own_reads_{crc32(found.marked.tobytes()):x}_{found.marked.shape[0]}",
    )
    st.caption(f"{'Guessed' if reads == guessed else 'The guess was the other one'}: {plain(why)}")
    return opened(found, reads)


def packed(found: Found) -> str:
    """A matrix as text for the session: its size, its words and its bits."""
    bits = b64encode(compress(np.packbits(found.marked).tobytes())).decode()
    size = found.marked.shape
    return " ".join([*map(str, size), found.mark, found.other, str(int(found.additive)), bits])


def unpacked(text: str) -> Found:
    queries, keys, mark, other, additive, bits = text.split(" ")
    size = int(queries), int(keys)
    flat = np.frombuffer(decompress(b64decode(bits)), dtype=np.uint8)
    marked = np.unpackbits(flat, count=size[0] * size[1]).astype(bool).reshape(size)
    return Found(marked, mark, other, additive == "1")
