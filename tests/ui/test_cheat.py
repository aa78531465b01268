"""The page "Does it cheat?": verdicts follow from figures, links open what was measured."""

from dataclasses import replace

import pytest
import torch

from maskviz.analysis.cheat import opened, score_gaps
from maskviz.analysis.cheatdata import Asked, Change, DataError, Report, Row, read_report
from maskviz.analysis.view import make_view
from maskviz.models import WeightsError
from maskviz.settings.declared import STORY
from maskviz.settings.kinds import TEXT_LIMIT
from maskviz.settings.link import read_link
from maskviz.ui import shell
from maskviz.ui.cheat import page as cheat
from maskviz.ui.cheat import words as cheatwords
from maskviz.ui.cheat.live import Live
from maskviz.ui.cheat.words import ppl
from tests.ui import page as pages
from tests.ui.page import healthy

PAGE = "pages/look_up/cheat.py"
BETTER, WORSE, SAME = Change(3.4, -0.1, 0.01), Change(3.6, 0.1, 0.01), Change(3.5, 0.01, 0.01)
MADE = Report(
    weights="0" * 64,
    tokens=1_000,
    windows=4,
    prefixes=100,
    causal=3.5,
    open_all=WORSE,
    open_layer=(BETTER, WORSE, WORSE, BETTER),
    stranger=(BETTER, BETTER, SAME, WORSE),
    open_head=((BETTER, SAME), (WORSE, SAME)) * 2,
    gaps=((0.0, 0.0), (0.5, 2.0), (0.6, 3.0), (0.7, 4.0)),
    last_row=(1.5, 2.5, 0.5, 0.0),
    written=Asked(4.0, 3.7, 3.5),
    cheater=Asked(0.1, 6.0, 7.0),
    without_mask=(Row(0, 3.5, 4.0), Row(300, 7.0, 0.1)),
    with_mask=(Row(0, 3.5, 4.0), Row(300, 3.4, 5.0)),
    tested=500,
)
CELL = '<td class="number">{}</td>'


def opened_page(**address):
    return healthy(pages.opened(**address).switch_page(PAGE).run())


def text_of(page) -> str:
    shown = [*page.markdown, *page.caption, *page.get("html")]
    return " ".join(getattr(e, "value", None) or e.proto.body for e in shown).replace("\\", "")


def spaced(said: str) -> str:
    return said.replace("\N{NO-BREAK SPACE}", " ")


def test_opening_all_is_called_what_it_did():
    assert "it gets worse" in cheatwords.open_all(MADE)
    assert "it gets better" in cheatwords.open_all(replace(MADE, open_all=BETTER))
    assert "Nothing that could be measured" in cheatwords.open_all(replace(MADE, open_all=SAME))
    shown = f"{ppl(3.5)} on the held-out text with its mask, {ppl(3.6)} without"
    assert shown in cheatwords.open_all(MADE)


def test_only_a_layer_that_improves_peeks():
    said = spaced(cheatwords.open_layer(MADE))
    assert said.startswith("**Layers 0 and 3 alone let it peek**: −9.5% and −9.5%.")
    assert "Layers 1 and 2 alone make it worse" in said
    one = cheatwords.open_layer(replace(MADE, open_layer=(SAME, SAME, BETTER, WORSE)))
    assert one.startswith("**Layer 2 alone lets it peek**") and "Layer 3 alone makes" in one
    none = cheatwords.open_layer(replace(MADE, open_layer=(SAME, WORSE, SAME, WORSE)))
    assert none.startswith("**No layer alone makes it better.**") and "peek" not in none


def test_another_text_s_future_is_told_apart():
    said = spaced(cheatwords.stranger(MADE))
    assert "its own future moves layers 0 and 1 by −9.5% and −9.5%" in said
    assert "Layer 1 uses it too, but loses more without its mask than it gives." in said
    assert "For layer 2 the two futures differ by nothing" in said
    assert "For layer 3 its own future is the worse one" in said


def test_heads_are_counted_and_the_extremes_named():
    heads = ((SAME, BETTER), (WORSE, replace(WORSE, change=0.2)), (SAME, SAME), (SAME, SAME))
    said = spaced(cheatwords.open_head(replace(MADE, open_head=heads)))
    assert "Of 8 heads alone without the mask, **1 make it better**, 2 worse, and 5 move" in said
    assert "Lowest: layer 0, head 1 (−9.5%)" in said
    assert "highest: layer 1, head 1 (+22.1%)" in said


def test_scores_are_called_equal_only_when_they_are():
    assert "In layer 0 they do not, to the last bit" in cheatwords.raw_scores(MADE)
    assert "In layers 1, 2 and 3 they do" in cheatwords.raw_scores(MADE)
    differ = replace(MADE, gaps=((1e-9, 1e-8), *MADE.gaps[1:]))
    assert "to the last bit" not in cheatwords.raw_scores(differ)
    assert "layer 3, the last, alone" in cheatwords.last_row(MADE)
    assert "moves them by up to 1.5, 2.5 and 0.5" in cheatwords.last_row(MADE)
    assert "stay" not in cheatwords.last_row(replace(MADE, last_row=(1.0, 1.0, 1.0, 1.0)))


