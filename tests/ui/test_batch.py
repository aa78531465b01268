"""The lab "The batch" on cold links: what it says, and that its numbers are those of the runs."""

import re

import pytest
import torch

from maskviz.models import load
from maskviz.models.batch import Batch
from maskviz.settings.declared import Settings
from maskviz.settings.link import make_link
from tests.ui.page import cold, healthy, opened, state_of

TEXTS = {
    "text": "The cat sat on the wall and looked at the moon",
    "text_2": "The old man laughed",
    "text_3": "Dorothy and the Scarecrow walked along",
    "texts": 3,
    "row": 2,
    "mask": "causal",
}


def lab(**changes):
    return cold("batch", p=make_link(Settings.of(**{**TEXTS, **changes}).stored()))


def said(page, begin="**Text"):
    return next(
        m.value.replace("\\", "") for m in page.markdown if m.value.startswith(begin)
    ).replace("*", "")


def body(page, inside):
    found = (e.proto.body for e in page.get("html") if inside in e.proto.body)
    return next(html for html in found if 'class="told"' not in html)  # a word's note has it too


def words(html):
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def test_a_visitor_who_has_set_nothing_meets_three_texts():
    page = cold("batch")
    assert state_of(page)["texts"] == 3 and said(page).startswith("Text 2, padded with 7 tokens")


def test_what_was_set_elsewhere_is_what_is_shown():
    page = opened(text="The cat sat", mask="causal")
    page.switch_page("pages/play/batch.py")
    assert state_of(healthy(page.run()))["texts"] == 1
    assert any("This text is alone" in info.value for info in page.info)


def test_the_rectangle_has_every_token_with_its_numbers():
    shown = body(lab(), "rectangle")
    rows = re.findall(r"<tr>(.*?)</tr>", shown)
    cells = [re.findall(r'<td class="(\w*)"><b>(.*?)</b>(.*?)</td>', row) for row in rows]
    assert [len(row) for row in cells] == [12, 12, 12]
    assert [[c[0] for c in row].count("pad") for row in cells] == [0, 7, 5]
    assert all(("<s>" in c[2]) == (c[0] == "pad") for row in cells for c in row)  # noise
    assert words(cells[1][3][2]).split()[:3] == ["1", "458", "3"] or cells[1][3][1] == "man"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, r"is the same text in the batch: at its 5 real rows no logit differs by more than"),
        ({"pad_side": "left"}, r"on the left, is the same text .* [\d.]+e-0[56], the rounding"),
        (
            {"pad_side": "left", "and_padding": False},
            r"is another text in the batch: at its 5 real rows logits differ by up to [2-9]\.\d\d",
        ),
        ({"row": 1}, r"^Text 1 is the same text in the batch: at its 12 real rows"),
        ({"pad_side": "left", "mask": "chunk"}, r"is another text in the batch"),
        ({"pad_side": "left", "blocking": "infinity"}, r"some logits are NaN"),
        ({"pad_side": "left", "and_padding": False}, r"1 of 3 texts is what it is alone\.$"),
        ({"length_2": 0}, r"^Text 2 has no real token"),
    ],
)
def test_the_sentence_about_the_text_looked_at(changes, sentence):
    assert re.search(sentence, said(lab(**changes)))


def test_the_number_is_that_of_two_forward_passes():
    """By torch's own attention: the batch without a padding mask beside the text alone."""
    page = lab(pad_side="left", and_padding=False)
    gpt = load("gpt")
    batch = Batch.of(
        gpt.tokenizer, [TEXTS[k] for k in ("text", "text_2", "text_3")], limit=256, side="left"
    )
    with torch.inference_mode():
        apart = gpt.model(batch.ids)[1, 7:] - gpt.model(batch.ids[1:2, 7:])[0]
    shown = float(re.search(r"differ by up to (\d+\.\d\d)", said(page))[1])
    assert shown == pytest.approx(apart.abs().max().item(), abs=0.011)


def test_bert_needs_position_ids_and_gpt_does_not():
    assert "gpt needs no position ids" in said(lab(), "Padded on")
    assert "bert needs position ids" in said(lab(model="bert", mask="full"), "Padded on")


def test_the_way_that_is_set_is_framed_and_the_others_are_links():
    shown = body(lab(pad_side="left"), "the mask takes")
    right, left = re.findall(r"<tr><th scope=\"row\">padded.*?</tr>", shown)
    assert "now" not in right and left.count("now") == 1 and "0 cells" in right
    assert right.count("./playground?p=") == left.count("./playground?p=") == 2


def test_vectors_waste_and_forms():
    page = lab()
    assert "as low as 0.6" in said(page, "The mean")
    assert said(page, "12 of 36 places").startswith(
        "12 of 36 places of tokens are padding, and so are 50% of the scores and 33% of"
    )
    shown = words(body(page, "slots"))
    assert "boolean real.bool()[:, None, None, :] 3 batch 1 → 6 head 1 → 12 query 12 key" in shown
    assert "True True True True True False" in shown and "0 0 0 0 0 −∞ −∞" in shown


def test_a_slider_shortens_a_text_here_and_in_the_sidebar():
    page = lab()
    page.slider(key="batch_length_1").set_value(6).run()
    assert healthy(page).number_input(key="shown_length_1").value == 6
    assert state_of(page)["length_1"] == 6 and "padded with 2 tokens" in said(page)
    page.slider(key="batch_length_1").set_value(12).run()
    assert state_of(page)["length_1"] == Settings()["length_1"]  # all of them


def test_the_side_is_changed_in_the_open():
    page = lab()
    page.segmented_control(key="batch_side").set_value("left").run()
    assert state_of(healthy(page))["pad_side"] == "left" and "on the left" in said(page)


def test_a_text_alone_is_put_beside_two_shorter_ones():
    page = lab(texts=1, row=1)
    page.button(key="batch_texts").click().run()
    state = state_of(healthy(page))
    assert state["texts"] == 3 and state["text_2"] == "The cat sat on the wall"
    assert state["text_3"] == "The cat sat on" and said(page).startswith("Text 2, padded")


def test_the_translator_is_told_why_not():
    page = lab(model="dates", text="3 May 1979", mask="full")
    assert any("dates writes an answer" in info.value for info in page.info)
    assert "Take gpt" in [button.label for button in page.button]


def test_a_batch_that_is_too_large_is_not_run_and_both_numbers_are_said():
    page = lab(texts=8, pad_to=256, **{f"text_{i}": "a" for i in range(4, 9)})
    told = " ".join(info.value.replace("\\", "") for info in page.info)
    assert "12,582,912 scores, over the 5,000,000 of one run" in told


def test_texts_without_a_token_are_not_run():
    page = lab(length_1=0, length_2=0, length_3=0)
    assert any("No text has a real token" in info.value for info in page.info)


def test_a_large_batch_is_padded_in_every_way_when_asked():
    page = lab(pad_to=110)
    assert not [m for m in page.markdown if m.value.startswith("Padded on")]
    page.button(key="batch_ways").click().run()
    assert "gpt needs no position ids" in said(healthy(page), "Padded on")
