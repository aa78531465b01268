"""The masks of many texts are drawn one at a time."""

import numpy as np

from maskviz.matrices.reading.texts import Texts


def test_each_text_has_its_mask_and_only_when_it_is_asked_for():
    rows = np.array([[1, 1, 0], [1, 0, 0]], dtype=bool)
    assert [cells.astype(int).tolist() for cells in Texts(rows)] == [
        [[1, 1, 0]] * 3,
        [[1, 0, 0]] * 3,
    ]
    causal = Texts(rows, causal=True)
    assert causal[-1].astype(int).tolist() == [[1, 0, 0]] * 3
    assert [cells.astype(int).tolist() for cells in causal[:1]] == [
        [[1, 0, 0], [1, 1, 0], [1, 1, 0]]
    ]
    assert len(Texts(np.ones((100_000, 2048), dtype=bool), causal=True)) == 100_000
