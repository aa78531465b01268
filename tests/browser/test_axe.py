"""Every page of the bar for everyone: axe, and what axe does not look at; light and dark."""

from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import expect

from maskviz.ui.shell import ADDRESSES
from tests.browser.stage import lit, still

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
OURS = Path(__file__).with_name("everyone.js").read_text("utf-8")
RULES = {
    "light": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "dark": {"type": "rule", "values": ["color-contrast"]},  # all else is the same in both
}
RUN = """async (which) => {
  const rules = {};
  if (which.type === "tag") // these two are off unless asked for
    for (const rule of ["target-size", "label-content-name-mismatch"])
      rules[rule] = { enabled: true };
  const { violations } = await axe.run(document, { runOnly: which, rules });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`)
  );
}"""
UNFOLD = """() => {
  const open = (root) => {
    for (const each of root.querySelectorAll("*")) {
      if (each.matches("details:not([open]) > summary")) each.click();
      if (each.shadowRoot) open(each.shadowRoot);
    }
  };
  open(document);
}"""


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_for_everyone(page, address):
    page.goto(f"/{address}")
    expect(page.locator("h1").first).to_be_attached()
    still(page)
    page.evaluate(UNFOLD)
    page.evaluate(AXE)
    for scheme, rules in RULES.items():
        lit(page, scheme)
        found = [*page.evaluate(RUN, rules), *page.evaluate(OURS)]
        assert not found, "\n".join([f"{address}, {scheme}:", *found])
