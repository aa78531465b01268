"""The lab "What moves": cold links, every experiment and what it says, controls, bad input."""

import re
from html import unescape

import pytest

from maskviz.analysis.moves.experiment import another, experiment, made
from maskviz.analysis.view import make_view
from maskviz.models import load
from maskviz.settings.declared import Settings
from maskviz.settings.link import make_link
from maskviz.ui.kit.distances import far
from maskviz.ui.moves.tries import TRIES
from tests.ui.page import cold, healthy, state_of, told

TOKEN, HOW, WORD, TEST = "moves.token", "moves.change", "moves.word", "moves.test"
KEPT = "That is the reach of the mask, cell for cell."
SAID = {  # what each experiment is for
    "causal": ["rows 0 to 4 did not move by a bit in any layer", KEPT],
    "head": ["no row stayed", KEPT],
    "cell": ["rows 0 to 1 did not move", KEPT],
    "column": ["its own row moved", "rows 0 to 1 and 3 to 9 did not move by a bit", KEPT],
    "window": ["rows 3 to 6 moved too, by at most", "rows 0 to 1 and 7 to 9 did not move"],
    "padding": ["rows 0 to 10 did not move by a bit in any layer"],
    "unpadded": ["rows 1 to 11 moved too, by at most", KEPT],
    "packed": ["rows 6 to 9 moved too, by at most", KEPT],
    "unpacked": ["rows 6 to 33 moved too, by at most", KEPT],
    "fill": ["out of the mask's reach, row 0 first, in layer 0", "of its weight"],
    "after": ["out of the mask's reach, row 0 first", "stays in the denominator"],
    "rescaled": [
        "the share of the blocked keys is taken out again, its rounding stays",
        "Holds, but",
    ],
    "score": ["out of the mask's reach, row 0 first, in layer 0", "of its weight"],
    "nan": [
        "its own row became NaN, and so did rows 0 to 4 and 6 to 9; no row stayed",
        "0 times NaN is NaN",
    ],
    "scores": ["it chose other cells"],
}


def texts(page):
    """The page's own HTML as text."""
    bodies = (e.proto.body for e in page.get("html") if "<style" not in e.proto.body)
    return unescape(re.sub(r"<[^>]+>", " ", " ".join(bodies)))


def cells(page):
    """Row -> the numbers of its cells, as they stand in the grid."""
    (body,) = [e.proto.body for e in page.get("html") if 'class="distances"' in e.proto.body]
    rows = re.findall(r"<tr><th scope=\"row\".*?</tr>", body)
    return [re.findall(r"<td[^>]*>([^<]*)</td>", row) for row in rows]


def address(page):
    return {k: w if isinstance(w, str) else w[0] for k, w in page.query_params.items()}


def test_it_opens_with_the_numbers_of_two_runs():
    page = cold("moves", mask="causal", **{TOKEN: "5"})
    settings, shipped = Settings.of(mask="causal").stored(), load("gpt")
    view = make_view(settings, shipped)
    done = experiment(view, made(view, "word", 5, another(view, 5)))
    found = cells(page)
    assert len(found) == len(view.ids)
    for row, numbers in enumerate(found):
        places = range(len(done.moved.distance))
        expected = [
            far(float(done.moved.distance[p, row]), bool(done.moved.same[p, row])) for p in places
        ]
        assert numbers[:-1] == expected
        assert numbers[-1] == far(float(done.slope[-1, row]), done.slope[-1, row] == 0)
    assert {n for row in found[:5] for n in row} == {"0"}
    assert all(n != "0" for row in found[5:] for n in row[1:])


@pytest.mark.parametrize("name", TRIES)
def test_an_experiment_shows_what_it_is_for(name):
    assert set(SAID) == set(TRIES)
    page = cold("moves")
    page.pills(key="moves_tries").set_value(name).run()
    healthy(page)
    said = texts(page)
    assert all(sentence in said for sentence in SAID[name]), said[:600]
    assert page.pills(key="moves_tries").value == name
    again = cold("moves", **address(page))
    assert texts(again) == said and again.pills(key="moves_tries").value == name


def test_a_blocked_cell_is_0_after_layer_0_and_moves_after_layer_1():
    cell, column = (cold("moves", **link(TRIES[name])) for name in ("cell", "column"))
    assert cells(cell)[5][1] == "0" and "0" not in cells(cell)[5][2:]
    assert set(cells(column)[5]) == {"0"}