def test_training_cheats_only_when_peeking_falls_and_honesty_rises():
    said = cheatwords.training(MADE)
    assert "**Now it cheats**" in said
    assert (
        "after 300 steps without the mask its loss is 0.10 when it may peek (it was 4.00)" in said
    )
    for last in (Row(300, 3.0, 0.1), Row(300, 7.0, 4.5)):
        other = replace(MADE, without_mask=(MADE.without_mask[0], last))
        assert "**It does not cheat**" in cheatwords.training(other)


def test_writing_is_honest_only_when_the_cheater_gains_nothing():
    shown = f"{ppl(0.1)} where the whole held-out text may be read and {ppl(6.0)}"
    assert cheatwords.writing(MADE).startswith("**No**") and shown in cheatwords.writing(MADE)
    equal = replace(MADE, cheater=Asked(0.1, 3.5, 7.0))
    assert not cheatwords.writing(equal).startswith("**No**")


@pytest.mark.parametrize(
    ("layers", "head"), [(range(4), None), ([0], None), ([3], None), ([2], 4)], ids=str
)
def test_a_link_opens_exactly_the_masks_that_were_measured(shipped, layers, head):
    settings, ignored = read_link(Live(STORY).link(layers, head).removeprefix("./playground?p="))
    assert not ignored
    allowed = make_view(settings, shipped).allowed["self"]
    n = allowed.shape[-1]
    wanted = opened(shipped.shape, n, layers, None if head is None else [head])
    assert torch.equal(allowed.expand_as(wanted), wanted)


def test_a_text_that_no_link_carries_still_has_links():
    text = "".join(chr(0x4E00 + 7 * i) for i in range(TEXT_LIMIT))
    settings, _ = read_link(Live(text).link([1]).removeprefix("./playground?p="))
    assert settings.layers == (1,) and settings.text in (text, STORY)


def test_the_page_shows_the_shipped_figures():
    report, shown = read_report(), text_of(opened_page())
    assert f"{report.tokens:,} tokens" in shown
    for say in (cheatwords.open_all, cheatwords.open_layer, cheatwords.open_head):
        assert say(report) in shown
    for found in (report.open_all, *report.open_layer):
        assert f">{found.perplexity:,.1f}</td>" in shown
    for found in (c for heads in report.open_head for c in heads):
        assert cheatwords.signed(found.percent) in shown
    for asked in (report.written, report.cheater):
        row = "".join(CELL.format(ppl(n)) for n in (asked.open, asked.alone, asked.causal))
        assert row in shown


def test_scores_are_measured_on_the_visitor_s_own_text(shipped):
    text = "The wolf came to the house of the king and asked for bread"
    page = opened_page(text=text)
    ids = torch.tensor([shipped.tokenizer.row(text).ids])
    shown = text_of(page)
    assert f"{text[:40]}…”, {ids.shape[1]} tokens" in shown
    for mean, most in score_gaps(shipped.model, ids)[1:]:
        assert CELL.format(f"{mean:.2f}") + CELL.format(f"{most:.2f}") in shown


@pytest.mark.parametrize("text", ["", "a", "👩‍👩‍👧‍👦 <b>*x*</b> $y$", "king " * 400], ids=range(4))
def test_no_text_breaks_the_page(text):
    page = opened_page(text=text)
    assert "tokens" in next(c.value for c in page.caption if "Your text" in c.value)
    assert all("<b>" not in caption.value.replace("\\<b\\>", "") for caption in page.caption)


def test_a_damaged_file_is_one_sentence_and_the_app_runs_on(monkeypatch):
    def damaged():
        raise DataError("cheat.json is damaged: KeyError 'shipped'")

    monkeypatch.setattr(cheat, "read_report", damaged)
    page = opened_page()
    told = [error.value for error in page.error]
    assert told == [
        "The figures of this page cannot be shown: cheat.json is damaged: KeyError 'shipped'."
    ]
    healthy(page.switch_page("pages/play/playground.py").run())
    assert not page.error


def test_figures_of_other_weights_are_called_so(monkeypatch):
    monkeypatch.setattr(cheat, "read_report", lambda: MADE)
    assert "other weights" in opened_page().warning[0].value
    monkeypatch.undo()
    assert not opened_page().warning


def test_without_a_model_the_figures_are_still_shown(monkeypatch):
    def missing(*_):
        raise WeightsError("gpt.safetensors cannot be read")

    page = pages.opened()
    monkeypatch.setattr(shell, "model", missing)
    page = healthy(page.switch_page(PAGE).run())
    assert "gpt cannot be loaded" in page.error[0].value
    shown = text_of(page)
    assert cheatwords.open_all(read_report()) in shown and "your text" not in shown
