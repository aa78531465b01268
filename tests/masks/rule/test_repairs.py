"""What is wrong is said at its place, and what was probably meant is shown and compiles."""

import pytest

from maskviz.masks.rule import RuleError, compile_rule
from tests.masks.rule.test_refusals import fault

REPAIRS = [  # typed, repaired, words of the message
    ("q >= k & q - k < 5", "(q >= k) & (q - k < 5)", "so this reads “q >= (k & q - k) < 5”"),
    ("k <= q | k < 3", "(k <= q) | (k < 3)", "“|” holds tighter than “<=”"),
    ("~k <= q", "~(k <= q)", "“~” holds tighter than “<=”"),
    ("k < q ^ h < 1", "(k < q) ^ (h < 1)", "“^” holds tighter than “<”"),
    ("(k <= q) & q - k < 5", "(k <= q) & (q - k < 5)", "this reads “((k <= q) & q - k) < 5”"),
    ("k <= q & not q < 3", "(k <= q) & ~ (q < 3)", "“not” after an operator"),
    ("k = q", "k == q", "= gives a name to a value, == compares"),
    ("k <= q && q - k < 4", "k <= q and q - k < 4", "“&&” is spelt “and”"),
    ("k<=q&&q-k<4||k<1", "k<=q and q-k<4 or k<1", "“&&” is spelt “and”"),
    ("!(k > q)", "not(k > q)", "“!” is spelt “not”"),
    ("k =< q", "k <= q", "“=<” is spelt “<=”"),
    ("k <> q", "k != q", "“<>” is spelt “!=”"),
    ("j <= i", "k <= q", "“j” is spelt “k”"),
    ("col <= row", "k <= q", "“col” is spelt “k”"),
    ("K <= Q AND True", "k <= q and True", "“K” is spelt “k”"),
    ("j ≤ i ∧ i − j ≠ 3", "k <= q and q - k != 3", "(U+2264 LESS-THAN OR EQUAL TO); write <="),
    ("к <= q", "k <= q", "(U+043A CYRILLIC SMALL LETTER KA); write k"),
    ("ｋ <= ｑ", "k <= q", "(U+FF4B FULLWIDTH LATIN SMALL LETTER K); write k"),
    ("k\x7f <= q", "k <= q", "(U+007F a character without a name)"),
    ("k\u00a0<= q", "k <= q", "(U+00A0 NO-BREAK SPACE)"),
    ("k <=\u202e q", "k <= q", "(U+202E RIGHT-TO-LEFT OVERRIDE)"),
    ("q / 4 == k / 4", "q // 4 == k // 4", "// rounds down"),
    ("floor(q / 4) = floor(k / 4)", "(q // 4) == (k // 4)", "// rounds down"),
    ("(q - k) mod 3 = 0", "(q - k) % 3 == 0", "“mod” is spelt “%”"),
    ("torch.abs(q - k) <= 2", "abs(q - k) <= 2", "without “torch.”"),
    ("np.minimum(q, 3) <= k", "min(q, 3) <= k", "without “np.”"),
    ("q - k < 1_000", "q - k < 1000", "“1_000” is not a whole number"),
    ("q - k < 5.0", "q - k < 5", "“5.0” is not a whole number"),
    ("real[k]", "real[k] != 0", "“real[k]” is a number and a rule says yes or no; did you mean"),
    ("real[k] & (k <= q)", "(real[k] != 0) & (k <= q)", "“&” works on conditions"),
    ("real[k] and k <= q", "real[k] != 0 and k <= q", "“and” works on conditions"),
    ("not real[k]", "not real[k] != 0", "“not” works on conditions"),
    ("q - k", "q - k != 0", "did you mean != 0?"),
    ("q if h < 1 else k", "(q if h < 1 else k) != 0", "did you mean != 0?"),
    ("real == 1", "real[k] == 1", "write real[k] for the key, real[q] for the query"),
    ("real(k) == 1", "real[k] == 1", "“real” is a fact; write real[k]"),
    ("reel[k] == 1", "real[k] == 1", "did you mean real?"),
    ("maxx(q, k) < 3", "max(q, k) < 3", "did you mean max?"),
    ("(k <= q", "(k <= q)", "“(” has no “)”"),
    ("max(q, (k + 1", "max(q, (k + 1)) != 0", "“(” has no “)”"),
    ("+k <= q", "k <= q", "“+” needs a value before it"),
    ("return k <= q", "k <= q", "without return"),
    (
        "lambda b, h, q_idx, kv_idx: q_idx >= kv_idx",
        "def mask_mod(b, h, q_idx, kv_idx): return q_idx >= kv_idx",
        "without lambda",
    ),
    ("def rule(q, k):\n    return k <= q", "k <= q", "a def in a rule has the one form"),
    ("real[k] && j = i", "real[k] != 0 and k == q", "“&&” is spelt “and”"),
]


@pytest.mark.parametrize(("text", "repaired", "words"), REPAIRS)
def test_the_repaired_text_is_known(text, repaired, words):
    wrong = fault(text)
    assert words in wrong.message
    assert wrong.repaired == repaired
    compile_rule(repaired)


def test_a_repair_keeps_what_is_meant():
    assert compile_rule("(q >= k) & (q - k < 5)") == compile_rule(fault(REPAIRS[0][0]).repaired)
    text = fault("lambda b, h, i, j: i >= j").repaired
    assert compile_rule(text).canonical == "q >= k"


def test_numbers_that_were_declared_are_not_respelt():
    rule = compile_rule("k < row and q < key", {"row": 3, "key": 4})
    assert rule.canonical == "(k < 3) & (q < 4)"
    with pytest.raises(RuleError, match="“q” means something else in a rule"):
        compile_rule("k < q", {"q": 3})


@pytest.mark.parametrize(
    ("text", "caret"),
    [
        ("k <= q && h < 1", "k <= q && h < 1\n       ^^"),
        ("q - k <\n\treal", "\treal\n\t^^^^"),
        ("real[\nk] and k < q", "real[\n^^^^^"),
        ("k <= (q", "k <= (q\n     ^"),
        ("k <=", "k <=\n    ^"),
        ("x <= \ud800", "x <= �\n     ^"),
        ("q * 0x10 < k", "q * 0x10 < k\n    ^^^^"),
        (
            "k % (q - q + 0) == 0 and 7 // 0 < q",
            "k % (q - q + 0) == 0 and 7 // 0 < q\n" + " " * 30 + "^",
        ),
    ],
)
def test_the_caret_stands_under_the_fault(text, caret):
    wrong = fault(text)
    assert wrong.caret == caret
    line = caret.split("\n")[1]
    assert wrong.column == len(line) - len(line.lstrip(" \t")) + 1
