"""What a link hides is not drawn, not sent, and cannot be set; what it shows stays beside the
state."""

import json
import re
from unittest.mock import patch

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetStates

from maskviz.ui.state.seen import Seen
from tests.ui.page import board, cold, healthy, opened, state_of, told

TEXT = "The cat sat on the"


@pytest.fixture(scope="module")
def fixed():
    """A class link: nothing that decides the mask can be set, nor the text."""
    return opened(mask="document", text=TEXT, hide="masks,text,reset,example,heads,prediction")


def test_a_hidden_control_is_not_drawn(fixed):
    drawn = {element.label for kind in KINDS for element in fixed.get(kind)}
    assert "Model" in drawn and "Layer" in drawn
    assert not drawn & {"Mask", "Text", "Example", "Each head its own mask", "And causal"}
    assert not [button.label for button in fixed.button]
    assert not board(fixed).chips


KINDS = ("selectbox", "text_area", "toggle", "button_group", "multiselect", "number_input")
DONE = [  # a document mask has all of it
    ("paint", {"all": {"base": "document()", "flips": [2048]}}),
    ("chip", "and_causal"),
    ("head", 2),
    ("token", 300),
    ("pick", {"name": "doc", "on": [1]}),
    ("arrived", "?mask=full&text=Another&hide=text"),
]


@pytest.mark.parametrize(("name", "value"), DONE, ids=[name for name, _ in DONE])
def test_what_is_hidden_cannot_be_set_on_the_board(fixed, name, value):
    before = state_of(fixed)
    fixed.did(name, value)
    assert state_of(healthy(fixed)) == before
    if name == "arrived":
        assert "hidden here" in told(fixed)


def test_the_same_is_taken_where_nothing_is_hidden():
    for name, value in DONE:
        page = opened(mask="document", text=TEXT)
        before = state_of(page)
        page.did(name, value)
        assert state_of(healthy(page)) != before, name


def test_a_link_with_what_is_hidden_is_short_and_stays_as_it_is_written():
    page = opened(mask="causal", text=TEXT, hide="sidebar,prediction")
    written = "?mask=causal&text=The+cat+sat+on+the&hide=sidebar,prediction"
    assert board(page).address["query"] == board(page).link == written
    assert not page.sidebar.children


def test_the_prediction_is_not_sent():
    page = opened(mask="causal", text=TEXT, hide="prediction")
    sent = board(page)
    assert "answers" not in sent.parts and not any("predicts" in name for name in sent.figures)
    header, arrays = sent.unpacked("flow")
    assert header["top"] == [] and arrays["logits"].size == 0
    assert "logits" not in header["sentences"]
    assert not {"siblings", "copies"} & {*sent.panels}
    seen_there = board(opened(mask="causal", text=TEXT))
    likely = seen_there.unpacked("flow")[0]["top"][0]
    held = b"".join(body for name, body in sent.parts.items() if name != "stage")
    assert json.dumps(likely)[1:-1].encode() not in held and likely


def test_the_answer_of_a_translator_is_not_sent():
    """Its decoder reads what it wrote: there is no other word for a row."""
    for part, asking in (("cross", "queryTokens"), ("decoder", "tokens")):
        sent, shown = (
            board(opened(model="dates", part=part, **more)) for more in ({"hide": "prediction"}, {})
        )
        (header, _), (there, _) = (each.unpacked("stage") for each in (sent, shown))
        assert header["targets"] == [] and {*header[asking][1:]} == {"?"}
        assert {*there[asking][1:]} != {"?"}
        assert "writes" in " ".join(shown.answers) and "answers" not in sent.parts
        assert sent.unpacked("row")[0]["queryToken"] in (None, "?")
        assert sent.unpacked("flow")[0]["token"] == "?"


def test_places_that_are_hidden_are_not_sent():
    page = opened(text=TEXT, hide="flow,figures,row,labs,panels,picks")
    sent = board(page)
    assert {*sent.parts} == {"stage", "hand", "words", "glossary", "answers", "seen"}
    assert not sent.labs


