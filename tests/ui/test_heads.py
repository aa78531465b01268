"""The page "Heads" on cold links: its numbers are the analysis', its names are each head's own."""

import re

import pytest

from maskviz.analysis.heads.worth import worth
from maskviz.analysis.view import make_view
from maskviz.models import load
from maskviz.settings.link import make_link
from tests.states import state
from tests.ui.page import cold, state_of

CAT = "The cat sat on the mat"


def linked(**changes):
    return make_link(state(**{"text": CAT, "mask": "causal", "layer": 2, "head": 4, **changes}))


def html(page):
    return "".join(element.proto.body for element in page.get("html"))


def said(page):
    return " ".join(
        m.value.replace("\\", "") for m in [*page.markdown, *page.header, *page.caption]
    )


def numbers(page, title):
    """The cells of the table under a title, as they are shown."""
    body = html(page).split(f"<h3>{title}</h3>", 1)[1].split("</table>", 1)[0]
    return re.findall(r"<td[^>]*>([^<]+)</td>", body)  # its corner is empty


def test_every_head_of_every_layer_has_its_loss():
    page = cold("heads", p=linked())
    found = worth(make_view(state_of(page), load("gpt")))
    for title, way in (("Silent", "silence"), ("Open", "open")):
        shown = numbers(page, f"{title}: the loss changes by")
        assert shown == [f"{n:+.3f}" for n in found.lost(way).flatten().tolist()]
    assert len(numbers(page, "Weight on the token before")) == 24
    worst = found.lost("silence").argmax()
    assert f"head {worst % 6} of layer {worst // 6} costs most when silent" in said(page)


@pytest.mark.parametrize("way, name", [("silence", "silent"), ("open", "open")])
def test_what_is_done_to_a_head_stands_in_the_link_and_in_a_sentence(way, name):
    page = cold("heads", p=linked(), **{"heads.way": way})
    found = worth(make_view(state_of(page), load("gpt")))
    change, after = (t[2, 4].item() for t in (found.lost(way), found.after(way)))
    verb = "rises" if change > 0 else "falls"
    sentence = f"With head 4 of layer 2 {name} the loss on the text {verb} by {abs(change):.3f}"
    assert f"{sentence} nats a token, from {found.usual:.3f} to {after:.3f}" in said(page)
    assert 'href="./playground?p=' in html(page)
    assert page.query_params["heads.way"] in (way, [way])
    page.button_group(key="heads.way").set_value("as_is").run()
    assert "heads.way" not in page.query_params and sentence not in said(page)


def test_no_heads_mask_is_named_as_the_layers():
    slots = {str(head): "causal()" for head in range(6)} | {"3": "chunk(size=2)"}
    page = cold(
        "heads", p=linked(each=True, slots=slots, head=3, mask="chunk", **{"chunk.size": 2})
    )
    title = page.header[0].value.replace("\\", "")
    assert title.startswith("Layer 2, 2 masks: Causal in heads 0, 1, 2, 4, 5; Chunk")
    alike = cold("heads", p=linked()).header[0].value.replace("\\", "")
    assert alike == "Layer 2, all 6 heads: Causal"


@pytest.mark.parametrize("model", ["bert", "dates", "copier", "gpt-masked"])
def test_every_model_has_heads(model):
    page = cold("heads", model=model, **{"heads.way": "silence"})
    assert page.header and "loss on" in said(page)
    assert 'class="bands"' in html(page)


def test_another_head_and_another_row_are_looked_at_from_here():
    page = cold("heads", p=linked())
    page.button_group(key="head").set_value(1).run()
    assert not page.exception and state_of(page).head == 1
    page.number_input(key="heads_row").set_value(2).run()
    assert not page.exception and state_of(page).locked[0] == 2
    assert re.search(r"Row 2, “.+”: of 6 heads, head \d adds the longest vector", said(page))


def test_a_translators_open_decoder_may_have_read_what_it_is_to_write():
    page = cold("heads", model="dates", part="decoder", mask="causal")
    assert "it may have read the answer" in said(page)
    assert "given that answer and writes no other" in said(page)
    crossed = cold("heads", model="dates", part="cross", mask="full")
    assert "may have read the answer" not in said(crossed)


def test_a_text_without_a_next_token_has_no_loss_and_says_so():
    page = cold("heads", p=linked(text=""))
    assert "there is none with every head as it is" in said(page) and "nan" not in said(page)


def test_the_share_by_which_a_row_moves_is_of_the_length_that_is_named():
    words = said(cold("heads", p=linked(), **{"heads.way": "silence"}))
    moved, share, length = re.search(r"moves by (\S+), (\d+)% of the (\S+) that", words).groups()
    assert round(100 * float(moved) / float(length)) == pytest.approx(int(share), abs=1)
    before = said(cold("heads", p=linked()))
    assert f"of a row that is {length} long" in before


@pytest.mark.parametrize("way", ["silence", "open"])
def test_a_head_beside_a_painted_one_has_a_state_though_its_own_page_is_empty(way):
    book = {"2": {"base": "chunk(size=4)", "flips": [3]}}
    slots = {"2": "custom", "0": "causal()"}
    painted = linked(each=True, head=2, mask="custom", slots=slots, book=book, and_causal=False)
    page = cold("heads", p=painted, **{"heads.way": way})
    assert "Open this head" in html(page)
    (link,) = re.findall(r"[?&]p=([^\"&]+)[^>]*>[^<]*Open this head", html(page))
    there = cold("heads", p=link)
    before = re.findall(r"length ([\d.]+)", html(page))
    assert re.findall(r"length ([\d.]+)", html(there)) == before
