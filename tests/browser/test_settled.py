"""That a page is settled means that what was just asked for is there, however late it comes."""

from tests.browser.stage import settled

LATE = """{
  const late = (hear) => (event) => setTimeout(() => hear(event), 700);
  window.WebSocket = class extends WebSocket {
    addEventListener(type, hear) {
      super.addEventListener(type, type === "message" ? late(hear) : hear);
    }
  };
}"""


def test_a_press_is_answered_before_a_page_is_settled(page):
    page.add_init_script(LATE)
    page.goto("/order?text=The+cat+sat&mask=causal")
    settled(page)
    main = page.get_by_test_id("stMain")
    said = "Positions on, "
    assert said not in main.inner_text()
    main.get_by_text("Positions", exact=True).click()
    settled(page)
    assert said in main.inner_text()
