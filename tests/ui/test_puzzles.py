"""The page "Puzzles": a rule is judged, a fault is shown, no name is sent before it is right."""

import pytest

from maskviz.stage.pack import unpack
from maskviz.teaching.bank.puzzles import puzzle
from tests.ui.page import Page, cold, healthy

FIRST = "puzzle/7/1/{}"


def sent(page: Page) -> dict:
    (found,) = [e.proto for e in page.get("bidi_component") if "predict" in e.proto.component_name]
    return unpack(found.bytes)[0]


@pytest.fixture(scope="module")
def number():
    """Which puzzle of seed 7 is the causal mask."""
    return next(n for n in range(1, 9) if str(puzzle(7, 1, n).case.term) == "causal()")


@pytest.fixture(scope="module")
def page(number):
    return cold("puzzles", seed="7", n=str(number))


def write(page: Page, number: int, rule: str) -> dict:
    page.text_input(key=FIRST.format(number)).set_value(rule)
    healthy(page.run())
    return sent(page)


def test_a_picture_is_shown_without_its_name(page, number):
    told = sent(page)
    assert told["id"] == FIRST.format(number) and told["verdict"] is None
    assert told["given"] == [6 * q + k for q in range(6) for k in range(q + 1)]
    html = " ".join(str(e.value) for e in page.markdown)
    assert "Causal" not in str(told) and "comes after" not in html


def test_rules_are_judged(page, number):
    wrong = write(page, number, "k < q")["verdict"]
    assert not wrong["right"] and wrong["first"] == 0 and not wrong["link"]
    assert "Your rule blocks key 0" in wrong["score"]
    near = write(page, number, "k <= q and q - k < 7")["verdict"]
    assert "The same here in every cell" in near["score"] and near["first"] is None
    right = write(page, number, "not (k > q)")["verdict"]
    assert right["right"] and right["link"].startswith("./playground?p=")
    assert "One rule that makes it: k <= q" in " ".join(right["lines"])


def test_what_is_no_rule_is_shown_as_on_the_page_of_rules(page, number):
    assert write(page, number, "k = q")["verdict"] is None
    assert "=" in page.error[0].value
    page.button(key=f"{FIRST.format(number)}_repair").click()
    healthy(page.run())
    assert page.text_input(key=FIRST.format(number)).value == "k == q"
    assert sent(page)["verdict"]["right"] is False


def test_bad_addresses_open_the_nearest():
    page = cold("puzzles", seed="-3", level="4", n="0")
    assert sent(page)["id"] == "puzzle/1/1/1"
    said = " ".join(info.value.replace("\\", "") for info in page.info)
    assert all(word in said for word in ("seed: -3 is outside", "level", "n: 0 is outside"))
