"""The page of conventions: its intents, its links, and numbers that no control takes."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from maskviz.libraries.conventions import LIBRARIES


def script():
    from maskviz.ui.conventions.page import show

    show()


def page(**address: str) -> AppTest:
    """The page as it comes up on a cold link."""
    app = AppTest.from_function(script, default_timeout=60)
    app.query_params.update(address)
    return healthy(app.run())


def healthy(app: AppTest) -> AppTest:
    assert not app.exception, app.exception[0].message
    return app


def html(app: AppTest) -> str:
    return " ".join(item.proto.body for item in app.get("html"))


def counts(app: AppTest) -> list[str]:
    """What stands under each library's small picture."""
    listed = re.search(r'<ul class="all">(.*?)</ul>', html(app), re.S)[1]
    return [re.sub(r"<[^>]+>", " ", item).split() for item in re.findall(r"<li>(.*?)</li>", listed)]


def test_the_same_window_is_read_as_so_many_keys():
    """By hand from each library's documents: 3, 4, 5 or 7; the inverted mask 6, the bias all 9."""
    told = " ".join(item for words in counts(page()) for item in words)
    found = [int(n) for n in re.findall(r"row 4 reads (\d+) keys?", told)]
    assert found == [3, 6, 6, 4, 3, 3, 9, 4, 3, 7, 4, 3, 5, 3, 4]
    assert "reads 3, 4, 5, 6, 7 or 9 keys" in html(page())


def test_every_library_has_a_card_with_code_and_how_it_is_known():
    app = page()
    for library in LIBRARIES:
        assert library.title in html(app) and library.shown_by in html(app)
    assert len(app.code) >= 2 * len(LIBRARIES) - 6
    assert "Checked against jax 0.10.2" in html(app)
    assert "Transcribed from source, flash-attn 2.8.3" in html(app)


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ({"meant": "causal"}, "Causal 2 x 5"),
        ({"meant": "pad", "pad": "3"}, "Pad the last 3 of 6"),
        (
            {"meant": "causal and pad", "both_pad": "2", "both_left": "true"},
            "Causal, and the first 2 of 6 are padding",
        ),
        ({"meant": "causal and pad", "both_pad": "6"}, "the last 6 of 6 are padding"),
        ({"meant": "block", "block_query": "2", "block_key": "0"}, "Block the cell (2, 0)"),
        ({"window": "5", "window_queries": "2", "window_keys": "12"}, "Window 5"),
        ({"window": "0"}, "Window 0: no query reads anything"),
        ({"window": "16", "window_queries": "12", "window_keys": "1"}, "Window 16"),
    ],
)
def test_a_link_opens_its_intent(address, sentence):
    app = page(**address)
    assert sentence in html(app) and not app.info


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ({"window": "99"}, "99 is outside 0 to 16"),
        ({"window": "abc"}, "abc' is not a whole number"),
        ({"window": "9" * 400}, "is not a whole number"),
        ({"window": "1e999"}, "1e999' is not a whole number"),
        ({"window": "٣"}, "is not a whole number"),
        ({"window": "--3"}, "is not a whole number"),
        ({"window": ""}, "is not a whole number"),
        ({"window": "03"}, "03' is not a whole number"),
        ({"meant": "<b>"}, "is not one of window, causal, pad, causal and pad, block"),
        ({"shape_b": "-1"}, "-1 is outside 1 to 8"),
    ],
)
def test_a_bad_number_is_said_and_falls_back(address, sentence):
    app = page(**address)
    assert sentence in " ".join(info.value.replace("\\", "") for info in app.info)
    assert "Window 3" in html(app)


def test_a_cell_beyond_the_tokens_is_moved_inside_and_said():
    app = page(meant="block", block_query="11", block_key="11", block_tokens="3")
    assert "Block the cell (2, 2)" in html(app)
    assert any("0 to 2" in caption.value for caption in app.caption)


def test_more_padding_than_tokens_is_all_of_them():
    app = page(meant="pad", pad="12", pad_tokens="4")
    assert "Pad the last 4 of 4" in html(app)
    assert any("12 of 4" in caption.value for caption in app.caption)


@pytest.mark.parametrize("meant", ["window", "causal", "pad", "causal and pad", "block"])
@pytest.mark.parametrize("size", ["1", "12"])
def test_the_smallest_and_the_largest(meant, size):
    keys = {"window": "window_keys", "causal": "causal_queries", "causal and pad": "both_tokens"}
    page(meant=meant, **{keys.get(meant, f"{meant}_tokens"): size})


def test_empty_rows_and_shapes_have_their_tabs():
    empty = html(page(conventions="Empty rows"))
    assert "the softmax without a mask again" in empty and "0.64 0.24 0.09 0.03" in empty
    shapes = html(page(conventions="Shapes"))
    assert "passes by chance" not in shapes and "non-singleton dimension" in shapes


def test_arguments_have_their_tab():
    told = html(page(conventions="Arguments"))
    assert "memory_key_padding_mask" in told and "(B·H, L, L)" in told and "mlx 0.32.4" in told


def test_a_padding_mask_passes_by_chance_at_one_click():
    app = page(conventions="Shapes")
    next(b for b in app.button if b.label.startswith("Set B to 4")).click().run()
    assert "passes by chance" in html(healthy(app)) and "Meant for sample 1" in html(app)
