"""A matrix that somebody brought, in the playground: painted on, taken back, under another text."""

import numpy as np
from playwright.sync_api import expect

from maskviz.masks.call import MaskCall
from maskviz.settings.declared import Settings
from maskviz.settings.link import make_link
from maskviz.settings.ownmatrix import of_matrix
from tests.browser.playground import Playground

DOC = np.array([0, 0, 0, 1, 1, 2])
DOCUMENTS = (DOC[:, None] == DOC) & np.tri(6, dtype=bool)


def shown(app: Playground) -> np.ndarray:
    cells = app.root.evaluate("(root) => Array.from(root.maskviz.header.shown)")
    return np.array(cells, dtype=bool).reshape(6, 6)


def test_it_stays_the_mask_when_paint_is_taken_back_and_the_text_changes(page):
    """Case M45: six by six, with the short code, whatever is done on the page."""
    link = make_link(of_matrix(DOCUMENTS, Settings(), MaskCall("full")))
    app = Playground(page, f"/playground?p={link}")
    app.agrees()
    assert np.array_equal(shown(app), DOCUMENTS)
    app.button("Paint").click()
    app.click("mask", 5, 0)
    app.redrawn()
    assert app.agrees().book["all"].flips
    assert np.argwhere(shown(app) != DOCUMENTS).tolist() == [[5, 0]]
    app.button("Undo").click()
    app.redrawn()
    page_of = app.agrees().book["all"]
    assert not page_of.flips and page_of.matrix.size == (6, 6)
    assert np.array_equal(shown(app), DOCUMENTS)
    text = page.get_by_role("textbox", name="Text")
    text.fill("Hi")
    text.press("Control+Enter")
    app.redrawn()
    assert np.array_equal(shown(app), DOCUMENTS)
    main = page.get_by_test_id("stMain")
    expect(main).to_contain_text("tokens of padding stand behind it")
    main.get_by_role("button", name="Code", exact=True).click()
    expect(main).to_contain_text("doc[k] == doc[q]")
    main.get_by_text("Program", exact=True).click()
    expect(main).to_contain_text("doc = torch.tensor([0, 0, 0, 1, 1, 2])")
