"""The lab "Generation" on cold links: its sentences are made from the numbers of the runs."""

import re
from html import unescape

import pytest
import torch

from maskviz.analysis.cheatdata import read_report
from maskviz.analysis.generation.decoded import decoded
from maskviz.analysis.generation.needs import needs
from maskviz.analysis.generation.policy import Policy
from maskviz.settings.link import read_link
from tests.ui.page import cold, healthy

TEXT = "The king asked the princess what she had seen in the forest"
NO_MASK = "the mask had no cell to block"


def lab(**own):
    named = {f"generation.{name}": str(value) for name, value in own.items() if name != "model"}
    return cold("generation", text=TEXT, model=own.get("model", "gpt"), **named)


def said(page):
    words = "\n".join(m.value.replace("\\", "") for m in page.markdown)
    return words + unescape(re.sub(r"<[^>]+>", " ", bodies(page)))


def captions(page):
    return "\n".join(c.value.replace("\\", "") for c in page.caption)


def bodies(page):
    return "\n".join(element.proto.body for element in page.get("html"))


@pytest.fixture(scope="module")
def ids(shipped):
    return torch.tensor(shipped.tokenizer.row(TEXT).ids)


def test_the_first_sentence_counts_what_was_read_and_written(ids):
    n = len(ids)
    words = said(lab(prefill=5, write=3))
    assert f"5 tokens were read at once, {n - 5} one by one, 3 written." in words
    far = re.search(rf"No logit of the {n - 2} steps is further than (\S+) from", words)
    assert float(far[1]) < 1e-4 and NO_MASK in words


def test_the_mask_of_the_playground_is_taken_when_it_is_asked_for():
    page = lab(mask="true")
    assert NO_MASK not in said(page) and "over all layers and heads" in said(page)
    assert "sliding window" in captions(page)
    page.toggle(key="generation.mask").set_value(False).run()
    assert NO_MASK in said(healthy(page)) and "generation.mask" not in page.query_params


def test_a_step_that_needs_a_mask_shows_the_numbers_of_its_two_runs(shipped, ids):
    body = bodies(lab())
    for need in needs(shipped.model, ids):
        assert f">{need.blocked:,} of {need.rows * need.slots:,}<" in body
        if need.blocked:
            assert f">{need.without:.2f}<" in body
    assert "In 5 of 5 other cases a step goes wrong without a mask" in said(lab())


def test_what_is_dropped_has_its_bytes_its_perplexity_its_text_and_its_link(shipped, ids):
    page = lab(keep="sink", size=5, sinks=2, write=4)
    n, body = len(ids), bodies(page)
    cells = torch.ones(n, n, dtype=torch.bool).tril().expand(4, 1, 1, n, n)
    for name in ("all", "window", "sink", "chunk"):
        found = decoded(shipped.model, ids, cells, Policy(name, 5, 2), 6, 4)
        assert f">{found.most_bytes:,} bytes<" in body
        assert f">{found.loss.perplexity:,.1f}<" in body
    assert "the first 2 and the last 3" in body
    links = re.findall(r'href="\./playground\?p=([^"]+)"', body)
    masks = [str(read_link(link)[0].chosen) for link in links]
    assert masks == [
        "causal()",
        "sliding_window(window=5)",
        "sink_window(sinks=2, window=3)",
        "chunked_causal(size=5)",
    ]


def test_texts_of_both_models_stand_side_by_side():
    body, report = bodies(lab()), read_report()
    assert len(report.texts) == 3
    assert "time time time" in body and "there lived a king" in body


def test_times_are_measured_when_somebody_asks(ids):
    page = lab()
    assert "times as long" not in said(page)
    page.button(key="generation_run").click().run()
    found = re.search(r"The (\d+) runs come within (\S+) of .* took (\S+) times", said(page))
    assert int(found[1]) == len(ids) and float(found[2]) < 1e-4 and float(found[3]) > 0


@pytest.mark.parametrize("model", ["bert", "dates", "copier"])
def test_another_model_says_why_and_offers_gpt(model):
    page = cold("generation", model=model)
    assert any(model in info.value and "gpt" in info.value for info in page.info)
    page.button[0].click().run()
    assert NO_MASK in said(healthy(page))


@pytest.mark.parametrize("text", ["", "a"])
def test_a_text_that_is_too_short_is_told_with_both_numbers(text):
    page = cold("generation", text=text)
    assert any(
        re.search(r"has (1 token|2 tokens), .* needs 3 or more", info.value) for info in page.info
    )


def test_a_text_that_fills_the_context_is_not_written_on():
    page = cold("generation", text="one two three " * 140, **{"generation.prefill": "250"})
    assert "250 tokens" not in captions(page)
    assert "0 tokens are written, not 12: the text has 256, and gpt reads 256." in captions(page)


def test_of_a_long_text_the_end_is_read_one_by_one():
    page = cold("generation", text="one two three " * 60)
    found = re.search(r"(\d+) tokens are read at once, not 6", captions(page))
    assert f"{found[1]} tokens were read at once, 96 one by one, 12 written." in said(page)


def test_a_mask_that_chooses_by_scores_is_not_said_to_be_obeyed():
    words = captions(cold("generation", mask="top_k", **{"generation.mask": "true"}))
    assert "chooses by scores, which the steps leave out" in words and "obey its mask" not in words


def test_a_padded_row_is_read_without_its_padding(ids):
    page = cold("generation", text=TEXT, pad_to="32", pad_side="left")
    assert f"6 tokens were read at once, {len(ids) - 6} one by one, 12 written." in said(page)
    assert f"{32 - len(ids)} tokens of padding were taken away first." in captions(page)


def test_what_cannot_be_is_told():
    page = lab(prefill=0, keep="everything")
    told = " ".join(info.value for info in page.info)
    assert "0 is outside 1 to 256" in told.replace("\\", "") and "everything" in told


def test_the_square_beside_a_cache_that_drops_blocks_what_was_dropped():
    note = "The square beside them blocks what was dropped."
    assert note in captions(lab(keep="window", size=4)) and note not in captions(lab())


def test_a_text_of_one_token_is_one_token():
    page = cold("generation", text="", **{"generation.keep": "window"})
    assert [info.value for info in page.info] == [
        "The text has 1 token, <s> included; the lab needs 3 or more."
    ]
    assert page.query_params["generation.keep"] in ("window", ["window"])
