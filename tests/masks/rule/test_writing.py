"""How a rule is written: canonically, as mathematics, and with what it names."""

import pytest

from maskviz.masks.rule import compile_rule


@pytest.mark.parametrize(
    ("text", "canonical", "inequality"),
    [
        ("k<=q", "k <= q", "k <= q"),
        ("0 <= q-k < 4", "(0 <= q - k) & (q - k < 4)", "0 <= q - k < 4"),
        ("not (k > q or real[k] == 0)", "(k <= q) & (real[k] != 0)", "k <= q and real[k] ≠ 0"),
        ("not 0 <= k < 4", "(0 > k) | (k >= 4)", "0 > k or k >= 4"),
        ("(k<q)&((h<1)&(q<9))", "(k < q) & (h < 1) & (q < 9)", "k < q and h < 1 and q < 9"),
        ("q - (k - 1) > (q - k) - 1", "q - (k - 1) > q - k - 1", "q - (k - 1) > q - k - 1"),
        (
            "(q - k) // 2 % 3 == -(q * 2)",
            "(q - k) // 2 % 3 == -(q * 2)",
            "floor((q - k) / 2) mod 3 = -(q * 2)",
        ),
        ("3 < q > k", "(3 < q) & (q > k)", "3 < q and q > k"),
        ("9 > q > k", "(9 > q) & (q > k)", "9 > q > k"),
        (
            "(k < 1) | (k < 2) ^ (k < 3) & (k < 4)",
            "(k < 1) | ((k < 2) != ((k < 3) & (k < 4)))",
            "k < 1 or ((k < 2) ≠ (k < 3 and k < 4))",
        ),
        ("(k < q) ^ (h < 1)", "(k < q) != (h < 1)", "(k < q) ≠ (h < 1)"),
        ("not True", "False", "False"),
        (
            "k < q if h == 0 else k > q",
            "where(h == 0, k < q, k > q)",
            "where(h = 0, k < q, k > q)",
        ),
        ("def f(b, h, i, j): return i >= j", "q >= k", "q >= k"),
        ("def f(b, h, k, q):\n\treturn (\n k >= q)", "q >= k", "q >= k"),
        ("q_idx >= kv_idx", "q >= k", "q >= k"),
    ],
)
def test_canonical_and_mathematics(text, canonical, inequality):
    rule = compile_rule(text)
    assert rule.canonical == canonical
    assert rule.inequality == inequality
    assert rule.sentence == f"Query q may read key k when {inequality}."


def test_numbers_are_written_in():
    rule = compile_rule("q - k < window + shift", {"window": 4, "shift": -2})
    assert rule.canonical == "q - k < 4 + -2"
    assert compile_rule(rule.canonical).canonical == rule.canonical
    assert list(rule.names) == ["q", "k"]


def test_names_say_what_they_are():
    rule = compile_rule("(k <= q - offset) & (real[k] == 1) | (h == keys)")
    assert list(rule.names) == ["q", "k", "h", "offset", "keys", "real"]
    assert list(rule.facts) == ["real"]
    assert rule.names["real"] == "1 for a real token, 0 for padding."
    assert rule.per_head