def test_wrong_words_are_said_once_and_the_rest_holds():
    page = opened(text=TEXT, hide="tex,figures", show="weights,mist", type="tiny")
    assert "“tex” is no part" in told(page) and "“mist” is no picture" in told(page)
    assert "“tiny” is no size" in told(page)
    assert board(page).json("seen")["stages"] == ["weights"]
    assert "figures" not in board(page).parts
    assert board(page).address["query"].endswith("&hide=figures&show=weights")
    healthy(page.run())
    assert "“tex”" not in told(page)


def test_a_page_opened_from_the_bar_keeps_it():
    page = opened(text=TEXT, hide="prediction,text")
    page.query_params.clear()
    page.switch_page("pages/play/compare.py")
    healthy(page.run())
    assert page.query_params["hide"] in ("prediction,text", ["prediction,text"])
    assert "predicts" in told(page) and "From A to B" not in str(page.main)
    assert not [area for area in page.text_area if area.label == "Text"]


def test_what_a_page_hides_on_its_board_is_set_nowhere_on_it_and_everywhere_else():
    """A lesson's step hides more than the link."""
    page = opened(mask="document", text=TEXT)
    page.session_state["hidden_on_board"] = Seen().without("masks", "heads").hidden
    for name, value in DONE[:3]:
        with patch("maskviz.ui.board.board.seen", lambda: Seen().without("masks", "heads")):
            before = state_of(page)
            page.did(name, value)
            assert state_of(healthy(page)) == before, name
    assert [box.value for box in page.selectbox if box.label == "Mask"] == ["document"]
    healthy(next(box for box in page.selectbox if box.label == "Mask").set_value("full").run())
    assert state_of(page)["mask"] == "full"


def test_a_lab_s_own_control_can_be_hidden():
    address = {"text": TEXT, "moves.change": "noise"}
    free, fixed = (cold("moves", **address, hide=hide) for hide in ("bar", "moves.change"))
    labels = [{g.label for g in page.get("button_group")} for page in (free, fixed)]
    assert "Change it to" in labels[0] - labels[1]
    for page in (free, fixed):
        assert page.query_params["moves.change"] in ("noise", ["noise"])
    assert not told(fixed)


def test_a_link_on_a_page_says_what_is_seen():
    page = cold("atlas", hide="prediction", type="large")
    drawn = "".join(element.proto.body for element in page.get("html"))
    found = re.findall(r'href="(\./playground[^"]*)"', drawn)
    assert found and all("hide=prediction" in one and "type=large" in one for one in found)


def test_an_example_leaves_what_is_hidden():
    page = opened(mask="causal", text=TEXT, hide="text,mask")
    menu = next(box for box in page.selectbox if box.label == "Example")
    healthy(menu.set_value("window").run())
    now = state_of(page)
    assert (now["text"], now["mask"]) == (TEXT, "causal")
    healthy(next(b for b in page.button if b.label == "Reset everything").click().run())
    now = state_of(page)
    assert (now["text"], now["mask"]) == (TEXT, "causal")


def test_what_a_widget_said_before_it_was_hidden_is_not_taken():
    """A message can come from a page as it was: the link was changed meanwhile."""
    page = opened(mask="causal", text=TEXT)
    before = {box.label: box for box in [*page.selectbox, *page.text_area, *page.toggle]}
    page.query_params = {**page.query_params, "hide": "mask,text,and_causal,output"}
    healthy(page.run())
    kept = state_of(page)
    forged = WidgetStates()
    changed = {"Mask": "full", "Text": "Another", "And causal": False, "Output shows": "projected"}
    for label, value in changed.items():
        forged.widgets.add().CopyFrom(before[label].set_value(value)._widget_state)
    page._run(forged)
    assert state_of(healthy(page)) == kept and kept["mask"] == "causal"
