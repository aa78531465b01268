"""The figures under the picture and the sentences about them, read off the page."""

import re

import pytest

from tests.ui.page import opened, told


def figures(page) -> dict[str, str]:
    """Name -> value of the line of figures."""
    (shown,) = [
        e.proto.body for e in page.get("html") if '<dl class="maskviz-numbers' in e.proto.body
    ]
    found = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", shown)
    return {name: value.replace("&#x27;", "'") for name, value in found}


def leak_of(page) -> float:
    return float(figures(page)["leak"].split()[0])


def test_zero_after_the_softmax_leaks_and_the_warning_says_how():
    """The first query reads itself alone; most of its softmax's sum belongs to keys after it."""
    page = opened(mask="causal", blocking="after")
    assert 0.1 < leak_of(page) <= 1
    (said,) = [part for part in told(page).split("\n") if "stay in the sum" in part]
    assert "may have read the answer" in said


@pytest.mark.parametrize("blocking", ["renormalised", "sdpa"])
def test_what_is_rescaled_does_not_leak(blocking):
    page = opened(mask="causal", blocking=blocking)
    assert "may have read the answer" not in told(page)
    assert figures(page).get("leak", "0 of").startswith("0 of")
