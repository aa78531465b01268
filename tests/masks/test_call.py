"""A mask with its numbers goes through its text and comes back; what is wrong is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maskviz.masks.call import MaskCall, read_call
from maskviz.masks.catalogue import MASKS
from maskviz.masks.spec import Mask


def values(mask: Mask) -> st.SearchStrategy:
    ranges = {p.name: st.sampled_from(p.kind.values(1_000_000)) for p in mask.controls}
    return st.fixed_dictionaries(ranges).map(lambda params: MaskCall(mask.name, params))


@given(st.sampled_from(list(MASKS.values())).flatmap(values))
def test_round_trip(mask_call):
    assert read_call(str(mask_call)) == (mask_call, [])
    assert mask_call.look and "{" not in mask_call.look


@given(st.text(max_size=80))
def test_any_text_is_answered(text):
    mask_call, ignored = read_call(text)
    assert mask_call is not None or ignored


def test_the_text_names_every_number():
    assert str(MaskCall("sliding_window")) == "sliding_window(window=4)"
    assert str(MaskCall("causal")) == "causal()"


@pytest.mark.parametrize(
    ("text", "params", "ignored"),
    [
        ("sliding_window()", {"window": 4}, []),
        (" sliding_window( window=7 ) ", {"window": 7}, []),
        ("sliding_window(window=0)", {"window": 4}, ["window: 0 is outside 1 to 256"]),
        ("sliding_window(window=)", {"window": 4}, ["window: '' is not a whole number"]),
        ("sliding_window(width=3)", {"window": 4}, ["Sliding window has no parameter “width”"]),
        ("special(only=2)", {"only": 0}, ["only: 2 is neither 0 nor 1"]),
        (
            "sliding_window(window=12345678901)",
            {"window": 4},
            ["window: '12345678901' is not a whole number"],
        ),
    ],
)
def test_what_can_be_read_is_and_the_rest_is_named(text, params, ignored):
    mask_call, found = read_call(text)
    assert dict(mask_call.params) == params
    assert found == ignored


@pytest.mark.parametrize(
    ("text", "ignored"),
    [
        ("", "“” is not a mask; write one like sliding_window(window=4)"),
        ("causal", "“causal” is not a mask; write one like sliding_window(window=4)"),
        ("__import__(os)", "there is no mask “__import__”"),
        ("causal_maybe()", "there is no mask “causal_maybe”; did you mean causal?"),
    ],
)
def test_what_is_no_mask_is_quoted(text, ignored):
    assert read_call(text) == (None, [ignored])


def test_titles_for_people():
    assert MaskCall("sliding_window", {"window": 6}).title == "Sliding window, window 6"
    assert MaskCall("sensitive").title == "Sensitive tokens"
    assert MaskCall("sensitive", {"rows": 1}).title == "Sensitive tokens, rows"


def test_a_parameter_the_mask_does_not_have_is_refused():
    with pytest.raises(ValueError, match="Causal has no parameter stride, window"):
        MaskCall("causal", {"window": 3, "stride": 2})


def test_numbers_cannot_be_changed_afterwards():
    with pytest.raises(TypeError):
        MaskCall("sliding_window").params["window"] = 9


def test_parts_keep_the_numbers():
    assert MaskCall("chunked_causal", {"size": 7}).parts == (
        MaskCall("chunk", {"size": 7}),
        MaskCall("causal"),
    )
    assert MaskCall("causal_padding").parts == (MaskCall("causal"), MaskCall("key_padding"))
    alone = MaskCall("sliding_window", {"window": 9})
    assert alone.parts == (alone,)
