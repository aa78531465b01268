"""The same for text around a matrix, other signs, and numbers that are neither 1 nor 0."""

from tests.matrices.reading.cases import CAUSAL_3, Case

SPELLED = {
    # C: text around the matrix
    "labels, headings and a remark": Case(
        "   A B C D\nA: 1 0 0 0\nB: 1 1 0 0\nC: 0 0 1 0  <- new text\nD: 0 0 1 1",
        "#... ##.. ..#. ..##",
        known="Causal documents",
        facts={"doc": (0, 0, 1, 1)},
    ),
    "rules between blocks": Case("1, 0, | 0\n1, 1, | 0\n-------\n1, 1, | 1", CAUSAL_3),
    "a table of markdown": Case(
        "| | a | b |\n|---|---|---|\n| a | 1 | 0 |\n| b | 1 | 1 |", "#. ##"
    ),
    "a table of pandas": Case("   0  1  2\n0  1  0  0\n1  1  1  0\n2  1  1  1", CAUSAL_3),
    "a table of pandas with names": Case("   to be\nto  1  0\nbe  1  1", "#. ##"),
    "a table of pandas of one row": Case("   0  1  2\n0  1  0  0", "#.. #.. #.."),
    "a table of markdown of one row": Case("| a | b |\n|---|---|\n| 1 | 0 |", "#. #."),
    "its shape below it": Case("array([[1, 0],\n       [1, 1]])\n(2, 2)", "#. ##"),
    "source code with remarks": Case(
        "m = torch.tensor([[0., float('-inf')],   # first\n [0., 0.]])",
        "#. ##",
        ("-inf = blocked",),
    ),
    "a prompt of a notebook": Case("Out[2]: array([[1, 0],\n       [1, 1]])", "#. ##"),
    "a console": Case(
        ">>> m = torch.tensor([[1, 0],\n...                   [1, 1]])\n>>> m", "#. ##"
    ),
    "tensorflow": Case(
        "<tf.Tensor: shape=(2, 2), dtype=bool, numpy=\narray([[ True, False],\n  [ True, True]])>",
        "#. ##",
        ("True = may read",),
    ),
    "jax": Case("Array([[1., 0.],\n       [1., 1.]], dtype=float32)", "#. ##"),
    "mathematica": Case("{{1, 0}, {1, 1}}", "#. ##"),
    "matlab": Case("[1 0 0; 1 1 0; 1 1 1]", CAUSAL_3),
    "tuples": Case("((1, 0), (1, 1))", "#. ##"),
    "a size before": Case("torch.Size([2, 2])\ntensor([[1, 0],\n        [1, 1]])", "#. ##"),
    "three brackets and one too many": Case("tensor([[[0., -inf],\n  [0., 0.]]]))", "#. ##"),
    "a fence of markdown": Case("why?\n```\n1 0\n1 1\n```\nthanks", "#. ##"),
    "rows as strings": Case('["#..", "##.", "###"]', CAUSAL_3),
    # D: other signs
    "stars for -inf": Case("0 * * *\n0 0 * *\n* * * *\n* * * 0", "#... ##.. .... ...#"),
    "transformers' drawing": Case(
        "0 ■ ⬚ ⬚ ⬚\n1 ■ ■ ⬚ ⬚\n2 ■ ■ ■ ⬚\n3 ⬚ ■ ■ ■",
        "#... ##.. ###. .###",
        known="Sliding window, window 3",
    ),
    "a grid with headings": Case("   0 1 2\n   -----\n0 | 1 0 0\n1 | 1 1 0\n2 | 1 1 1", CAUSAL_3),
    "x and .": Case("x . .\nx x .\nx x x", CAUSAL_3),
    "O and X": Case("O X X\nO O X\nO O O", CAUSAL_3, ("O = may read",)),
    "T and F": Case("T F\nT T", "#. ##"),
    "ticks": Case("✓ ✗\n✓ ✓", "#. ##"),
    "squares": Case("🟩⬜⬜\n🟩🟩⬜\n🟩🟩🟩", CAUSAL_3),
    # E: numbers
    "1 and 0 put through a fill": Case(
        "[[1, 0, -2e38], [1, 1, 0], [-2e38, 1, 1]]", "##. ### .##", remark="1 is added to scores"
    ),
    "every number low": Case(
        "[[-1e9, -inf], [-1e9, -1e9]]", "#. ##", remark="the plain mean of those keys"
    ),
    "minus ten": Case("[[0, -10],[0, 0]]", "#. ##", remark="e^-10 = 4.5e-05 of its weight"),
    "minus five": Case("[[0, -5],[0, 0]]", "#. ##", remark="e^-5 = 6.7e-03 of its weight"),
    "two fills": Case(
        "[[0, -3.3895e+38], [0, -inf]]", "#. #.", remark="a row of -inf alone becomes NaN"
    ),
    "weights": Case("[[1., 0.], [.5, .5]]", "#. ##", remark="These are weights, not a mask"),
    "weights with an empty row": Case("[[nan, nan], [.5, .5]]", ".. ##", remark="1 row of NaN"),
    "scores": Case("[[0.3, -inf], [1.2, -0.4]]", "#. ##", remark="they block nothing"),
    "alibi": Case("[[0, -inf, -inf], [-0.5, 0, -inf], [-1, -0.5, 0]]", CAUSAL_3),
    "half precision": Case("tensor([[0., -65504.],[0., 0.]], dtype=torch.float16)", "#. ##"),
    "unsigned": Case("tensor([[0, -4294967295],[0, 0]])", "#. ##"),
    "finfo": Case("[[0, torch.finfo(torch.bfloat16).min], [0, 0]]", "#. ##"),
}
