"""The code of a class link reads back letter by letter, from afar too."""

import re
from urllib.parse import unquote

import numpy as np
import pytest
import zxingcpp

from maskviz.settings.declared import Settings
from maskviz.ui.desk.aim import at_state
from maskviz.ui.desk.classlink import ClassLink
from maskviz.ui.desk.qrcode import MOST, QUIET, drawn, qr_code, squares
from maskviz.ui.state.seen import Seen

BASE = "https://class.example.edu/masks/"
SEEN = Seen(frozenset({"prediction", "mask"}), ("mask", "weights"), "weights", "large")


def seen_by_a_camera(code, scale: int) -> np.ndarray:
    cells = np.array([list(row) for row in code.matrix_iter(border=QUIET)], np.uint8)
    return np.kron(255 * (1 - cells), np.ones((scale, scale))).astype(np.uint8)


@pytest.mark.parametrize("text", ["x", "The cat sat", "der Bär & 猫 – “q” " * 9])
def test_the_code_reads_back_as_the_link_letter_by_letter(text):
    link = ClassLink(BASE, at_state(Settings.of(mask="causal", text=text)), SEEN).address
    code = qr_code(link)
    assert [found.text for found in zxingcpp.read_barcodes(seen_by_a_camera(code, 3))] == [link]


def test_the_picture_of_the_code_has_its_squares_and_white_around_them():
    code = qr_code(BASE)
    drawing = unquote(drawn(code).partition(",")[2])
    assert drawn(code).startswith("data:image/svg+xml") and "<script" not in drawing
    side = squares(code)
    assert re.search(rf"viewBox='0 0 {side} {side}'", drawing) and side == len(code.matrix) + 8
    assert qr_code("x" * MOST) and qr_code("x" * (MOST + 1)) is None
