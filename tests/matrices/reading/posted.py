"""The same for what other programs and people print around a matrix, each right value by hand."""

from tests.matrices.reading.cases import CAUSAL_3, CAUSAL_4, Case

INT_3 = " 1  0  0\n 1  1  0\n 1  1  1\n"
EYE_3 = "#.. .#. ..#"
DOCS = "##. ##. ..#"

POSTED = {
    # headings and lines that say a type
    "libtorch": Case(INT_3 + "[ CPUFloatType{3,3} ]", CAUSAL_3),
    "torch of long ago": Case("\n" + INT_3 + "[torch.ByteTensor of size 3x3]\n", CAUSAL_3),
    "a stack of libtorch": Case(
        f"(1,.,.) = \n{INT_3}\n(2,.,.) = \n 1  0  0\n 0  1  0\n 0  0  1\n[ CPUByteType{{2,3,3}} ]",
        EYE_3,
        ("2 masks of 3",),
        sample=1,
    ),
    "candle": Case("[[0, 1, 1],\n [0, 0, 1],\n [0, 0, 0]]\nTensor[[3, 3], u8]", CAUSAL_3),
    "ndarray of Rust": Case(
        "[[1, 0, 0],\n [1, 1, 0],\n [1, 1, 1]], shape=[3, 3], strides=[3, 1], layout=Cc (0x5)",
        CAUSAL_3,
    ),
    "Julia": Case("3×3 Matrix{Int64}:\n" + INT_3, CAUSAL_3),
    "Julia's triangle": Case(
        "3×3 LowerTriangular{Float64, Matrix{Float64}}:\n"
        " 1.0   ⋅    ⋅ \n 1.0  1.0   ⋅ \n 1.0  1.0  1.0",
        CAUSAL_3,
    ),
    "Julia, asked": Case("julia> tril(trues(3,3))\n3×3 BitMatrix:\n" + INT_3, CAUSAL_3),
    "R": Case(
        "     [,1] [,2] [,3]\n[1,]    1    0    0\n[2,]    1    1    0\n[3,]    1    1    1",
        CAUSAL_3,
    ),
    "R, TRUE is blocked": Case(
        "      [,1]  [,2]  [,3]\n[1,] FALSE  TRUE  TRUE\n[2,] FALSE FALSE  TRUE\n"
        "[3,] FALSE FALSE FALSE",
        CAUSAL_3,
        ("TRUE = blocked",),
    ),
    # broken by columns
    "MATLAB's columns": Case(
        "m =\n\n  Columns 1 through 3\n\n 1 0 0\n 1 1 0\n 1 1 1\n 1 1 1\n\n"
        "  Column 4\n\n 0\n 0\n 0\n 1\n",
        CAUSAL_4,
    ),
    "Torch's columns": Case(
        "Columns 0 to 2 \n 1  0  0\n 1  1  0\n 1  1  1\n 1  1  1\n\n"
        "Columns 3 to 3 \n 0\n 0\n 0\n 1\n[torch.FloatTensor of size 4x4]",
        CAUSAL_4,
    ),
    "R's columns": Case(
        "     [,1] [,2]\n[1,]    1    0\n[2,]    1    1\n[3,]    0    0\n"
        "     [,3]\n[1,]    0\n[2,]    0\n[3,]    1",
        "#.. ##. ..#",
    ),
    # markup
    "LaTeX": Case(
        "\\begin{bmatrix} 1 & 0 & 0 \\\\ 1 & 1 & 0 \\\\ 1 & 1 & 1 \\end{bmatrix}", CAUSAL_3
    ),
    "LaTeX with infinity": Case(
        "$$M = \\begin{pmatrix}\n0 & -\\infty & - \\infty \\\\\n0 & 0 & -\\infty \\\\\n0 & 0 & 0\n"
        "\\end{pmatrix}$$",
        CAUSAL_3,
        ("-inf = blocked",),
    ),
    "an array of LaTeX": Case(
        "\\left[\\begin{array}{ccc}\n"
        "1 & 0 & 0\\\\\n1 & 1 & 0\\\\\n1 & 1 & 1\\\\\n\\end{array}\\right]",
        CAUSAL_3,
    ),
    "a tabular": Case(
        "\\begin{tabular}{c|cc}\n"
        " & a & b \\\\ \\hline\na & 1 & 0 \\\\\nb & 1 & 1 \\\\\n\\end{tabular}",
        "#. ##",
    ),
    "HTML": Case(
        "<table><tr><td>1</td><td>0</td></tr>\n<tr><td>1</td><td>1</td></tr></table>", "#. ##"
    ),
    "SymPy": Case("⎡1  1  0⎤\n⎢       ⎥\n⎢1  1  0⎥\n⎢       ⎥\n⎣0  0  1⎦", DOCS),
    "polars": Case(
        "shape: (2, 2)\n┌─────┬─────┐\n│ a   ┆ b   │\n│ --- ┆ --- │\n│ i64 ┆ i64 │\n╞═════╪═════╡\n"
        "│ 1   ┆ 0   │\n│ 1   ┆ 1   │\n└─────┴─────┘",
        "#. ##",
    ),
    # marks in front
    "a mail": Case("> my mask looks like this\n> 1 0 0\n> 1 1 0\n> 1 1 1\n\nlooks fine", CAUSAL_3),
    "a mail in a mail": Case(">> tensor([[1, 0],\n>>         [1, 1]])", "#. ##"),
    "a diff": Case("@@ -1,2 +1,2 @@\n-1 1\n-1 1\n+1 0\n+1 1", "#. ##"),
    "remarks of a program": Case("# 1 0 0\n# 1 1 0\n# 1 1 1", CAUSAL_3),
    "remarks behind": Case("1 0 0   ; first token\n1 1 0   ; second\n1 1 1   ; third", CAUSAL_3),
    "a log": Case(
        "[2024-05-01 12:00:01,123][INFO] - attn_mask: tensor([[1, 0],\n        [1, 1]])", "#. ##"
    ),
    "a traceback": Case(
        'Traceback (most recent call last):\n  File "t.py", line 12, in <module>\n    check(mask)\n'
        "ValueError: bad mask tensor([[1, 0, 0],\n        [1, 1, 0],\n        [1, 1, 1]])",
        CAUSAL_3,
    ),
    "rows that are named": Case("row 0: 1 0 0\nrow 1: 1 1 0\nrow 2: 1 1 1", CAUSAL_3),
    "rows that are set": Case("m[0] = [1, 0, 0]\nm[1] = [1, 1, 0]\nm[2] = [1, 1, 1]", CAUSAL_3),
    "a place before the print": Case("attn_mask[0, 0]: tensor([[1, 0],\n        [1, 1]])", "#. ##"),
    "rows behind a slash": Case("1 0 0 / 1 1 0 / 1 1 1", CAUSAL_3),
    # lists of other languages
    "JSON": Case('{"name": "m", "mask": [[true, false], [true, true]], "n": 2}', "#. ##"),
    "JSON without infinity": Case("[[0, null, null], [0, 0, null], [0, 0, 0]]", CAUSAL_3),
    "a masked array": Case("[[1 -- --]\n [1 1 --]\n [1 1 1]]", CAUSAL_3, ("-- = blocked",)),
    "YAML": Case("attention_mask:\n  - [1, 0, 0]\n  - [1, 1, 0]\n  - [1, 1, 1]\n", CAUSAL_3),
    "C": Case("static const int mask[2][2] = {\n  {1, 0},\n  {1, 1},\n};", "#. ##"),
    "C with floats": Case("float m[2][2] = {{0.0f, -INFINITY}, {0.0f, 0.0f}};", "#. ##"),
    "Rust": Case("vec![vec![0.0, f32::NEG_INFINITY], vec![0.0, 0.0]]", "#. ##"),
    "rows as digits": Case("['100', '110', '111']", CAUSAL_3),
    "columns that are counted": Case(
        "0,1,2\nTrue,False,False\nTrue,True,False\nTrue,True,True", CAUSAL_3
    ),
    # signs
    "wide digits": Case("１００\n１１０\n１１１", CAUSAL_3),
    "wide commas": Case("1，0，0\n1，1，0\n1，1，1", CAUSAL_3),
    "circles and crosses": Case("○××\n○○×\n○○○", CAUSAL_3, ("○ = may read",)),
    "lights": Case("🟢🔴🔴\n🟢🟢🔴\n🟢🟢🟢", CAUSAL_3),
    # cells by their places
    "SciPy": Case("  (0, 0)\t1.0\n  (1, 0)\t1.0\n  (1, 1)\t1.0", "#. ##"),
    "SciPy with its shape": Case(
        "<Compressed Sparse Row sparse matrix of dtype 'float64'\n"
        "\twith 2 stored elements and shape (3, 3)>\n"
        "  Coords\tValues\n  (0, 0)\t1.0\n  (1, 1)\t1.0",
        "#.. .#. ...",
    ),
    "a sparse tensor": Case(
        "tensor(indices=tensor([[0, 1, 1],\n  [0, 0, 1]]),\n values=tensor([1., 1., 1.]),\n"
        " size=(2, 2), nnz=3, layout=torch.sparse_coo)",
        "#. ##",
    ),
    # vectors and batches
    "what a tokenizer gives": Case(
        "{'input_ids': tensor([[ 101, 7592, 102, 0]]), 'attention_mask': tensor([[1, 1, 1, 0]])}",
        "###. ###. ###. ###.",
        known="Key padding",
    ),
    "token types": Case("token_type_ids: 0 0 1 1", "#... ##.. ..#. ..##", ("documents",)),
    "True is a token, as one text is full": Case(
        "[[True, True, False], [True, True, True], [True, False, False], [True, True, True]]",
        "##. ##. ##.",
        ("True = may read",),
    ),
    "True is a token before padding": Case("[[True, True, False, False]]", "##.. ##.. ##.. ##.."),
    "XLNet's": Case("perm_mask = [[0, 0, 1], [0, 0, 1], [0, 0, 1]]", "##. ##. ##."),
}
