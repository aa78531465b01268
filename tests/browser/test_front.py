"""The first page in a window: all of it at once, by mouse, finger and keyboard; what is covered is
not in the browser."""

import json
import re

import pytest
from playwright.sync_api import expect

from maskviz.models import load
from maskviz.teaching.front.pictures import pictures
from maskviz.ui.front.message import revealed
from tests.browser.stage import drawn, fits, screenshot, settled, still

SIZES = {"laptop": (1280, 720), "projector": (1920, 1080), "phone": (360, 740)}
DRAWN = pictures(load("gpt"))


def arrive(page, address="/start"):
    page.goto(address)
    drawn(page)
    return page.locator(".mv-front")


def plain(rich) -> str:
    return "".join(piece if isinstance(piece, str) else piece["b"] for piece in rich)


@pytest.fixture
def visitor(open_window, request):
    """A window of a size; a phone is tapped."""
    touch = {"has_touch": True, "is_mobile": True} if request.param == "phone" else {}
    return open_window(*SIZES[request.param], **touch), request.param


@pytest.mark.parametrize("visitor", SIZES, indirect=True)
def test_the_first_screen_is_complete(visitor):
    page, size = visitor
    front = arrive(page)
    seen = [page.locator("h1"), front.locator(".told"), front.locator(".choice button").last]
    seen += [
        front.locator("[data-stage=mask] tr").last,
        front.locator("[data-stage=weights] tr").last,
    ]
    seen += [front.locator(".guesses .reveal"), front.locator(".door").first]
    if size != "phone":
        seen += [front.locator(".door").last, front.locator(".legend")]
    width, height = SIZES[size]
    for each in seen:
        box = each.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= width, each
        assert box["y"] >= 0 and box["y"] + box["height"] <= height, each
    fits(page)
    small = front.locator("button:visible, a:visible").evaluate_all(
        "all => all.filter((e) => e.getBoundingClientRect().height < 24).length"
    )
    assert small == 0, "targets of 24 px"
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        still(page)
        screenshot(page, f"front-{size}-{scheme}")


@pytest.mark.parametrize("visitor", ["phone"], indirect=True)
def test_a_finger_chooses_a_picture_a_row_and_a_guess(visitor):
    page, _ = visitor
    front = arrive(page)
    front.get_by_role("button", name="No mask").tap()
    expect(front.locator(".told")).to_have_text(plain(DRAWN["none"].rows[3]))
    front.locator("[data-stage=weights] tr[data-row='1'] td").first.tap()
    expect(front.locator(".told")).to_have_text(plain(DRAWN["none"].rows[1]))
    expect(page).to_have_url(re.compile(r"start\.mask=none&start\.row=1$"))
    front.get_by_role("button", name="Both").tap()
    expect(front.locator(".told")).to_have_text(plain(DRAWN["both"].rows[3]))
    cells = front.locator("[data-stage=mask] td.yes, [data-stage=mask] td.no").all_inner_texts()
    assert cells == [str(int(cell)) for cell in DRAWN["both"].cells.ravel()]
    settled(page)
    screenshot(page, "front-phone-both")
    front.get_by_role("button", name="dinner").tap()
    said = revealed(DRAWN["both"].next, "dinner")["told"]
    expect(front.locator("[data-stage=next]")).to_contain_text(plain(said))
    expect(front.locator("[data-stage=next] .best")).to_contain_text(DRAWN["both"].next.best.label)


def test_the_answer_is_not_in_the_browser_before_it_is_asked_for(page):
    came = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda f: came.append(f)))
    front = arrive(page)
    settled(page)
    found = DRAWN["causal"].next
    shares = [f"{guess.probability:.3f}"[1:] for guess in found.choices]
    percent = f"{found.best.probability:.0%}"

    def told() -> str:
        frames = b"".join(f if isinstance(f, bytes) else f.encode() for f in came)
        return frames.decode("latin-1") + page.content() + front.inner_html()

    before = told()
    assert found.best.label in before, "it is among the choices"
    assert not any(
        f'"share": 0{share}' in before or f'"share":0{share}' in before for share in shares
    )
    assert '"best"' not in before and f"says {found.best.label}" not in before
    front.get_by_role("button", name="Reveal").click()
    expect(front.locator("[data-stage=next]")).to_contain_text(percent)
    assert '"best"' in told(), "the search would have found it"


def test_back_undoes_a_picture_and_an_answer_and_then_leaves(page):
    page.goto("/conventions")
    settled(page)
    front = arrive(page, "/")
    front.get_by_role("button", name="Padding").click()
    expect(page).to_have_url(re.compile("start.mask=padding"))
    settled(page)
    front.get_by_role("button", name="Reveal").click()
    expect(front.locator("[data-stage=next] .best")).to_be_visible()
    settled(page)
    page.go_back()
    expect(front.get_by_role("button", name="Reveal")).to_be_visible()
    expect(front.locator(".choice [aria-pressed=true]")).to_have_text("Padding")
    page.go_back()
    expect(front.locator(".choice [aria-pressed=true]")).to_have_text("Causal")
    settled(page)
    page.go_back()
    expect(page.locator("h1")).to_have_text("Conventions")


def test_by_keyboard_alone(page):
    front = arrive(page)
    page.locator("h1").evaluate("e => { e.tabIndex = -1; e.focus(); }")
    held = "() => { let e = document.activeElement; while (e.shadowRoot?.activeElement)"
    held += " e = e.shadowRoot.activeElement; return e.innerText; }"
    met = []
    for _ in range(17):
        page.keyboard.press("Tab")
        met.append(page.evaluate(held))
    choices = ["No mask", "Causal", "Padding", "Both"]
    words = [guess.label for guess in DRAWN["causal"].next.choices]
    wanted = [*choices, "ate", *words, "Reveal"]
    assert met[:3] == ["tokens", "attention", "mask"], "words that can be tapped"
    assert met[3 : 3 + len(wanted)] == wanted, "the order of what is seen; of the rows one"
    front.locator("[data-stage=mask] button[tabindex='0']").focus()
    page.keyboard.press("ArrowUp")
    expect(front.locator(".told")).to_have_text(plain(DRAWN["causal"].rows[2]))
    assert page.evaluate(held) == "bear"
    front.get_by_role("button", name="Both").focus()
    page.keyboard.press("Enter")
    expect(front.locator(".told")).to_have_text(plain(DRAWN["both"].rows[4]))
    settled(page)
    front.get_by_role("button", name="Reveal").focus()
    page.keyboard.press("Space")
    expect(front.locator("[data-stage=next] .best")).to_be_visible()


def test_a_door_opens_the_very_state_and_back_comes_again(page):
    front = arrive(page, "/start?start.mask=none&start.row=2")
    page.evaluate("window.stayed = true")
    front.get_by_role("link", name="Open the playground").click()
    expect(page.locator("h1")).to_have_text("Full")
    settled(page)
    root = page.locator("[data-drawn]").first
    seen = root.evaluate("r => [...r.maskviz.header.tokens]")
    assert json.dumps(seen).count("bear") == 1 and page.evaluate("window.stayed")
    page.go_back()
    expect(page.locator("h1")).to_have_text("What may each word read?")
    expect(front.locator(".told")).to_have_text(plain(DRAWN["none"].rows[2]))
