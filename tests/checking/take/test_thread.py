"""The text for a thread."""

import numpy as np

from maskviz.checking.take import thread


def test_the_text_for_the_thread_has_picture_finds_and_link():
    text = thread(
        np.array([[1, 0, 0, 0, 0], [1, 1, 0, 0, 0], [0] * 5], dtype=bool),
        "one mask of 3 queries x 5 keys: 1 = may read, 0 = blocked",
        ["Causal, upper left: 1 cell differs"],
        ["SDPA: zeros in row 2"],
        "https://example.org/check?matrix=abc",
    )
    assert text == (
        "Taken for one mask of 3 queries x 5 keys: 1 = may read, 0 = blocked; a line is a query, "
        "# = may read:\n"
        "\n"
        "```\n"
        "#....\n"
        "##...\n"
        ".....\n"
        "```\n"
        "\n"
        "- Causal, upper left: 1 cell differs\n"
        "- 3 cells of 15 may be read, row 2 has nothing to read\n"
        "- SDPA: zeros in row 2\n"
        "\n"
        "https://example.org/check?matrix=abc\n"
    )
    large = thread(np.tri(100, dtype=bool), "", [], [])
    lines = large.split("```")[1].strip().split("\n")
    assert len(lines) == 39 and lines[19] == "…" and lines[0] == "#" + "." * 18 + " … " + "." * 19
    assert "no row is empty" in large
