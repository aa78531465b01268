"""Public questions and bug reports, written anew and cut down: what a check has to answer.

Each right value is drawn by hand, counted, or the answer that the maintainers gave.
"""

from dataclasses import dataclass

import pytest
import torch

from maskviz.checking import check

PLACE = torch.arange(4)
CAUSAL_2, CAUSAL_3, CAUSAL_4 = "#. ##", "#.. ##. ###", "#... ##.. ###. ####"
TWO_SIDED_6 = "###... ####.. #####. .##### ..#### ...###"
BIAS = torch.zeros(4, 4).masked_fill(~torch.block_diag(*[torch.ones(2, 2)] * 2).bool(), -torch.inf)


@dataclass(frozen=True)
class Case:
    """What somebody has; the picture, a name among the exact ones, and what has to be said."""

    text: str
    picture: str
    name: str = ""
    said: tuple[str, ...] = ()
    sample: int = 0


CASES = {
    "a window that is one wider than was meant": Case(
        repr(torch.triu(torch.ones(5, 5).tril(), -3)),
        "#.... ##... ###.. ####. .####",
        "Sliding window, window 4",
    ),
    "a window as people write it": Case(
        "torch.tril(torch.ones(6,6), diagonal=2) * torch.triu(torch.ones(6,6), diagonal=-2)",
        TWO_SIDED_6,
        "Two-sided window, radius 2",
        ("24 of 36 cells",),
    ),
    "a fill over ones and zeros leaves the future": Case(
        "[[1, 0, 0, -2e38, -2e38, -2e38], [1, 1, 0, 0, -2e38, -2e38], [1, 1, 1, 0, 0, -2e38],"
        " [-2e38, 1, 1, 1, 0, 0], [-2e38, -2e38, 1, 1, 1, 0], [-2e38, -2e38, -2e38, 1, 1, 1]]",
        TWO_SIDED_6,
        said=("reads the future in 9 cells",),
    ),
    "a mask sent through its own inverse": Case(
        "[[-1e9, -inf, -inf], [-1e9, -1e9, -inf], [-1e9, -1e9, -1e9]]",
        CAUSAL_3,
        "Causal",
        ("becomes the plain mean of those keys",),
    ),
    "minus ten is no ban": Case("[[0, -10], [0, 0]]", CAUSAL_2, said=("e^-10 = 4.5e-05",)),
    "rules between blocks": Case("1, 0, | 0\n1, 1, | 0\n-------\n1, 1, | 1", CAUSAL_3, "Causal"),
    "two samples in one bracket": Case(
        "[\n1000\n1100\n0010\n0011\n,\n1000\n1100\n1110\n1111\n]",
        "#... ##.. ..#. ..##",
        "Chunked causal, size 2",
    ),
    "the last queries": Case(
        "111000\n111100\n111110\n111111",
        "###... ####.. #####. ######",
        "Causal",
        ("The queries are taken for the last 4 of the keys",),
    ),
    "upper left where a cache is": Case(
        "1 0 0 0 0\n1 1 0 0 0", "#.... ##...", "Causal, upper left", ("aligned upper left",)
    ),
    "a materialised bias": Case(repr(BIAS[None]) + ")", "##.. ##.. ..## ..##", "Chunk, size 2"),
    "stars": Case("0 * * *\n0 0 * *\n* * * *\n* * * 0", "#... ##.. .... ...#", said=("read: 2",)),
    "lengths of four texts, one of them nothing": Case(
        repr(torch.arange(5)[None] >= torch.tensor([5, 3, 1, 0])[:, None]),
        "..... ..... ..... ..... .....",
        said=("4 texts of 5 tokens", "0, 1, 2, 3, 4"),
        sample=3,
    ),
    "windows of an image": Case(
        repr(torch.stack([torch.zeros(4, 4), -100.0 * (PLACE[:, None] - PLACE).remainder(2)])),
        "#.#. .#.# #.#. .#.#",
        "Documents",
        ("2 masks of 4 queries",),
        sample=1,
    ),
    "padding on the wrong axis": Case(
        "\n".join(["1 1 1 1 1 1"] * 4 + ["0 0 0 0 0 0"] * 2),
        "###### ###### ###### ###### ...... ......",
        said=("Key padding transposed", "4, 5"),
    ),
    "half precision": Case(
        "tensor([[0., -65504.],[0., 0.]], dtype=torch.float16)", CAUSAL_2, "Causal"
    ),
    "two fills": Case(
        "[[0, -3.3895e+38], [0, -inf]]", "#. #.", said=("a row of -inf alone becomes NaN",)
    ),
    "weights": Case("[[1, 0], [.5, .5]]", CAUSAL_2, said=("These are weights, not a mask",)),
    "where -inf belongs": Case(
        "nn.Transformer.generate_square_subsequent_mask(4)",
        CAUSAL_4,
        "Causal",
        ("It never reads the future.",),
    ),
    "chunks with one to the left": Case(
        "##......\n##......\n####....\n####....\n..####..\n..####..\n....####\n....####",
        "##...... ##...... ####.... ####.... ..####.. ..####.. ....#### ....####",
        "Chunk with look-back, size 2, back 1",
    ),
    "padding of one text": Case("1 1 1 0", "###. ###. ###. ###.", "Key padding", ("one text",)),
    "one short of causal": Case(
        repr(torch.tril(torch.ones(4, 4), -1)),
        ".... #... ##.. ###.",
        "Strictly causal",
        ("one short of Causal",),
    ),
    "a mask_mod with a default and locals": Case(
        "def m(b, h, q_idx, kv_idx, s=0):\n    causal = q_idx >= kv_idx\n"
        "    both = kv_idx <= s + 4\n    return causal | both",
        "#####... #####... #####... #####... #####... ######.. #######. ########",
        "Prefix-LM, prefix 5",
    ),
    "and_masks and or_masks": Case(
        "def causal(b, h, q, k):\n  return q >= k\ndef window(b, h, q, k):\n  return q - k < 3\n"
        "def sink(b, h, q, k):\n  return k < 2\nand_masks(or_masks(window, sink), causal)",
        "#....... ##...... ###..... ####.... #####... ##.###.. ##..###. ##...###",
        "Attention sink and window, sinks 2, window 3",
    ),
    "type hints": Case(
        "def f(batch_idx: int, head_idx: int, q_idx: int, kv_idx: int) -> bool:\n"
        "    return kv_idx > q_idx - 3",
        "######## ######## ######## .####### ..###### ...##### ....#### .....###",
        said=("reads the future in 28 cells",),
    ),
    "strict and more queries than keys": Case(
        "torch.arange(6).reshape(-1,1) > torch.arange(3).reshape(1,-1)",
        "... #.. ##. ### ### ###",
        "Strictly causal",
        ("Rows with nothing to read: 0",),
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_public_case_has_its_right_value(case):
    checked = check(case.text, sample=case.sample)
    drawn = " ".join("".join(".#"[cell] for cell in row) for row in checked.cells.astype(int))
    assert drawn == case.picture
    assert not case.name or case.name in [find.title for find in checked.exact]
    text = checked.text
    assert [words for words in case.said if words not in text] == [], text
