"""What people really paste, as public questions and bug reports have it, with the right value.

Each is known by definition, by hand or from torch; the inputs are written anew and cut down. Here
are those of which one asks what the values mean, and what the sides are.
"""

from dataclasses import dataclass, field

import torch


@dataclass(frozen=True)
class Case:
    """What is pasted, and what has to come out: the picture, and words of what it was taken for."""

    text: str
    picture: str
    taken: tuple[str, ...] = ()
    known: str = ""  # a mask that it is in every cell
    facts: dict = field(default_factory=dict)
    remark: str = ""
    sample: int = 0


def printed(tensor: torch.Tensor) -> str:
    return repr(tensor)


TRI = torch.ones(6, 6).tril().bool()
CAUSAL_3, CAUSAL_4 = "#.. ##. ###", "#... ##.. ###. ####"
PACKED = "#..... ##.... ..#... ..##.. ...... ......"
LEFT_PADDED = TRI & (torch.arange(6) >= 2)
LENGTHS = torch.tensor([[0] * 5, [0] * 3 + [1] * 2, [0] + [1] * 4, [1] * 5]).bool()
CASES = {
    # A: the polarity is weighed by the masks that come out, not by empty rows
    "left padding of sdpa, two empty rows": Case(
        printed(LEFT_PADDED[None, None]),
        "...... ...... ..#... ..##.. ..###. ..####",
        ("True = may read",),
        "Causal and padding",
        {"real": (0, 0, 1, 1, 1, 1)},
    ),
    "one True = masked": Case(
        ">>> " + printed(~torch.ones(4, 4).tril().bool()[None, None]),
        CAUSAL_4,
        ("True = blocked",),
        "Causal",
    ),
    "strictly causal": Case(
        printed(torch.tril(torch.ones(5, 5), -1)),
        "..... #.... ##... ###.. ####.",
        ("1 = may read",),
        "Strictly causal",
    ),
    "upper left": Case("1 0 0 0 0\n1 1 0 0 0", "#.... ##...", ("1 = may",), "Causal, upper left"),
    "packed, with a padded end": Case(
        "100000\n110000\n001000\n001100\n000000\n000000",
        PACKED,
        ("1 = may read",),
        "Causal documents, and padding",
        {"doc": (0, 0, 1, 1, 0, 0)},
    ),
    "the same, inverted": Case(
        "011111\n001111\n110111\n110011\n111111\n111111",
        PACKED,
        ("1 = blocked",),
        "Causal documents, and padding",
    ),
    "a window": Case(
        printed(torch.triu(torch.tril(torch.ones(5, 5)), -3)),
        "#.... ##... ###.. ####. .####",
        ("1 = may read",),
        "Sliding window, window 4",
    ),
    # B: vectors, batches, stacks
    "the padding of four texts": Case(
        printed(LENGTHS),
        "###.. ###.. ###.. ###.. ###..",
        ("4 texts of 5 tokens", "True = blocked"),
        "Key padding",
        sample=1,
    ),
    "a text that is all padding": Case(
        printed(LENGTHS), "..... ..... ..... ..... .....", ("4 texts of 5",), sample=3
    ),
    "the padding of one text": Case(
        "1 1 1 1 0 0",
        " ".join(["####.."] * 6),
        ("one text of 6 tokens", "1 = may read"),
        "Key padding",
        {"real": (1, 1, 1, 1, 0, 0)},
    ),
    "additive, (text, 1, 1, key)": Case(
        "tensor([[[[-0., -0., -10000.]]], [[[-0., -10000., -10000.]]]])",
        "#.. #.. #..",
        ("2 texts of 3 tokens",),
        "Key padding",
        sample=1,
    ),
    "documents, then padding": Case(
        "[1,1,1,2,2,2,0]",
        "#...... ##..... ###.... ...#... ...##.. ...###. .......",
        ("documents", "0 = padding", "causal"),
        "Causal documents, and padding",
    ),
    "cu_seqlens": Case(
        "cu_seqlens = [0, 2, 5]",
        "#.... ##... ..#.. ..##. ..###",
        ("cu_seqlens", "2 documents"),
        "Causal documents",
        {"doc": (0, 0, 1, 1, 1)},
    ),
    "position ids": Case(
        "position_ids [0,1,0,1,2]",
        "#.... ##... ..#.. ..##. ..###",
        ("begins again at 0",),
        "Causal documents",
    ),
    "lengths": Case(
        "seq_lens = tensor([2, 3], dtype=torch.int32)",
        "#.... ##... ..#.. ..##. ..###",
        ("lengths of 2 documents",),
        "Causal documents",
    ),
    "two samples in one bracket": Case(
        "[\n1000\n1100\n0010\n0011\n,\n1000\n1100\n1110\n1111\n]",
        CAUSAL_4,
        ("2 masks of 4 queries",),
        "Causal",
        sample=1,
    ),
    "shifted windows, one mask each": Case(
        printed(torch.stack([torch.zeros(2, 2), torch.tensor([[0.0, -100], [-100, 0]])])),
        "#. .#",
        ("2 masks of 2 queries", "-100"),
        sample=1,
    ),
    "heads of two texts": Case(
        printed(torch.ones(2, 2, 3, 3).tril().int()),
        CAUSAL_3,
        ("4 masks of 3",),
        "Causal",
        sample=3,
    ),
    "an empty line between two": Case(
        "1 0\n1 1\n\n1 1\n1 1", "## ##", ("2 masks of 2",), "Full", sample=1
    ),
}
