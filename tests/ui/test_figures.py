"""The figures under the picture and the sentences about them, read off the page."""

import pytest
import torch

from maskviz.settings.link import make_link
from tests.states import state
from tests.ui.page import board, opened, told


def figures(page) -> dict[str, str]:
    """Name -> value of the line of figures."""
    return board(page).figures


def leak_of(page) -> float:
    return float(figures(page)["leak"].split()[0])


def test_zero_after_the_softmax_leaks_and_the_warning_says_how():
    """The first query reads itself alone; most of its softmax's sum belongs to keys after it."""
    page = opened(mask="causal", blocking="after")
    assert 0.1 < leak_of(page) <= 1
    (said,) = [note for note in board(page).notes if "stay in the sum" in note]
    assert "may have read the answer" in said


@pytest.mark.parametrize("blocking", ["renormalised", "sdpa"])
def test_what_is_rescaled_does_not_leak(blocking):
    page = opened(mask="causal", blocking=blocking)
    assert "may have read the answer" not in told(page)
    assert figures(page).get("leak", "0 of").startswith("0 of")


def read(page) -> str:
    """All prose of the board."""
    return board(page).said


def test_a_painted_bias_is_counted_as_what_it_is():
    """Three cells of an open mask get a number, a fourth is blocked and gets none."""
    cells = [q * 2048 + k for q, k in ((5, 1), (5, 2), (6, 2), (2, 9))]
    paint = {"base": "causal()", "flips": [], "biases": [[2.0, sorted(cells)]]}
    settings = state({"all": "custom"}, {"all": paint}, mask="custom")
    said = read(opened(p=make_link(settings)))
    assert "0 cells painted" not in said
    assert "A bias painted on 3 cells that may be read" in said and "it blocks nothing" in said
    both = {"all": paint | {"flips": [4 * 2048 + 1, 9 * 2048 + 12]}}
    said = read(opened(p=make_link(state({"all": "custom"}, both, mask="custom"))))
    assert "2 cells painted" in said and "Besides, a bias painted on 3 cells" in said


def test_multiply_adds_are_not_told_as_saved():
    """A window of 1 leaves 10 of 100 cells, 64 multiply-adds each; top-k asks all 55 scores."""
    text = "The king asked the princess what she had seen"  # ten tokens with `<s>`
    value = figures(opened(text=text, mask="sliding_window", **{"sliding_window.window": "1"}))
    assert value["multiply-adds"] == (
        "6,400, given the mask as a matrix; 640 if a kernel skipped every blocked cell"
    )
    value = figures(opened(text=text, mask="top_k", **{"top_k.keep": "1"}))
    assert value["multiply-adds"].startswith("6,400, given the mask as a matrix; 2,080 if")
    assert value["multiply-adds"].endswith("as all scores are needed to choose")


def test_tokens_among_figures_stand_in_quotes(shipped):
    """A full stop and a comma among numbers are no tokens without them."""
    text = "The cat sat on the wall"
    found = figures(opened(text=text, mask="causal"))
    (row,) = [name for name in found if name.endswith("predicts")]
    ids = torch.tensor([shipped.tokenizer.row(text).ids])
    with torch.inference_mode():
        logits = shipped.model(ids)[0, int(row.split()[1])]
    best = logits.softmax(dim=-1).max(dim=0)
    told = f"“{shipped.tokenizer.label(best.indices.item())}” {best.values.item():.0%}"
    assert found[row].startswith(f"{told} (") and found[row].endswith(f": {told})")


def locked_at(row: int, **values):
    """The page with a row locked."""
    return opened(p=make_link(state(**values).but(locked=(row, 0))))


def test_a_full_text_says_its_limit_instead_of_appending_behind_the_cut():
    full = locked_at(255, text="The cat sat. " * 120)
    assert "Nothing can be appended: the text has" in read(full) and "reads 256." in read(full)
    assert not board(full).tokens
    text = "The cat sat on the mat"
    cut = locked_at(2, text=text, texts=2, text_2="A fox", length_1=3)
    assert "3 of the text's 7 tokens are kept" in read(cut)
    assert not board(cut).tokens
    free = locked_at(6, text=text)
    assert board(free).tokens


def test_a_perplexity_of_the_playground_names_its_text():
    page = opened(text="The cat sat on the wall and looked at the moon all night")
    (line,) = [said for said in board(page).answers if "perplexity" in said]
    assert "“The cat sat on the wall and looked at th…”" in line


@pytest.mark.parametrize(
    ("where", "text"),
    [
        ("pages/look_up/costs.py", "story"),
        ("pages/look_up/cheat.py", "held-out text"),
        ("pages/look_up/model.py", "held-out text"),
    ],
)
def test_every_other_page_with_perplexities_names_theirs(where, text):
    """Each sentence or caption that has the word names the text, or the table's caption does."""
    page = opened()
    page.switch_page(where).run()
    prose = [e.value for e in (*page.markdown, *page.caption) if "erplexity" in e.value]
    prose = [sentence.replace("\\", "") for sentence in prose]
    assert prose and all(text in sentence for sentence in prose)
