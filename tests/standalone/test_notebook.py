"""Pages as output of a notebook: each in its frame, as high as it is, in the notebook's colours."""

import re
from contextlib import contextmanager

import numpy as np
import pytest
from playwright.sync_api import expect

from maskviz.python.showing import show
from tests.standalone.opened import from_disk

CAUSAL = np.tri(6, dtype=bool)
THEMES = {"light": ("white", "rgb(0 0 0 / 87%)"), "dark": ("#111", "white")}
# What a notebook's web view of an editor lets its outputs do, where the policy is switched on.
POLICY = (
    "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; "
    "img-src https: http: data:; font-src https:; connect-src https:; child-src https: data:"
)
HEAD = '<!doctype html><meta http-equiv="Content-Security-Policy" content="{}"><style>{}</style>'
STYLE = """
body { margin: 0; background: %s; color: %s }
.cell { margin: 20px 0 0 80px; overflow: auto; padding: 5px }
"""
SEEN = """() => {
  const { scrollWidth, scrollHeight } = document.scrollingElement;
  return { wide: scrollWidth - innerWidth, high: scrollHeight - innerHeight,
    least: document.documentElement.getBoundingClientRect().height - innerHeight,
    ground: getComputedStyle(document.body).backgroundColor };
}"""
CHANGE = "([background, color]) => Object.assign(document.body.style, { background, color })"
FITS = "() => Math.ceil(document.documentElement.getBoundingClientRect().height) === innerHeight"


@contextmanager
def notebook(open_window, tmp_path, *pages, theme="light", policy="", **more):
    """A page with each output in a cell of its own; the frames in it, each fitted."""
    cells = [f'<div class="cell">{page._repr_html_()}</div>' for page in pages]
    file = tmp_path / "notebook.html"
    file.write_text(HEAD.format(policy, STYLE % THEMES[theme]) + "".join(cells), "utf-8")
    with from_disk(open_window, file, **more) as page:
        frames = page.main_frame.child_frames
        for element, frame in zip(page.locator("iframe").all(), frames, strict=True):
            element.scroll_into_view_if_needed()  # only then is a frame laid out
            frame.wait_for_selector("[data-drawn]")
            frame.wait_for_function(FITS)
        yield page, frames


def shown(tmp_path, *args, **named):
    return show(*args, file=tmp_path / "mask.html", **named)


@pytest.mark.parametrize("width", [1000, 360])
@pytest.mark.parametrize("policy", ["", POLICY])
def test_no_frame_scrolls_or_cuts_its_page(open_window, tmp_path, width, policy):
    pages = [
        shown(tmp_path, CAUSAL),
        shown(tmp_path, CAUSAL, scores=np.zeros((2, 6, 6))),
        shown(tmp_path, np.tri(300, dtype=bool)),
    ]
    with notebook(open_window, tmp_path, *pages, policy=policy, width=width) as (_, frames):
        for frame in frames:
            seen = frame.evaluate(SEEN)
            assert (seen["wide"], seen["high"]) == (0, 0) and -1 < seen["least"] <= 0
        one = frames[0].locator("[data-overlay=mask]")
        assert one.bounding_box()["height"] < 600, "a picture is no higher for a higher frame"


def test_a_frame_follows_its_page_to_another_height(open_window, tmp_path):
    with notebook(open_window, tmp_path, shown(tmp_path, CAUSAL, scores=np.zeros((6, 6)))) as (
        _,
        [one],
    ):
        before = one.evaluate("innerHeight")
        one.get_by_role("button", name="Mask: show large").click()
        one.wait_for_function("before => innerHeight > before + 100", arg=before)
        one.wait_for_function(FITS)
        one.get_by_role("button", name="Aa").click()
        one.wait_for_function(FITS)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_ground_is_light_or_dark_as_the_notebooks_is(open_window, tmp_path, scheme):
    pages = shown(tmp_path, CAUSAL), shown(tmp_path, np.tri(300, dtype=bool))
    with notebook(open_window, tmp_path, *pages, theme="dark", scheme=scheme) as (page, frames):
        for theme in ("dark", "light", "dark"):
            ground, ink = THEMES[theme]
            page.evaluate(CHANGE, [ground, ink])
            for element, frame in zip(page.locator("iframe").all(), frames, strict=True):
                element.scroll_into_view_if_needed()
                wanted = "rgb(20, 25, 28)" if theme == "dark" else "rgb(255, 255, 255)"
                frame.wait_for_function(f"() => ({SEEN})().ground === {wanted!r}")


def test_keys_and_hands_stay_in_the_frame(open_window, tmp_path):
    pages = shown(tmp_path, CAUSAL), shown(tmp_path, ~CAUSAL)
    with notebook(open_window, tmp_path, *pages) as (page, [one, other]):
        page.evaluate("() => { window.keys = []; onkeydown = (e) => keys.push(e.key) }")
        page.locator("iframe").first.scroll_into_view_if_needed()
        one.locator("[data-overlay=mask]").focus()
        before = other.locator(".mv-readout").inner_text()
        for key in ("ArrowUp", "d", "ArrowUp", "x"):
            page.keyboard.press(key)
        expect(one.locator(".mv-readout")).to_contain_text(re.compile(r"query\s*2\b"))
        assert other.locator(".mv-readout").inner_text() == before
        assert page.evaluate("() => keys") == [] and page.evaluate("() => scrollX") == 0


def test_a_notebook_that_strips_frames_and_scripts_keeps_the_words(tmp_path):
    output = shown(tmp_path, "causal", ["a", "<b>"])._repr_html_()
    kept = re.sub(r"<iframe.*?</iframe>|</?noscript>", "", output, flags=re.S)
    words = re.fullmatch(r"<pre>(.*)</pre>", kept, re.S)[1].split("\n")
    assert words[0] == "Causal" and "trusted" in words[2] and words[3:] == ["#.", "##"]


def test_where_scripts_run_the_words_are_not_seen(open_window, tmp_path):
    with notebook(open_window, tmp_path, shown(tmp_path, CAUSAL)) as (page, _):
        assert not page.locator("noscript").is_visible()
