"""Everything else is a RuleError: quickly, in little memory, before any array is touched."""

import sys
import time
import tracemalloc

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from maskviz.masks.rule import Rule, RuleError, compile_rule
from maskviz.masks.rule.fault import CHARACTERS
from tests.masks.rule.escapes import ESCAPES

IDS = [f"{i}-{text[:20]!r}" for i, (text, _) in enumerate(ESCAPES)]


def fault(text: str) -> RuleError:
    with pytest.raises(RuleError) as caught:
        compile_rule(text)
    return caught.value


def attempt(text: str) -> Rule | RuleError:
    try:
        return compile_rule(text)
    except RuleError as wrong:
        return wrong


@pytest.mark.parametrize(("text", "words"), ESCAPES, ids=IDS)
def test_refused_before_any_array_work(text, words):
    """No function of NumPy or torch and nothing that runs code is entered on the way."""
    entered = []

    def watch(frame, event, called):
        module = frame.f_globals.get("__name__", "") if event == "call" else ""
        if event == "c_call":
            module = str(getattr(called, "__module__", ""))
            if called in (eval, exec, compile, __import__):
                entered.append(called.__name__)
        if module.split(".")[0] in ("numpy", "torch", "ast"):
            entered.append(module)

    sys.setprofile(watch)
    try:
        found = attempt(text)
    finally:
        sys.setprofile(None)
    assert entered == []
    if words is None:
        assert isinstance(found, Rule)
    else:
        assert isinstance(found, RuleError), found
        assert words in found.message
        assert found.message.count("\n") == 0 and len(found.message) < 300


def seconds(text: str) -> float:
    start = time.process_time()
    attempt(text)
    return time.process_time() - start


def checked(text: str) -> None:
    """One of two answers, in time; a place inside the text and a repair that compiles."""
    found = attempt(text)
    assert any(seconds(text) < 0.05 for _ in range(3))  # the collector may pass by once
    if isinstance(found, RuleError):
        assert len(found.text) <= CHARACTERS
        found.caret.encode("utf-8")
        if found.start is not None:
            assert 0 <= found.start < found.end <= len(found.text) + 1
        if found.repaired is not None:
            compile_rule(found.repaired)
    else:
        assert compile_rule(found.canonical) == found
        assert len(found.canonical) <= CHARACTERS


WORDS = """
q k h b q_idx kv_idx i j offset queries real level [k] [q] abs( min( max( where( ( ) [ ] real[k]
+ - * / // % ** & && | || ^ ~ ! < <= ≤ > >= == = != <> , : . ; if else and or not lambda def return
0 1 7 2147483647 9999999999 1.5 1_0 True False None __x__ torch. # \u202e \\ ' é
"""
PIECES = (*WORDS.split(), "\n", "\ud800", "def f(b, h, i, j): return ")


@settings(max_examples=250, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
@example("real & " * 40 + "k")
@example("k=" * 140 + "q")
@example("(" * 15 + "real&" * 40)
@example("! " * 100 + "q")
def test_any_words_are_a_rule_or_a_fault(text):
    checked(text)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=320))
def test_any_text_is_a_rule_or_a_fault(text):
    checked(text)


@pytest.mark.parametrize(
    ("fits", "over", "words"),
    [
        ("k<q" + " " * 297, "k<q" + " " * 298, "301 characters; 300 is the limit"),
        ("+".join("q" * 15) + "<k", "+".join("q" * 16) + "<k", "17 operations deep; 16 is"),
        ("(" * 16 + "q" + ")" * 16 + "<k", "(" * 17 + "q" + ")" * 17 + "<k", "17 deep; 16 is"),
        (
            "&".join(["(q<1)"] * 19) + "&(q+1<k)&True",
            "&".join(["(q<1)"] * 19) + "&(q+-1<k)&True",
            "65 numbers, names and operations; 64 is the limit",
        ),
        ("q<2147483647", "q<2147483648", "not below 2,147,483,648"),
        ("q%2147483647+1<k", "q%2147483647+2<k", "can reach 2,147,483,648"),
        ("q-k+2147479553<0", "q-k+2147483647<0", "can reach"),
    ],
)
def test_every_limit_is_reached_and_not_passed(fits, over, words):
    assert compile_rule(fits)
    assert words in fault(over).message


@pytest.mark.parametrize("value", [None, 5, b"k <= q", ["k <= q"], {"k": "q"}])
def test_only_text_is_a_rule(value):
    with pytest.raises(RuleError, match=f"a rule is text, not {type(value).__name__}"):
        compile_rule(value)


def test_memory_is_bounded():
    """The worst of the escapes together leave nothing behind and never need a megabyte."""
    texts = [text for text, _ in ESCAPES if len(text) < 10_000]
    for text in texts:
        attempt(text)  # caches and imports first
    tracemalloc.start()
    try:
        for text in texts:
            attempt(text)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 1_000_000, f"{peak:,} bytes"