def link(one):
    own = {key: str(value) for key, value in one.own.items() if value != ""}
    own[TEST] = str(int(one.own[TEST]))
    return {"p": make_link(one.settings), **own}


def test_what_masks_promise_is_tested_when_asked():
    page = cold("moves", **link(TRIES["after"]) | {TEST: "0"})
    assert "Never reads the future" not in texts(page)
    page.toggle(key=TEST).set_value(True).run()
    said = texts(healthy(page))
    assert re.search(r"Never reads the future\s+Does not hold\s+9 runs", said)
    assert "No cell of the mask lets it: blocked keys keep up to" in said
    assert address(page)["moves.test"] == "1"
    padded = texts(cold("moves", **link(TRIES["padding"])))
    assert re.search(r"Nobody reads padding\s+Holds, bit by bit\s+1 run:", padded)
    open_head = texts(cold("moves", **link(TRIES["head"])))
    assert re.search(r"reads the future\s+Does not hold .* Head 2 of layer 0 lets query", open_head)
    packed = texts(cold("moves", **link(TRIES["packed"])))
    assert re.search(
        r"Documents are apart\s+each sentence is one\s+Holds, bit by bit\s+4 runs", packed
    )


def test_reach_grows_with_the_layers():
    page = cold("moves", **link(TRIES["window"]))
    assert "can be in rows 2 to 3" in texts(page)
    page.slider(key="moves.depth").set_value(3).run()
    assert "can be in rows 2 to 5" in texts(healthy(page))
    assert address(page)["moves.depth"] == "3"


def test_a_typed_word_takes_the_place_and_one_of_several_tokens_is_told():
    page = cold("moves", mask="causal", **{TOKEN: "5"})
    page.text_input(key=WORD).set_value("wolf").run()
    assert "“Princess” (5) became “wolf”" in texts(healthy(page))
    page.text_input(key=WORD).set_value("Rumpelstiltskin").run()
    assert "the first takes the place" in page.caption[0].value.replace("\\", "")
    page.text_input(key=WORD).set_value("Princess").run()
    assert "nothing was changed, and nothing moved" in texts(healthy(page))
    page.segmented_control(key=HOW).set_value("NaN").run()
    assert "became NaN" in texts(healthy(page))
    assert WORD not in [box.key for box in page.text_input]


def test_the_locked_key_is_the_token_that_is_changed():
    settings = Settings.of(mask="causal", locked=(9, 4)).stored()
    assert "“the” (4) became" in texts(cold("moves", p=make_link(settings)))


def test_a_shorter_text_takes_its_last_token():
    page = cold("moves", mask="causal", **{TOKEN: "18"})
    page.text_area(key="text").set_value("The cat sat").run()
    assert page.pills(key=TOKEN).value == 3
    assert "(3) became" in texts(healthy(page))


@pytest.mark.parametrize(
    ("asked", "message"),
    [({TOKEN: "99"}, "moves.token"), ({TOKEN: "x"}, "moves.token"), ({HOW: "sql"}, "moves.change"),
     ({WORD: "w" * 90}, "moves.word"), ({"moves.depth": "1e999"}, "moves.depth")],
)  # fmt: skip
def test_what_no_control_takes_is_named_and_left(asked, message):
    page = cold("moves", mask="causal", **asked)
    assert message in told(page) and message not in page.query_params
    assert "became" in texts(page)


def test_a_long_text_is_chosen_from_a_list():
    page = cold("moves", mask="causal", text="word " * 200, **{TOKEN: "150", "moves.test": "1"})
    assert page.selectbox(key=TOKEN).value == 150
    assert "64 of 202 runs" in texts(page)
    body = sum(len(e.proto.body) for e in page.get("html"))
    assert body < 400_000


def test_an_empty_row_is_why_the_slope_is_nan():
    page = cold("moves", mask="strict_causal", blocking="infinity", **{TOKEN: "5"})
    assert "a row has nothing to read" in texts(page)
    assert "The slope is NaN" not in texts(cold("moves", mask="strict_causal", **{TOKEN: "5"}))


@pytest.mark.parametrize("model", ("bert", "copier", "gpt-masked"))
def test_other_models_run_too(model):
    page = cold("moves", model=model)
    assert "at the logits" in texts(page)


def test_a_translator_is_told_and_gpt_is_offered():
    page = cold("moves", model="dates")
    assert "dates writes another text than it reads" in told(page)
    page.button[0].click().run()
    assert state_of(healthy(page)).model == "gpt" and "became" in texts(page)
