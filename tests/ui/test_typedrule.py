"""The page of typed rules: a picture for a rule, a sentence and a repair for anything else."""

import re

import numpy as np
import pytest

from maskviz.analysis.view import make_view
from maskviz.settings.link import make_link, read_link
from tests.ui.page import board, codes, healthy, opened
from tests.ui.page import linked as linked_settings

PAGE = "pages/check/rule.py"


def rule_page(text=None):
    page = healthy(opened(text="The cat sat on the mat").switch_page(PAGE).run())
    if text is not None:
        page.text_input(key="rule").set_value(text).run()
    return healthy(page)


def linked(page):
    html = " ".join(item.proto.body for item in page.get("html"))
    return re.search(r"\./playground\?p=([\w-]+)", html)[1]


def test_a_rule_opens_in_the_playground_cell_by_cell(shipped):
    page = rule_page("k <= q and (q - k) % 2 == 0")
    assert codes(page)[0] == "(k <= q) & ((q - k) % 2 == 0)"
    settings, ignored = read_link(linked(page))
    assert not ignored and settings.text == "The cat sat on the mat"
    allowed = make_view(settings, shipped).mask.allowed
    n = len(allowed)
    expected = [[k <= q and (q - k) % 2 == 0 for k in range(n)] for q in range(n)]
    assert np.array_equal(allowed, np.array(expected))


def test_what_is_no_rule_is_said_with_its_place_and_its_repair_and_nothing_is_lost():
    page = rule_page("q >= k")
    page.text_input(key="rule").set_value("q => k").run()
    assert page.error and "^" in codes(page)[0]
    assert codes(page)[1] == "q >= k"
    next(b for b in page.button if b.label.startswith("Take")).click().run()
    assert not healthy(page).error and codes(page)[0] == "q >= k"


@pytest.mark.parametrize(
    "text",
    ["", "__import__('os').system('ls')", "q.__class__", "(" * 300, "9" * 300, "k % 0 == 0", "☃"],
)
def test_hostile_text_gets_one_sentence(text):
    page = rule_page(text)
    assert len(page.error) == 1 and "\n" not in page.error[0].value


def test_the_code_is_shown_for_both_libraries():
    page = rule_page("abs(q - k) <= 1")
    assert [e.label for e in page.expander] == ["NumPy", "FlexAttention"]
    assert any("reads the future" in m.value for m in page.markdown)


def test_a_rule_that_divides_by_a_fact_of_another_text_is_no_end_of_the_page():
    page = rule_page("q >= k")
    page.session_state["rule_kept"] = "q % level[k] == 0"
    page.text_input(key="rule").set_value("q => k").run()
    assert len(healthy(page).error) == 1
    assert "k <= q and" in page.caption[0].value.replace("\\", "")


def test_a_rule_of_positions_alone_goes_up_to_the_largest_matrix():
    page = rule_page("(q - k) % 7 == 0 and k <= q")
    page.number_input(key="rule_tokens").set_value(2_048).run()
    assert any("2,048 x 2,048" in m.value for m in healthy(page).markdown)
    page.text_input(key="rule").set_value("doc[q] == doc[k]").run()
    assert "needs “doc” for every token" in healthy(page).error[0].value.replace("\\", "")


def test_a_rule_that_asks_how_many_queries_there_are_explains_a_locked_row():
    rule = {"mask": "typed", "typed_rule": "k < queries - 8", "text": "The cat sat on the mat"}
    page = opened(p=make_link(linked_settings(**rule, locked=(3, 5))))
    assert "k < queries - 8" in board(page).title
