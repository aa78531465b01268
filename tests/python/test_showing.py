"""`show`: the page is what was given, the weights are torch's, and nothing else is touched."""

import sys
import types

import numpy as np
import pytest
import torch
from playwright.sync_api import expect

import maskviz
from maskviz.python.page import in_notebook
from maskviz.python.scores import scored
from maskviz.python.showing import mask_of, page_of
from tests.stage.driver import Driver
from tests.stage.walks import line
from tests.standalone.opened import drawn, from_disk

TOKENS = ["The", "cat", "sat", "on", "the", "mat"]
CAUSAL = np.tri(6, dtype=bool)
EMPTY = CAUSAL & (np.arange(6) != 2)[:, None]


def given(heads=2):
    return torch.randn(1, heads, 6, 6, generator=torch.Generator().manual_seed(3))


def test_the_weights_are_those_of_scaled_dot_product_attention():
    raw = given()[0]
    made = scored(EMPTY[None], raw.numpy())
    wide = torch.eye(6).expand(2, 6, 6)  # scores q·k of these are the raw ones, scaled back
    torch_ = torch.nn.functional.scaled_dot_product_attention(
        raw, wide, wide, attn_mask=torch.tensor(EMPTY), scale=1.0
    )
    np.testing.assert_allclose(made.weights, torch_.numpy(), atol=1e-6)


def test_a_page_is_worked_out_from_the_scores_and_locks_and_turns_heads(open_window, tmp_path):
    page = maskviz.show(EMPTY, TOKENS, given(), title="Mine & yours", file=tmp_path / "a.html")
    made = scored(EMPTY[None], given()[0].numpy())
    with from_disk(open_window, page.file) as opened:
        here, driver = drawn(opened), Driver(opened)
        expect(here.locator("h1")).to_have_text("Mine & yours")
        for head, row in ((0, 5), (1, 4)):
            here.locator(".mv-head").nth(head).click()
            driver.click("weights", row, 1)
            expect(here.locator("[data-part=row] h3").first).to_contain_text(f"{TOKENS[row]}")
            for stop, numbers in (("raw", made.raw), ("weight", made.weights)):
                np.testing.assert_allclose(line(here, stop), numbers[head, row], atol=6e-4)
        driver.click("mask", 2, 0)
        expect(here.locator(".remark")).to_contain_text("Query 2 has nothing to read")
        driver.point("mask", 5, 3)
        expect(here.locator(".mv-readout")).to_contain_text("may read")


def test_a_mask_alone_has_one_picture_and_a_large_one_the_viewer(open_window, tmp_path):
    small = maskviz.show("causal", TOKENS, file=tmp_path / "small.html")
    assert repr(small).startswith("Causal, a page of ") and len(small.html) < 200_000
    with from_disk(open_window, small.file) as opened:
        expect(drawn(opened).locator("figure:visible")).to_have_count(1)
        expect(opened.locator("[data-part=row]")).to_have_count(0)
    large = maskviz.show(np.tri(400, dtype=bool), file=tmp_path / "large.html")
    with from_disk(open_window, large.file) as opened:
        expect(opened.locator("h1")).to_have_text("Causal")
        expect(opened.locator(".mv-big canvas").first).to_be_visible()


def test_a_stack_of_masks_is_a_strip_to_choose_from(open_window, tmp_path):
    stack = np.stack([CAUSAL, ~CAUSAL, EMPTY])[None]
    page = maskviz.show(stack, TOKENS, title="Mine", file=tmp_path / "stack.html")
    with from_disk(open_window, page.file) as opened:
        expect(drawn(opened).locator(".mv-head-label")).to_have_text(["mask 0", "mask 1", "mask 2"])
        expect(opened.locator("h1")).to_have_text("Mine, mask 0")
        opened.locator(".mv-head").nth(1).click()
        expect(opened.locator("h1")).to_have_text("Mine, mask 1")
        expect(opened.locator(".lines")).to_contain_text("15 of 36 cells may be read")
        one = opened.locator(".mv-head canvas").evaluate_all("all => all.map((c) => c.toDataURL())")
        assert len(set(one)) == 3


@pytest.mark.parametrize(
    ("mask", "title"),
    [
        ("Sliding window", "Sliding window, window 4"),
        ("k <= q and q - k < 2", "k <= q and q - k < 2"),
        (lambda q, k: k <= q, "<lambda>"),
        (CAUSAL.astype(int), "Causal"),
        (np.where(CAUSAL, 0, -np.inf), "Causal"),
        (maskviz.read("1 0\n1 1"), "Causal"),
        (maskviz.check("1 0\n1 1"), "Causal"),
        ("1 0\n1 1", "Causal"),
        ("torch.ones(6, 6).tril()", "Causal"),
        (maskviz.read(np.stack([CAUSAL, ~CAUSAL])), "A mask"),
    ],
)
def test_masks_in_every_form_are_shown(mask, title, tmp_path):
    tokens = TOKENS if (isinstance(mask, str) and "\n" not in mask) or callable(mask) else None
    assert maskviz.show(mask, tokens, file=tmp_path / "a.html").title == title


