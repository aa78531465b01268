"""The same for what is left blank, listed by places, logged, nested or told in words.

What a library prints is printed by it; every picture is drawn by hand.
"""

import numpy as np
import pandas as pd
import torch

from tests.matrices.reading.cases import CAUSAL_3, CAUSAL_4, Case

WINDOW = "#... ##.. .##. ..##"  # the token itself and the one before it
BAND = torch.tensor([[0, 0], [1, 0], [1, 1], [2, 1], [2, 2], [3, 2], [3, 3]])
CELLS = torch.sparse_coo_tensor(BAND.T, torch.ones(7), (4, 4))
NAMES = ["The", "cat", "sat"]
FRAME = pd.DataFrame(np.tri(3, dtype=int), index=NAMES, columns=NAMES)
PLACES = ("the cells that may be read",)
BIAS = [[0, -1e4, -1e4], [-0.5, 0, -1e4], [-2.5, -0.5, 0]]

PASTED = {
    # cells by their places
    "rows that end": Case(repr(CELLS.coalesce().to_sparse_csr()), WINDOW, ("one mask of 4",)),
    "columns that end": Case(repr(CELLS.coalesce().to_sparse_csc()), WINDOW, ("one mask of 4",)),
    "argwhere": Case(repr(BAND.numpy()), WINDOW, PLACES),
    "nonzero": Case(repr(np.nonzero(np.eye(3) + np.eye(3, k=-1))), "#.. ##. .##", PLACES),
    "pairs": Case("[(0, 0), (1, 0), (1, 1), (2, 0), (2, 1), (2, 2)]", CAUSAL_3, PLACES),
    "keys of each query": Case("[[0], [0, 1], [0, 1, 2]]", CAUSAL_3, ("each query may read",)),
    "keys by query": Case("{0: [0], 1: [0, 1], 2: [1, 2]}", "#.. ##. .##", ("each query",)),
    "Matrix Market": Case(
        "%%MatrixMarket matrix coordinate integer general\n% by hand\n2 2 3\n1 1 1\n2 1 1\n2 2 1\n",
        "#. ##",
    ),
    # told in words
    "ranges": Case("rows 0..1 read keys 0..1\nrows 2..3 read keys 2..3", "##.. ##.. ..## ..##"),
    "a colon and keys": Case("rows 0-1: keys 0-2", "### ###"),
    "arrows": Case("q0 -> k0\nq1 -> k0, k1\nq2 -> k1 and k2", "#.. ##. .##"),
    "attends": Case("token 0 attends to itself\ntoken 1 attends to 0 and 1", "#. ##"),
    # left blank
    "blanks of CSV": Case("1,,\n1,1,\n1,1,1\n", CAUSAL_3, ("1 = may read, ␣ = blocked",)),
    "blanks of a table": Case(
        "| | a | b |\n|:-:|:-:|:-:|\n| a | ✓ |   |\n| b | ✓ | ✓ |", "#. ##", ("✓ = may read",)
    ),
    "blanks in boxes": Case(
        "┌───┬───┐\n│ ■ │   │\n├───┼───┤\n│ ■ │ ■ │\n└───┴───┘", "#. ##", ("■ = may read",)
    ),
    "blanks of HTML": Case(
        "<table><tr><td>&#10003;</td><td></td></tr>\n"
        "<tr><td>&#10003;</td><td>&#10003;</td></tr></table>",
        "#. ##",
    ),
    "blanks of a drawing": Case("xx\n xx\n  xx\n   x", "##.. .##. ..## ...#"),
    "a triangle of ones": Case("1\n1 1\n1 1 1\n1 1 1 1", CAUSAL_4),
    "blocks two wide": Case("██\n████\n██████", CAUSAL_3),
    # headings and labels
    "a row over a rule": Case("| 0 | -inf |\n|---|---|\n| 0 | 0 |", "#. ##"),
    "rules of booktabs": Case(
        "\\begin{tabular}{lrr}\n\\toprule\n & a & b \\\\\n\\midrule\na & 1 & 0 \\\\\n"
        "b & 1 & 1 \\\\\n"
        "\\bottomrule\n\\end{tabular}",
        "#. ##",
    ),
    "two columns and a bar": Case("1|0\n1|1", "#. ##"),
    "a small matrix": Case("\\begin{smallmatrix}1&0\\\\1&1\\end{smallmatrix}", "#. ##"),
    "a separator in quotes": Case('token,"The",","\n"The",1,0\n",",1,1\n', "#. ##"),
    "a frame's CSV": Case(FRAME.to_csv(), CAUSAL_3),
    "a frame's records": Case(FRAME.to_json(orient="records"), CAUSAL_3),
    "words and squares": Case("The 🟩⬜⬜\ncat 🟩🟩⬜\nsat 🟩🟩🟩", CAUSAL_3),
    "two axes": Case(
        "    keys\n    0 1 2\nq 0 x . .\nu 1 x x .\ne 2 x x x", CAUSAL_3, ("x = may read",)
    ),
    # before each line
    "a log": Case(
        "2024-05-01T12:00:01.5Z stdout F tensor([[1, 0],\n"
        "2024-05-01T12:00:01.5Z stdout F         [1, 1]])",
        "#. ##",
    ),
    "ranks": Case("[rank0]: tensor([[1, 0],\n[rank0]:         [1, 1]])", "#. ##"),
    "a failed test": Case("E       array([[1, 0],\nE              [1, 1]])", "#. ##"),
    "a repr in a repr": Case(
        "E       assert False\nE        +  where False = <built-in equal>(tensor([[1, 0],\\n"
        "        [1, 1]]), tensor([[1, 1],\\n        [1, 1]]))",
        "#. ##",
    ),
    "a share beside it": Case(
        "Mismatched elements: 1 / 4 (25%)\n ACTUAL: array([[1, 0],\n       [1, 1]])", "#. ##"
    ),
    "MATLAB, asked": Case(">> tril(ones(2))\n\nans =\n\n     1     0\n     1     1\n", "#. ##"),
    "MATLAB's power of ten": Case(
        "A =\n\n   1.0e+09 *\n\n         0   -1.0000\n         0         0\n", "#. ##"
    ),
    # lists of other languages
    "YAML in blocks": Case("mask:\n- - 1\n  - 0\n- - 1\n  - 1\n", "#. ##"),
    "a vector of YAML": Case("attention_mask:\n- 1\n- 1\n- 0\n", "##. ##. ##.", ("key padding",)),
    "arrays in a list": Case("[array([1, 0]), array([1, 1])]", "#. ##"),
    "NumPy's scalars": Case("[[np.True_, np.False_], [np.True_, np.True_]]", "#. ##"),
    "Paddle": Case(
        "Tensor(shape=[2, 2], dtype=float32,\n  [[0. , -inf.],\n   [0. , 0. ]])", "#. ##"
    ),
    "flat, with its shape": Case("{ dims: [ 2, 2 ], data: Int32Array(4) [ 1, 0, 1, 1 ] }", "#. ##"),
    "Typst": Case("$ mat(1, 0; 1, 1) $", "#. ##"),
    # numbers
    "percent": Case("100% 0%\n50% 50%", "#. ##", remark="These are weights"),
    "a fill beside biases": Case(repr(torch.tensor(BIAS)), CAUSAL_3, remark="they block nothing"),
    "a fill beside scores": Case(
        "[[12.5, -1e9], [5.25, 7.5]]", "#. ##", remark="from 5.25 to 12.5"
    ),
    "weights that underflow": Case("[[1.0, 3.8e-44], [0.5, 0.5]]", "#. ##", remark="3.8e-44"),
    # vectors
    "a series": Case(repr(pd.Series([1, 1, 0], name="m")), "##. ##. ##.", ("key padding of one",)),
    "a vector of R": Case("[1] TRUE TRUE FALSE", "##. ##. ##.", ("one text of 3 tokens",)),
    "a vector of R, broken": Case(" [1] 1 1\n [3] 0", "##. ##. ##.", ("one text of 3 tokens",)),
    "places without a break": Case("position_ids = [0, 1, 2]", CAUSAL_3, known="Causal"),
    "places behind padding": Case("position_ids = [1, 1, 0, 1]", ".... .... ..#. ..##"),
    "a name without a sign": Case("document_ids [0, 0, 1]", "#.. ##. ..#", ("documents",)),
    "lengths of texts": Case("valid_lens = [1, 3]", "#.. #.. #..", ("key padding of 2 texts",)),
    "what is special is shut": Case("special_tokens_mask = [1, 0, 1]", ".#. .#. .#."),
}
