"""What people bring as a mask: files and text of many spellings, read or refused in a sentence."""

import io

import numpy as np
import pytest
import torch

from maskviz.matrices.reading import BYTES, MatrixError, arrays, read

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
    found = read(raw)[0]
    assert np.array_equal(found.samples[0], TRIL) and "may read" in found.means


def test_a_wrapped_print_is_one_matrix():
    wide = np.tril(np.ones((90, 90), dtype=int))
    with np.printoptions(threshold=10**7):
        assert np.array_equal(arrays(repr(wide))[0].values, wide)


def test_the_values_keep_the_names_they_were_given():
    named = {raw: read(SAME[raw])[0].means for raw in SAME}
    assert named["digits"] == "1 = may read, 0 = blocked"
    assert named["drawing"] == "# = may read, . = blocked"
    assert named["words"] == named["tensor"] == named["bool .npy"]
    assert named["tensor"] == "True = may read, False = blocked"
    assert named["csv, -1e9"] == "added to scores: 0 = may read, -1e9 = blocked"
    assert "-inf = blocked" in named["additive .npy"]


class Surprise:
    def __reduce__(self):
        return print, ("ran",)


REFUSED = {
    "": "The text is empty.",
    " \n\t ": "The text is empty.",
    "1,0\n1": "Line 2 has 1 cell and line 1 has 2",
    "1,0\n\n1,0,1": "Line 3 has 3 cells and line 1 has 2",
    "[[1, 0],\n [1]]": "List 2 has 1 cell and list 1 has 2",
    "1,0\n1,x": "Line 2, column 2 is “x”, which is no number.",
    "1,,0\n1,1,1": "Line 1, column 2 is empty",
    "1,inf\n0,1": "Cell (0, 1) is inf; a mask has two kinds of cells",
    "1,0.5\n1,1": "Cell (0, 1) is 0.5; a mask has",
    "0,3.5\n0,0": "Cell (0, 1) is 3.5; a mask has",
    "[[[1, 0]], [[0, 1, 1]]]": "List 2 is (1, 3) and list 1 is (1, 2)",
    "[[1, 0]": "1 of the brackets are not closed.",
    "[]": "“[]”, which is no number.",
    "[[1], 0]": "“0” on line 1 stands between two lists",
    "[" * 2000: "The brackets do not fit on line 1.",
    "1 " * 2049: "The matrix is 1 x 2,049 and 2,048 x 2,048 is the most.",
    "0\n" * 3000: "The matrix is 3,000 x 1 and 2,048 x 2,048 is the most.",
    "1" * (BYTES + 1): "This has 1,000,001 bytes and 1,000,000 are the limit.",
    b"\xff\xfe1": "Byte 1 is not text",
    b"\x93NUMPY": "version 0",
    b"\x93NUMPY\x01\x00\xff\xff" + b" " * 70_000: "The header of the .npy file has",
    npy(TRIL)[:-4]: "cut off: (3, 3) need 9 bytes and it has 5.",
    npy(TRIL)[:40]: "cut off in its header, after 40 bytes",
    npy(np.zeros((1, 2, 12, 4, 4))): "The shape is (1, 2, 12, 4, 4); a mask has two sides",
    npy(np.zeros((0, 4))): "The matrix is 0 x 4",
    npy(np.zeros((2, 2), dtype=complex)): "holds complex numbers, not numbers",
    npy(np.array([["a"]])): "holds text, not numbers",
    npy(np.zeros((2, 2), dtype=[("a", "i4")])): "holds records, not numbers",
    npy(np.array([[Surprise()]], dtype=object)): "holds Python objects, not numbers",
}


@pytest.mark.parametrize(("raw", "why"), REFUSED.items(), ids=map(str, range(len(REFUSED))))
def test_what_is_no_matrix_gets_one_sentence_with_the_numbers(raw, why, capsys):
    with pytest.raises(MatrixError) as refused:
        read(raw)
    told = str(refused.value)
    assert why in told and "\n" not in told and told.endswith(".") and len(told) < 300
    assert "ran" not in capsys.readouterr().out


def test_a_header_that_promises_a_giant_is_refused_before_memory_is_taken():
    small, giant = b"(3, 3), }", b"(2048, 2048)"
    raw = npy(TRIL)
    raw = raw.replace(small + b" " * 9, giant + b", }" + b" " * 3)
    with pytest.raises(MatrixError, match="need 4,194,304 bytes and it has 9"):
        read(raw)
    raw = raw.replace(giant, b"(99999999999, 9)"[:12])
    with pytest.raises(MatrixError):
        read(raw)
