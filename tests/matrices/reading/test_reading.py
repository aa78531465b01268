"""What people bring as a mask: files and text of many spellings, read or refused in a sentence."""

import io

import numpy as np
import pytest
import torch

from maskviz.matrices.reading import BYTES, MatrixError, guess, opened, read_matrix

CAUSAL = [[1, 0, 0], [1, 1, 0], [1, 1, 1]]
TRIL = np.tril(np.ones((3, 3), dtype=bool))


def npy(array: np.ndarray, **options) -> bytes:
    file = io.BytesIO()
    np.save(file, array, **options)
    return file.getvalue()


def additive(fill: float) -> torch.Tensor:
    return torch.zeros(3, 3).masked_fill(~torch.tensor(TRIL), fill)


SAME = {
    "commas": "1,0,0\n1,1,0\n1,1,1",
    "semicolons, ended": "1;0;0;\n1;1;0;\n1;1;1;\n",
    "tabs": "1\t0\t0\n1\t1\t0\n1\t1\t1",
    "spaces and empty lines": "\n 1 0 0\n\n1  1 0 \r\n1 1 1\n\n",
    "digits": "100\n110\n111\n",
    "floats": "1.0,0.0,0\n1e0,1,.0\n1,1,1",
    "quoted": '"1","0","0"\n"1","1","0"\n"1","1","1"',
    "words": "True False False\nTrue True False\nTRUE true True",
    "byte order mark": "\ufeff1,0,0\n1,1,0\n1,1,1",
    "drawing": "#..\n##.\n###",
    "drawing, spaced": "# . .\n# # .\n# # #",
    "drawing on a line": "#.. ##. ###",
    "list": str(CAUSAL),
    "lists a line": "[1, 0, 0]\n[1, 1, 0]\n[1, 1, 1]",
    "numpy": repr(TRIL),
    "numpy, printed": str(TRIL),
    "tensor": repr(torch.tensor(TRIL)),
    "tensor, deeper": repr(torch.tensor(TRIL)[None, None]),
    "tensor, floats": "mask = " + repr(torch.tensor(CAUSAL, dtype=torch.float16)),
    "tensor, -inf": repr(additive(-torch.inf)),
    "tensor, finfo.min": repr(additive(torch.finfo(torch.float32).min)),
    "tensor, -1e4": repr(additive(-1e4)),
    "csv, -1e9": "0,-1e9,-1e9\n0,0,-1e9\n0,0,0",
    "signs of mathematics": "0 −∞ −∞\n0 0 −∞\n0 0 0",
    "bytes of text": b"1,0,0\n1,1,0\n1,1,1",
    "bool .npy": npy(TRIL),
    "uint8 .npy": npy(TRIL.astype(np.uint8)),
    "big-endian .npy": npy(TRIL.astype(">i4")),
    "Fortran .npy": npy(np.asfortranarray(TRIL.astype(np.int64))),
    "deeper .npy": npy(TRIL[None, None]),
    "additive .npy": npy(additive(-torch.inf).numpy()),
    "float16 .npy": npy(additive(-1e4).numpy().astype(np.float16)),
}


@pytest.mark.parametrize("raw", SAME.values(), ids=SAME)
def test_every_spelling_of_the_causal_mask_is_read(raw):
    found = read_matrix(raw)
    reads, why = guess(found)
    assert reads and "may read" in why
    assert np.array_equal(opened(found, reads), TRIL)


def test_a_wrapped_print_is_one_matrix():
    wide = np.tril(np.ones((90, 90), dtype=int))
    with np.printoptions(threshold=10**7):
        assert np.array_equal(read_matrix(repr(wide)).marked, wide == 1)


def test_the_values_keep_the_names_they_were_given():
    named = {raw: (f.mark, f.other) for raw in SAME for f in [read_matrix(SAME[raw])]}
    assert named["digits"] == ("1", "0") and named["drawing"] == ("#", ".")
    assert named["words"] == named["tensor"] == named["bool .npy"] == ("True", "False")
    assert named["csv, -1e9"] == ("0", "-1e9") and named["additive .npy"] == ("0", "-inf")


GUESSES = {
    "causal": (CAUSAL, True, "The diagonal is 1 and no row is empty, so 1 = may read."),
    "blocked causal": (
        [[0, 1, 1], [0, 0, 1], [0, 0, 0]],
        False,
        "The diagonal is 0 and no row is empty, so 1 = blocked.",
    ),
    "blocked padding": ([[0, 0, 1]] * 3, True, "Nothing in it tells"),
    "a window": ([[1, 0, 0], [0, 1, 0], [0, 0, 1]], True, "The diagonal is 1, so 1 = may read."),
    "two holes": ([[0, 1, 0], [1, 1, 1], [1, 1, 1]], True, "Else 2 rows have nothing to read"),
    "nothing blocked": ([[0, 0], [0, 0]], False, "The diagonal is 0 and no row is empty"),
    "last queries": ([[1, 1, 1, 0], [1, 1, 0, 1]], True, "The diagonal is 1, so 1"),
}


