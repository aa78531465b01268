"""What is checked is kept in the address and opened in the playground, cell by cell."""

import numpy as np
import pytest

from maskviz.analysis.view import make_view
from maskviz.checking import pack
from tests.ui.checkpage import asked, finds, links, pasted, said, visitor
from tests.ui.page import codes, cold, healthy


@pytest.fixture(scope="module")
def same():
    """One visitor for everything that is pasted one after the other."""
    return visitor()


def test_the_address_brings_back_what_was_checked_and_never_the_text(same):
    secret = "password = [[1, 0, 0], [1, 1, 0], [1, 1, 1]]"
    page = pasted(same, secret)
    assert "password" not in str(page.query_params)
    again = cold("check", matrix=asked(page, "matrix"))
    assert "3 x 3: 6 of 9" in said(again) and again.text_area[0].value == "#..\n##.\n###"
    assert finds(again)[0].startswith("Causal:") and len(again.radio) == 1
    assert finds(pasted(again, "10\n11"))[0].startswith("Causal:") and "2 x 2: 3" in said(again)
    large = np.tri(100, dtype=bool)
    again = cold("check", matrix=pack(large))
    assert "100 x 100: 5,050" in said(again) and again.text_area[0].value == ""
    broken = cold("check", matrix="3x3.AAAA")
    assert (
        "The matrix in the address" in broken.info[0].value and "matrix" not in broken.query_params
    )


def test_old_links_of_a_rule_keep_all_that_they_ask():
    page = cold("check", rule="k <= q and q - k < 4", rule_tokens="10")
    assert "10 x 10: 34 of 100" in said(page)
    assert asked(page, "rule") == "k <= q and q - k < 4"
    assert asked(page, "rule_tokens") == "10"
    page.number_input(key="rule_tokens").set_value(2_048).run()
    assert "2,048 x 2,048" in said(healthy(page))
    page = cold("check", rule="q => k", rule_tokens="")
    assert page.error and asked(page, "rule") == "q => k"


def test_a_rule_opens_in_the_playground_cell_by_cell(same, shipped):
    page = pasted(same, "k <= q and (q - k) % 2 == 0")
    assert codes(page)[0] == "(k <= q) & ((q - k) % 2 == 0)"
    (ruled,) = [found for found in links(page) if found["mask"] == "typed"]
    assert ruled.text == "The cat sat on the mat"
    allowed = make_view(ruled, shipped).mask.allowed
    n = len(allowed)
    expected = [[k <= q and (q - k) % 2 == 0 for k in range(n)] for q in range(n)]
    assert np.array_equal(allowed, np.array(expected))


def test_a_matrix_opens_in_the_playground_as_it_is(same, shipped):
    text = "#.....\n##..#.\n.##...\n..##..\n...##.\n....##"
    page = pasted(same, text)
    (mine,) = [found for found in links(page) if found["mask"] == "custom"]
    meant = np.array([[sign == "#" for sign in line] for line in text.splitlines()])
    assert np.array_equal(make_view(mine, shipped).mask.allowed, meant)
