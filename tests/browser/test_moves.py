"""The labs "What moves" and "Secrets" in a real window: they fit, with the numbers of the runs."""

import re

import pytest
from playwright.sync_api import expect

from maskviz.analysis.moves.experiment import another, experiment, made
from maskviz.analysis.secrets.hidden import hidden
from maskviz.analysis.secrets.proof import prove
from maskviz.analysis.view import make_view
from maskviz.models import load
from maskviz.settings.declared import Settings
from maskviz.ui.kit.distances import far
from tests.browser.stage import fits, looked_at, opened, screenshot, settled

ONE = {"text": "The king said that Alice went home", "mask": "sensitive"}


def lab(page, address):
    return opened(page, address, page.locator("table.distances"))


def numbers(page):
    """The grid as it is on the screen, row by row, without the names."""
    return page.locator("table.distances tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.querySelectorAll('td')].map(cell => cell.innerText))"
    )


def expected(moved):
    return [
        [far(float(d), bool(s)) for d, s in zip(far_, same, strict=True)]
        for far_, same in zip(moved.distance.T, moved.same.T, strict=True)
    ]


def view_of(**changes):
    return make_view(Settings.of(**changes).stored(), load("gpt"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 360])
def test_what_moves_opens_on_a_cold_link_and_fits(page, width, scheme):
    looked_at(page, width, scheme)
    main = lab(page, "/moves?mask=causal&moves.token=5&moves.test=1")
    fits(page)
    view = view_of(mask="causal")
    done = experiment(view, made(view, "word", 5, another(view, 5)))
    assert [row[:-1] for row in numbers(page)] == expected(done.moved)
    expect(main).to_contain_text("rows 0 to 4 did not move by a bit in any layer")
    expect(main).to_contain_text("Holds, bit by bit")
    page.set_viewport_size({"width": width, "height": 2_400})
    screenshot(page, f"moves-{width}-{scheme}")


def test_an_experiment_sets_the_sidebar_the_address_and_the_grid(page):
    main = lab(page, "/moves?mask=causal&moves.token=5")
    main.get_by_role("radio", name="Zero after the softmax", exact=True).click()
    expect(main).to_contain_text("their share stays in the denominator")
    settled(page)
    view = view_of(text="The king asked the princess what she had seen", mask="causal",
                   blocking="after")  # fmt: skip
    done = experiment(view, made(view, "word", 5, another(view, 5)))
    assert [row[:-1] for row in numbers(page)] == expected(done.moved)
    expect(page.get_by_test_id("stSidebar").get_by_role("textbox", name="Text")).to_have_value(
        "The king asked the princess what she had seen"
    )
    expect(page.locator("td.moved.closed").first).to_be_visible()
    link = page.url
    page.get_by_test_id("stMain").get_by_role("link", name="Open this state").click()
    expect(page.locator(".mv-stage[data-drawn]")).to_have_count(1)
    settled(page)
    expect(page.get_by_test_id("stSidebar").get_by_role("textbox", name="Text")).to_have_value(
        "The king asked the princess what she had seen"
    )
    page.goto(link)
    expect(page.get_by_test_id("stMain")).to_contain_text("stays in the denominator")


def test_a_token_is_clicked_and_the_layers_are_slid(page):
    main = lab(page, "/moves?moves.token=5")
    main.get_by_role("radio", name="9 King", exact=True).click()
    expect(main).to_contain_text("“King” (9) became")
    expect(main).to_contain_text("after 1 layer. 74 of 400 pairs do")
    main.get_by_role("slider", name="Reach after so many layers").press("ArrowRight")
    expect(main).to_contain_text("after 2 layers. 119 of 400 pairs do")
    expect(main).to_contain_text("says can be in rows 9 to 15")
    expect(page).to_have_url(
        re.compile("moves.token=9.*moves.depth=2|moves.depth=2.*moves.token=9")
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 360])
def test_secrets_opens_on_a_cold_link_and_fits(page, width, scheme):
    looked_at(page, width, scheme)
    main = lab(page, f"/secrets?mask=sensitive&text={ONE['text'].replace(' ', '+')}")
    fits(page)
    view = view_of(**ONE)
    (one,) = hidden(view)
    assert numbers(page) == expected(prove(view, one).done.moved)
    expect(main).to_contain_text("equal bit by bit, in every layer and at the logits")
    expect(main).to_contain_text("No legal claim is made")
    page.set_viewport_size({"width": width, "height": 2_000})
    screenshot(page, f"secrets-{width}-{scheme}")


def test_a_token_that_is_clicked_is_secret_and_without_the_mask_it_gets_out(page):
    main = lab(page, f"/secrets?mask=sensitive&text={ONE['text'].replace(' ', '+')}")
    main.get_by_role("button", name="2 king", exact=True).click()
    expect(main).to_contain_text("“king”, “Alice” became")
    expect(main).to_contain_text("all 6 rows besides its own are equal bit by bit")
    main.get_by_role("radio", name="No such mask", exact=True).click()
    expect(main).to_contain_text("that must not know it; row")
    expect(main).to_contain_text("Head 0 of layer 0 lets query 7 “lives” read key 6 “Alice”.")
