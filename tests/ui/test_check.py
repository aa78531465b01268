"""The page "Check a mask": what is brought is read, asked about and judged."""

import re
from base64 import b64decode

import numpy as np
import pytest

from maskviz.checking import unpack
from maskviz.ui.check.examples import EXAMPLES
from maskviz.ui.kit.picture import picture
from tests.ui.checkpage import asked, finds, html, pasted, said, visitor
from tests.ui.page import codes, cold, healthy

HOSTILE = ["", "<img src=x onerror=alert(1)>", "**a**", "[" * 300, "nan", "☃", "q.__class__"]
HOSTILE += ["__import__('os').system('ls')", "(" * 300, "9" * 300, "k % 0 == 0", "\x00"]


@pytest.fixture(scope="module")
def same():
    """One visitor for everything that is pasted one after the other."""
    return visitor()


def test_every_example_is_read_and_means_something_else():
    page, seen = cold("check"), set()
    assert finds(page)[0] == "Attention sink and window, sinks 1, window 4: 2 cells differ"
    assert "row 2, key 8: may be read in yours, blocked in the known mask" in said(page)
    assert "52 of 144 cells may be read (36%)" in said(page) and not page.query_params
    for title in EXAMPLES:
        next(b for b in page.button if b.label == title).click().run()
        assert not healthy(page).error
        seen.add(finds(page)[0])
    assert len(seen) == len(EXAMPLES)


def test_both_polarities_stand_side_by_side_and_one_is_a_click_away(same):
    page = pasted(same, "0 1 1\n0 0 1\n0 0 0")
    question = page.radio[0]
    assert question.label == "What was it taken for?"
    assert question.options[0].startswith("1 \\= blocked, 0 \\= may read")
    assert finds(page)[0] == "Causal: the same in every cell"
    ways = html(page).split('class="way')[2:]
    assert "Causal: the same in every cell" in ways[0] and "nothing to read" not in ways[0]
    assert "1 row with nothing to read" in ways[1]
    question.set_value(1).run()
    for sentence in (
        "Rows with nothing to read: 2 (1 of 3)",
        "It reads the future in 3 cells of 3",
    ):
        assert sentence in said(healthy(page))
    assert "It is Causal inverted" in said(page)
    assert not unpack(asked(page, "matrix")).diagonal().any()
    page = pasted(page, "True False\nTrue True")
    assert "What PyTorch SDPA" in html(page) and "What nn.MultiheadAttention" in html(page)


def test_one_of_a_stack_and_one_of_several_arrays_is_picked(same):
    page = pasted(same, "[[[1, 0], [1, 1]], [[1, 1], [1, 1]]]")
    assert "2 x 2: 3 of 4" in said(page) and html(page).count("<figure>") == 2
    page.pills[0].set_value(1).run()
    assert "2 x 2: 4 of 4" in said(healthy(page))
    page = pasted(page, "m = [[0, -inf], [0, 0]]\nkey_padding_mask = [[False, False, True]]")
    names = [o.replace("\\", "") for o in page.radio[0].options]
    assert names == ["m (2, 2)", "key_padding_mask (1, 3)"]
    page.radio[0].set_value(1).run()
    assert "3 x 3: 6 of 9" in said(healthy(page))
    page = pasted(page, "(k <= q) & ((h < 4) | (q - k < 3))")
    assert html(page).count("<figure>") == 8
    page.pills[0].set_value(4).run()
    assert finds(healthy(page))[0] == "Sliding window, window 3: the same in every cell"


def test_what_each_library_makes_of_it_is_said_with_the_mend(same):
    page = pasted(same, "tensor([[ True, False],\n        [ True,  True]])")
    assert "What your library makes of it" in html(page) and "of True and False" in said(page)
    rows = html(page).split("What your library makes of it")[1]
    row = rows[rows.index("nn.MultiheadAttention") :].split("</tr>")[0]
    assert "✕ row 1 becomes NaN, wrong in 4 cells" in row and "mask = ~mask" in row
    row = rows[rows.index("PyTorch SDPA") :].split("</tr>")[0]
    assert "✓ as it is meant" in row and "mask = " not in row


