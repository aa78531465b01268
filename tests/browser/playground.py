"""The open playground: what its address says, and whether the picture shows just that."""

from collections.abc import Callable
from functools import cache
from urllib.parse import parse_qs, urlsplit

import numpy as np
from playwright.sync_api import Page, expect

from maskviz.analysis.view import make_view
from maskviz.models import load
from maskviz.settings.declared import Settings
from maskviz.settings.link import make_link
from maskviz.settings.query import read_query
from maskviz.ui.board.scenes import scene_of
from tests.browser.stage import drawn, still
from tests.stage.driver import Driver
from tests.states import state

model = cache(load)

ARRAYS = """(root) => {
  const s = root.maskviz.header;
  const list = (a) => Array.from(a, (x) => (Number.isFinite(x) ? x : String(x)));
  return { tokens: s.tokens, queryTokens: s.queryTokens, offset: s.offset,
           head: s.head, layer: s.layer,
           shown: list(s.shown), raw: list(s.raw), weights: list(s.weights), output: list(s.output),
           masked: list(Array.from(s.raw, (_, i) => s.masked(i))) };
}"""


class Playground(Driver):
    """The real app in one window, compared with the same settings calculated here."""

    def __init__(self, page: Page, address: str = "/playground"):
        self.page = page
        page.goto(address)
        self.mark = drawn(page)

    def settings(self) -> Settings:
        """What a reload would restore."""
        found = read_query(parse_qs(urlsplit(self.page.url).query, keep_blank_values=True))
        assert not found.ignored
        return found.settings.with_own_mask().stored()  # as the page takes it over

    def holds(self, told: Callable[[Settings], object]) -> None:
        """Wait until the address says so, however many runs it takes."""
        self.page.wait_for_url(lambda _: bool(told(self.settings())))

    def redrawn(self) -> None:
        self.mark = drawn(self.page, after=self.mark)

    def agrees(self) -> Settings:
        """The arrays in the browser are those of the settings, and blocked cells are hatched."""
        self.mark = drawn(self.page)
        settings = self.settings()
        view = make_view(settings, model(settings.model))
        scene = scene_of(view)
        got = self.root.evaluate(ARRAYS)
        assert got["tokens"] == list(scene.tokens)
        assert got["queryTokens"] == list(scene.query_tokens or scene.tokens)
        assert (got["offset"], got["head"], got["layer"]) == (scene.offset, scene.head, scene.layer)
        assert np.array_equal(np.array(got["shown"], bool), scene.allowed.ravel())
        for name in ("raw", "weights", "output", "masked"):
            expected = np.asarray(getattr(scene, name), np.float64).ravel()
            found = np.array([float(x) for x in got[name]])
            np.testing.assert_allclose(found, expected, rtol=2e-3, atol=2e-3, err_msg=name)
        self.pixels_agree(scene.allowed, scene.offset, view.locked)
        return settings

    def pixels_agree(self, allowed: np.ndarray, offset: int, locked: tuple[int, int]) -> None:
        """A sample of cells, read back: a hatch where blocked, a ground of one colour where not."""
        cells = list(np.ndindex(allowed.shape)) if len(allowed) <= 64 else []  # else below 2 px
        for row, k in cells[:: max(1, len(cells) // 40)]:
            if row + offset != locked[0] and k != locked[1]:
                assert self.hatched("mask", row + offset, k) != allowed[row, k], (row, k)

    def choose(self, label: str, option: str) -> None:
        """Pick an option of a select box by its title."""
        named = self.page.get_by_text(label, exact=True)
        box = self.page.get_by_test_id("stSelectbox").filter(has=named).locator("input")
        box.evaluate("field => field.scrollIntoView({ block: 'center' })")
        self.shown()  # a list closes when the sidebar still scrolls
        box.fill(option)  # a long list shows only what fits until it is filtered
        self.page.get_by_role("option", name=option, exact=True).click()

    def unfold(self, title: str) -> None:
        """Open a panel of the sidebar, unless it is, and wait until it has finished moving."""
        panel = self.page.get_by_test_id("stExpander").filter(has_text=title)
        if panel.locator("details[open]").count():
            return
        panel.locator("summary").click()
        expect(panel.get_by_test_id("stExpanderDetails")).to_be_visible()
        still(self.page)

    def segment(self, label: str, option: str) -> None:
        group = self.page.get_by_test_id("stButtonGroup").filter(has_text=label)
        group.get_by_role("radio", name=option, exact=True).or_(
            group.get_by_role("button", name=option, exact=True)
        ).first.click()

    def toggle(self, label: str) -> None:
        self.page.get_by_test_id("stCheckbox").filter(has_text=label).locator("label").first.click()

    def number(self, label: str, value: int) -> None:
        field = self.page.get_by_test_id("stNumberInput").filter(has_text=label).locator("input")
        field.fill(str(value))
        field.press("Enter")

    def type_text(self, text: str) -> None:
        field = self.page.get_by_label("Text", exact=True)
        field.fill(text)
        field.press("Control+Enter")

    def says(self, words: str) -> None:
        expect(self.page.get_by_test_id("stMain")).to_contain_text(words)


def link_to(**values) -> str:
    """The address of the first screen with some settings changed."""
    parts = {k: values.pop(k) for k in ("slots", "book", "picks", "locked") if k in values}
    return f"/playground?p={make_link(state(**values, **parts))}"
