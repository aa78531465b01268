"""The page "Your matrix": what is pasted is read, asked about, compared and opened."""

import re
from base64 import b64decode

import numpy as np
import pytest

from maskviz.analysis.view import make_view
from maskviz.masks.call import read_call
from maskviz.masks.matrix import matrix
from maskviz.masks.painting import POSITIONS, flipped
from maskviz.matrices.closest import closest
from maskviz.matrices.reading import read
from maskviz.settings.declared import Settings
from maskviz.settings.link import read_file, read_link, to_file
from maskviz.ui.kit.picture import picture
from maskviz.ui.own.links import base, painted
from maskviz.ui.own.page import EXAMPLES
from tests.ui.page import codes, healthy, opened

PAGE = "pages/check/own.py"


def own_page(text=None):
    page = healthy(opened(text="The cat sat on the mat").switch_page(PAGE).run())
    return page if text is None else pasted(page, text)


def pasted(page, text):
    return healthy(page.text_area(key="own_text").set_value(text).run())


def finds(page):
    (radio,) = [r for r in page.radio if r.label == "The closest known masks"]
    return [option.replace("\\", "") for option in radio.options]


def links(page):
    html = " ".join(item.proto.body for item in page.get("html"))
    return [read_link(packed)[0] for packed in re.findall(r"\./playground\?p=([\w-]+)", html)]


def said(page):
    return " ".join(m.value.replace("\\", "") for m in [*page.markdown, *page.caption])


def test_the_first_example_is_a_sink_window_with_two_cells_turned_over():
    page = own_page()
    assert finds(page)[0] == "Attention sink and window, sinks 1, window 4: 2 cells differ"
    assert "row 2, key 8: may be read in yours, blocked in the known mask" in said(page)
    assert "52 of 144 cells may be read (36%)" in said(page)


def test_every_example_is_read_and_means_something_else():
    page, seen = own_page(), set()
    for title in EXAMPLES:
        next(b for b in page.button if b.label == title).click().run()
        assert not healthy(page).error
        seen.add(finds(page)[0])
    assert len(seen) == len(EXAMPLES)


def test_the_likeliest_reading_is_taken_and_another_is_one_click_away():
    page = own_page("0 1 1\n0 0 1\n0 0 0")
    question = page.radio[0]
    assert question.label == "What was it taken for?"
    assert question.options[0].startswith("1 \\= blocked, 0 \\= may read")
    assert finds(page)[0] == "Causal: the same in every cell"
    question.set_value(1).run()
    assert "Rows with nothing to read: 2 (1 of 3)" in said(healthy(page))
    assert "It reads the future in 3 cells of 3." in said(page) and "It is Causal inverted" in said(
        page
    )


def test_one_of_a_stack_and_one_of_several_arrays_is_picked():
    page = own_page("[[[1, 0], [1, 1]], [[1, 1], [1, 1]]]")
    assert "2 x 2: 3 of 4" in said(page)
    page.selectbox[0].set_value(1).run()
    assert "2 x 2: 4 of 4" in said(healthy(page))
    page = pasted(page, "m = [[0, -inf], [0, 0]]\nkey_padding_mask = [[False, False, True]]")
    assert [o.replace("\\", "") for o in page.radio[0].options] == [
        "m (2, 2)",
        "key_padding_mask (1, 3)",
    ]
    page.radio[0].set_value(1).run()
    assert "3 x 3: 6 of 9" in said(healthy(page))


def test_what_each_library_makes_of_it_is_said_with_the_mend():
    page = own_page("tensor([[ True, False],\n        [ True,  True]])")
    html = " ".join(item.proto.body for item in page.get("html"))
    assert "What your library makes of it" in said(page) and "of True and False" in said(page)
    row = html[html.index("nn.MultiheadAttention") :].split("</tr>")[0]
    assert "✕ row 1 becomes NaN, wrong in 4 cells" in row and "mask = ~mask" in row
    row = html[html.index("PyTorch SDPA") :].split("</tr>")[0]
    assert "✓ as it is meant" in row and "mask = " not in row