def test_a_mask_that_chooses_by_scores_is_given_them(tmp_path):
    title, made = mask_of("top_k", (6, 6), {"keep": 2}, given()[0].numpy())
    best = given()[0].numpy().argsort(axis=-1)[..., -2:]
    assert title == "Top-k, keep 2" and made.sum() == 2 * 6 * 2
    assert np.take_along_axis(made, best, axis=-1).all()
    assert "Top-k, keep 2" in repr(
        maskviz.show("top_k", None, given(), keep=2, file=tmp_path / "a.html")
    )


def test_a_matrix_alone_is_the_file_of_the_page_that_checks_it(tmp_path):
    assert page_of(CAUSAL) == maskviz.show(CAUSAL, file=tmp_path / "a.html").html


def test_queries_that_are_no_keys_have_texts_of_their_own(tmp_path):
    page = maskviz.show(np.ones((3, 2), bool), ["x", "y"], query_tokens=list("abc"),
                        file=tmp_path / "a.html")  # fmt: skip
    assert "future" not in page.html.split("<h1>")[1].split("<noscript>")[0]


WRONG = {
    "scores are 5 x 5, the mask 6 x 6": (CAUSAL, None, np.zeros((5, 5))),
    "128 are the most": (np.ones((129, 2, 2), bool),),
    "scores of 2 heads and masks of 3": (np.ones((3, 6, 6), bool), None, given()),
    "no size of its own": ("causal",),
    "chooses by scores": ("top_k", TOKENS),
    "did you mean causal": ("causl", TOKENS),
    "tokens is a list of 1 texts for 6 keys": (CAUSAL, ["a"]),
    "tokens is one text": (CAUSAL, "abcdef"),
    "256 a side": (np.ones((300, 300), bool), None, np.ones((300, 300))),
    "two kinds of cells": ([[1, 2], [3, 4]],),
    "tokens is 5, not a list": (CAUSAL, 5),
    "cannot be read as numbers": (torch.ones(3, 3, device="meta"),),
    "has no cells": (np.ones((0, 3)),),
    "scores are numbers": (CAUSAL, None, "x"),
    "not of one length": (CAUSAL, None, [[1, 2], [3]]),
    "1,048,576 is the most": (np.ones((200, 200), bool), None, np.ones((40, 200, 200))),
}


@pytest.mark.parametrize("sentence", WRONG)
def test_a_mistake_is_one_sentence_of_one_error(sentence):
    with pytest.raises(maskviz.MaskError, match=sentence):
        maskviz.show(*WRONG[sentence])


def test_a_misspelt_word_is_led_to_the_nearest():
    with pytest.raises(maskviz.MaskError, match="not for an array; did you mean scores"):
        maskviz.show(CAUSAL, score=CAUSAL)


def test_half_an_emoji_nothing_and_sparse_numbers_do_no_harm(tmp_path):
    odd = ["\ud800", None, "\0", "", "\u202e", "🙂"]
    page = maskviz.show(torch.eye(6).to_sparse(), odd, title="\udfff", file=tmp_path / "a.html")
    assert page.title == "\udfff" and "<h1>?</h1>" in page.file.read_text("utf-8")


def test_a_notebook_gets_a_frame_and_no_file(monkeypatch):
    assert not in_notebook()
    shell = types.SimpleNamespace(kernel=object())
    module = types.SimpleNamespace(get_ipython=lambda: shell)
    monkeypatch.setitem(sys.modules, "IPython", module)
    page = maskviz.show("causal", TOKENS)
    assert page.file is None and repr(page).endswith('kB; save("mask.html") writes it')
    html = page._repr_html_()
    words, frame = html.split("</pre></noscript>")
    assert words.startswith("<noscript><pre>Causal") and words.endswith("\n######")
    assert frame.startswith("<iframe srcdoc=") and "&lt;h1&gt;Causal" in frame
    assert frame.count("<") == 2, "the page is all in the attribute"


def test_elsewhere_a_file_is_written_and_opened_by_whoever_asks(monkeypatch):
    page, asked = maskviz.show("causal", TOKENS), []
    assert page.file.read_text("utf-8") == page.html
    monkeypatch.setattr("webbrowser.open", asked.append)
    page.open()
    assert asked == [page.file.as_uri()]
    page.file.unlink()
    page.file.parent.rmdir()
