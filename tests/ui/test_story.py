"""Each mask's own paragraph stands with it on the board."""

from maskviz.analysis.headmask import HeadMask
from maskviz.masks.call import CATALOGUE, MaskCall
from maskviz.masks.compose import term_of
from maskviz.ui.board.heading import story
from tests.ui.page import opened


def test_the_board_is_sent_what_the_mask_s_file_says():
    told = opened(mask="sliding_window").board.json("words")["story"]
    assert told["lines"][1] == "0 <= q - k < window"
    assert told["lines"][2].startswith("The cost of a row stays the same")


def test_every_mask_has_one_and_what_is_painted_or_put_together_has_none():
    for name, declared in CATALOGUE.items():
        told = story(HeadMask(declared.title, MaskCall(name), (), False, ()))
        assert declared.title in told["title"] and told["lines"][0] == declared.sentence
        assert told["lines"][2].endswith(".") and "\n" not in told["lines"][2]
    assert story(HeadMask("", term_of("not(causal())"), (), False, ())) is None
    assert story(HeadMask("", MaskCall("causal"), (1,), True, ())) is None