def test_code_is_read_and_what_it_leaves_open_has_a_box():
    page = own_page("def m(b, h, q_idx, kv_idx):\n  q_idx = q_idx + 2\n  return kv_idx <= q_idx")
    assert finds(page)[0] == "Causal with offset, ahead 2: the same in every cell"
    page = pasted(page, "(doc[q_idx] == doc[kv_idx]) & (q_idx - kv_idx < size) & (q_idx >= kv_idx)")
    page.number_input(key="own_open_size").set_value(2).run()
    page.text_input(key="own_open_doc").set_value("0 0 0 1 1 1 1 1").run()
    assert "8 x 8: 14 of 64" in said(healthy(page))
    page = pasted(page, "torch.load('x').tril()")
    assert "“load” is not on the list" in page.error[0].value.replace("\\", "")
    assert codes(page)[0].splitlines()[1].strip() == "^"


def test_what_is_no_matrix_is_said_and_leaves_no_old_answer():
    page = own_page("100\n110\n111")
    assert "3 x 3: 6 of 9" in said(page)
    pasted(page, "1,0\n1")
    assert "Line 2 has 1 cell and line 1 has 2" in page.error[0].value.replace("\\", "")
    assert "of 9" not in said(page) and page.text_area[0].value == "1,0\n1"
    assert not pasted(page, "1,0\n1,1").error


@pytest.mark.parametrize(
    "text", ["", "<img src=x onerror=alert(1)>", "**a**", "[" * 300, "nan", "\u2603"]
)
def test_hostile_text_gets_one_sentence(text):
    page = own_page(text)
    assert len(page.error) == 1 and "\n" not in page.error[0].value


def test_both_links_open_in_the_playground_cell_by_cell(shipped):
    text = "#.....\n##..#.\n.##...\n..##..\n...##.\n....##"
    known, mine = links(own_page(text))
    view = make_view(known, shipped).mask.allowed
    n = np.arange(len(view))
    back = n[:, None] - n
    assert np.array_equal(view, (back >= 0) & (back < 2))
    view = make_view(mine, shipped).mask.allowed[:6, :6]
    assert np.array_equal(view, read(text)[0].samples[0])


def test_facts_are_told_and_queries_before_every_key_have_no_painting():
    page = own_page("#.#\n.#.\n#.#")
    assert finds(page)[0].startswith("Stride")
    page = own_page("11001\n11001\n00110\n00110\n11001")
    assert finds(page)[0].startswith("Documents") and codes(page)[0] == "0 0 1 1 0"
    page = own_page("10\n11\n11\n11")
    assert len(links(page)) == 1 and "more queries than keys" in said(page)


def test_a_matrix_too_large_for_a_link_is_a_state_file():
    cells = np.random.default_rng(3).random((180, 180)) < 0.5
    under = base(closest(cells, most=3))
    whole = painted(cells, 0, under, Settings())
    page = own_page("\n".join("".join("01"[int(c)] for c in row) for row in cells))
    assert "save it as a file instead" in said(page)
    assert [b.label for b in page.get("download_button")] == ["State file (.json)"]
    book = read_file(to_file(whole))[0].book["all"]
    mask_call = book.base
    assert np.array_equal(
        flipped(matrix(mask_call.mask, 180, 180, mask_call.params), book.flips), cells
    )


def test_last_queries_are_painted_where_they_stand():
    cells = np.array([[1, 1, 0, 1], [1, 0, 1, 1]], dtype=bool)
    book = painted(cells, 2, read_call("full()")[0], Settings()).book["all"]
    assert book.flips == (2 * POSITIONS + 2, 3 * POSITIONS + 1)


def test_rings_stand_on_the_cells_that_differ():
    cells = np.eye(4, dtype=bool)
    meant = cells.copy()
    meant[1, 3] = True
    html = picture(cells, 80, meant)
    ring = b64decode(re.findall(r"base64,([^)]+)\)", html)[1]).decode()
    assert html.count('class="wrong"') == 1 and 'd="M61 21h17v17h-17z"' in ring
    assert "wrong" not in picture(cells, 80, cells)