@pytest.mark.parametrize(("cells", "reads", "why"), GUESSES.values(), ids=GUESSES)
def test_the_guess_has_its_reason(cells, reads, why):
    found = read_matrix(str(cells))
    guessed, told = guess(found)
    assert guessed is reads and why in told
    assert np.array_equal(opened(found, False), ~opened(found, True))


class Surprise:
    def __reduce__(self):
        return print, ("ran",)


REFUSED = {
    "": "The text is empty.",
    " \n\t ": "The text is empty.",
    "1,0\n1": "Line 2 has 1 cell and line 1 has 2",
    "1,0\n\n1,0,1": "Line 3 has 3 cells and line 1 has 2",
    "[[1, 0],\n [1]]": "Line 2 has 1 cell and line 1 has 2",
    "1,0\n1,x": "Line 2, column 2 is “x”, which is no number.",
    "1,,0\n1,1,1": "Line 1, column 2 is empty",
    "1,0\n1,nan": "Line 2, column 2 is “nan”",
    "1,inf": "Line 1, column 2 is inf; a mask has 1 and 0",
    "1,0.5": "Line 1, column 2 is 0.5; a mask has 1 and 0",
    "0,-3": "Line 1, column 2 is -3; a mask has 1 and 0",
    "1,-1e9": "Line 1, column 1 is 1; a mask has",
    "[1, 0, 1]": "The shape is (3,); a mask has two sides",
    "[[[1, 0]], [[0, 1]]]": "The shape is (2, 1, 2); only sides of 1",
    "[[1, 0], ...]": "The print leaves cells out",
    "[[1, 0]": "1 of the brackets are not closed.",
    "1, 0]": "Line 1, column 2 is “0]”",
    "[]": "The shape is (0,)",
    "[[]]": "The matrix is 1 x 0: it has no cells.",
    "[[1], 0]": "cells between two lists",
    "[" * 2000: "The brackets do not fit on line 1.",
    "__import__('os').getcwd() [[1]]": "There is text before the first bracket.",
    "1 " * 2049: "The matrix is 1 x 2,049 and 2,048 x 2,048 is the most.",
    "0\n" * 3000: "The matrix is 3,000 x 1 and 2,048 x 2,048 is the most.",
    "1" * (BYTES + 1): "This has 1,000,001 bytes and 1,000,000 are the limit.",
    b"\xff\xfe1": "Byte 1 is not text",
    b"\x93NUMPY": "version 0",
    b"\x93NUMPY\x01\x00\xff\xff" + b" " * 70_000: "The header of the .npy file has",
    npy(TRIL)[:-4]: "cut off: 3 x 3 need 9 bytes and it has 5.",
    npy(TRIL)[:40]: "cut off in its header, after 40 bytes",
    npy(np.zeros(5)): "The shape is (5,); a mask has two sides",
    npy(np.zeros((2, 12, 4, 4))): "The shape is (2, 12, 4, 4); only sides of 1",
    npy(np.zeros((0, 4))): "The matrix is 0 x 4",
    npy(np.zeros((2, 2), dtype=complex)): "holds complex numbers, not numbers",
    npy(np.array([["a"]])): "holds text, not numbers",
    npy(np.zeros((2, 2), dtype=[("a", "i4")])): "holds records, not numbers",
    npy(np.array([[Surprise()]], dtype=object)): "holds Python objects, not numbers",
}


@pytest.mark.parametrize(("raw", "why"), REFUSED.items(), ids=map(str, range(len(REFUSED))))
def test_what_is_no_matrix_gets_one_sentence_with_the_numbers(raw, why, capsys):
    with pytest.raises(MatrixError) as refused:
        read_matrix(raw)
    told = str(refused.value)
    assert why in told and "\n" not in told and told.endswith(".") and len(told) < 300
    assert "ran" not in capsys.readouterr().out


def test_a_header_that_promises_a_giant_is_refused_before_memory_is_taken():
    small, giant = b"(3, 3), }", b"(2048, 2048)"
    raw = npy(TRIL)
    raw = raw.replace(small + b" " * 9, giant + b", }" + b" " * 3)
    with pytest.raises(MatrixError, match="need 4,194,304 bytes and it has 9"):
        read_matrix(raw)
    raw = raw.replace(giant, b"(99999999999, 9)"[:12])
    with pytest.raises(MatrixError):
        read_matrix(raw)
