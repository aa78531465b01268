"""What the script of a component tells of its presses, and when it says them again."""

import json

import pytest

from maskviz.stage.inline import joined

pytestmark = pytest.mark.browser
SENT = """
window.sent = [];
const component = { setTriggerValue: (name, value) => sent.push(JSON.stringify(value)) };
window.teller = createTeller({ root: document.body, component });
"""


@pytest.fixture
def teller(page):
    """An empty page with a teller; gives what it sent, as Python reads it."""
    script = joined("shared/teller.js").replace("export function", "function")
    page.set_content("<body></body>")
    page.add_script_tag(content=script + SENT, type="module")
    page.wait_for_function("Boolean(window.teller)")
    return lambda: [json.loads(told) for told in page.evaluate("sent.splice(0)")]


def test_each_message_says_all_that_has_no_answer(page, teller):
    page.evaluate("teller.tell('go', 1); teller.tell('go', 2)")
    assert [len(told["presses"]) for told in teller()] == [1, 2]
    page.evaluate("teller.answered(1); teller.tell('go', 3)")
    assert teller() == [{"count": 3, "presses": [["go", 2], ["go", 3]]}]
    page.evaluate("teller.answered(3)")
    assert not page.evaluate("teller.waits()")


def test_a_view_that_is_drawn_anew_counts_on(page, teller):
    page.evaluate("teller.answered(7); teller.tell('go', 8)")
    assert teller() == [{"count": 8, "presses": [["go", 8]]}]


def test_what_an_answer_passes_over_is_said_again(page, teller):
    page.evaluate("teller.tell('go', 1); teller.tell('go', 2); teller.answered(1)")
    teller()
    page.wait_for_function("sent.length === 1")
    assert teller() == [{"count": 2, "presses": [["go", 2]]}]
    page.evaluate("teller.answered(2)")
    page.wait_for_timeout(3000)  # longer than it would wait to say it again
    assert not teller()


def test_what_has_no_answer_at_all_is_said_again(page, teller):
    page.evaluate("teller.tell('go', 1)")
    teller()
    page.wait_for_function("sent.length === 1")
    assert teller() == [{"count": 1, "presses": [["go", 1]]}]