def test_padding_is_handed_over_as_padding_and_a_drawing_as_what_was_read(same):
    page = pasted(same, "attention_mask = tensor([[1, 1, 0],\n        [1, 1, 1]])")
    assert "Handed over is the array as it stands, of whole numbers" in said(page)
    rows = html(page).split("What your library makes of it")[1]
    row = rows[rows.index("nn.MultiheadAttention") :].split("</tr>")[0]
    assert "key_padding_mask=mask)" in row and "✕ refused: only bool" in row
    assert "mask = mask == 0" in row
    row = rows[rows.index("transformers, 2D attention_mask") :].split("</tr>")[0]
    assert "✓ as it is meant" in row
    page.radio[0].set_value(1).run()
    assert "judged is the padding alone" in said(healthy(page))
    page = pasted(page, "#..\n##.\n###")
    assert "A drawing is no array: handed over is that of True and False" in said(page)
    assert "would make of it" not in html(page) and "no library" not in html(page)


def test_names_that_are_left_open_have_a_box_and_sizes_are_a_pair(same):
    page = pasted(same, "(doc[q_idx] == doc[kv_idx]) & (q_idx - kv_idx < size) & (q_idx >= kv_idx)")
    page.number_input(key="rule_tokens").set_value(8).run()
    page.number_input(key="check_open_size").set_value(2).run()
    page.text_input(key="check_open_doc").set_value("0 0 0 1 1 1 1 1").run()
    assert "8 x 8: 14 of 64" in said(healthy(page))
    page.text_input(key="check_open_doc").set_value("0 zwei").run()
    assert "“zwei” is no whole number" in page.error[0].value.replace("\\", "")
    page.text_input(key="check_open_doc").set_value("0 0 0 0 0 0 0 0").run()  # its box is there
    assert "8 x 8: 15 of 64" in said(healthy(page)) and not page.error
    page = pasted(
        page, "def m(b, h, q_idx, kv_idx):\n  q_idx = q_idx + 2\n  return kv_idx <= q_idx"
    )
    assert finds(page)[0] == "Causal with offset, ahead 2: the same in every cell"
    page.number_input(key="rule_queries").set_value(4).run()
    assert "counted from row 0" in page.radio[0].options[0] and "4 x 8: 18 of 32" in said(page)
    page.radio[0].set_value(1).run()
    assert "4 x 8: 31 of 32" in said(healthy(page))
    page = pasted(page, "torch.load('x').tril()")
    assert "“load” is not on the list" in page.error[0].value.replace("\\", "")
    assert codes(page)[0].splitlines()[1].strip() == "^"


def test_after_a_fault_the_old_answer_goes_and_a_repair_is_taken(same):
    page = pasted(same, "100\n110\n111")
    assert "3 x 3: 6 of 9" in said(page)
    pasted(page, "1,0\n1")
    assert "Line 2 has 1 cell and line 1 has 2" in page.error[0].value.replace("\\", "")
    assert "of 9" not in said(page) and page.text_area[0].value == "1,0\n1"
    assert "matrix" not in page.query_params
    page = pasted(page, "q => k")
    assert page.error and "^" in codes(page)[0]
    next(b for b in page.button if b.label.startswith("Take")).click().run()
    assert not healthy(page).error and codes(page)[0] == "q >= k"
    assert asked(page, "rule") == "q >= k"


def test_hostile_text_gets_one_sentence(same):
    for text in HOSTILE:
        page = pasted(same, text)
        assert len(page.error) == 1 and "\n" not in page.error[0].value
        assert "<img" not in said(page)


def test_rings_stand_on_the_cells_that_differ():
    cells = np.eye(4, dtype=bool)
    meant = cells.copy()
    meant[1, 3] = True
    html = picture(cells, 80, meant)
    ring = b64decode(re.findall(r"base64,([^)]+)\)", html)[1]).decode()
    assert html.count('class="wrong"') == 1 and 'd="M61 21h17v17h-17z"' in ring
    assert "wrong" not in picture(cells, 80, cells)
