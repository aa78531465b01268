"""Code as it is posted, through the whole check, each with its picture by hand; and what is refused
in one sentence that says what to do."""

import contextlib
import textwrap

import numpy as np
import pytest

from maskviz.checking import CheckError, check

CODE = {
    "the causal mask of a decoder, with names": (
        """
        def _make_causal_mask(input_ids_shape: torch.Size, dtype: torch.dtype, device, past=0):
            \"\"\"Make causal mask used for self-attention.\"\"\"
            bsz, tgt_len = input_ids_shape
            mask = torch.full((tgt_len, tgt_len), torch.finfo(dtype).min, device=device)
            mask_cond = torch.arange(mask.size(-1), device=device)
            mask.masked_fill_(mask_cond < (mask_cond + 1).view(mask.size(-1), 1), 0)
            mask = mask.to(dtype)
            if past > 0:
                mask = torch.cat([torch.zeros(tgt_len, past, dtype=dtype), mask], dim=-1)
            return mask[None, None, :, :].expand(bsz, 1, tgt_len, tgt_len + past)

        _make_causal_mask((1, 2), torch.float32, torch.device("cpu"), past=1)""",
        "##. ###",
    ),
    "padding, expanded": (
        """
        def _expand_mask(mask, dtype, tgt_len: Optional[int] = None):
            bsz, src_len = mask.size()
            tgt_len = tgt_len if tgt_len is not None else src_len
            expanded = mask[:, None, None, :].expand(bsz, 1, tgt_len, src_len).to(dtype)
            inverted = 1.0 - expanded
            return inverted.masked_fill(inverted.to(torch.bool), torch.finfo(dtype).min)

        _expand_mask(torch.tensor([[1, 1, 0]]), torch.float16)""",
        "##. ##. ##.",
    ),
    "padding of a batch, added": (
        "attention_mask = torch.tensor([[1, 1, 0]])\n"
        "extended = (1.0 - attention_mask[:, None, None, :]) * -10000.0",
        "##. ##. ##.",
    ),
    "shifted windows": (
        """
        H = W = 4
        size, shift = 2, 1
        img = torch.zeros((1, H, W, 1))
        slices = (slice(0, -size), slice(-size, -shift), slice(-shift, None))
        cnt = 0
        for h in slices:
            for w in slices:
                img[:, h, w, :] = cnt
                cnt += 1
        win = img.view(1, 2, size, 2, size, 1).permute(0, 1, 3, 2, 4, 5).contiguous().view(-1, 4)
        attn_mask = win.unsqueeze(1) - win.unsqueeze(2)
        attn_mask = attn_mask.masked_fill(attn_mask != 0, -100.0).masked_fill(attn_mask == 0, 0.0)
        attn_mask[1]""",
        "#.#. .#.# #.#. .#.#",
    ),
    "documents by their ends": (
        """
        ids = torch.tensor([7, 2, 9, 4, 2])
        doc = torch.roll(torch.cumsum(ids == 2, dim=0), 1)
        doc[0] = 0
        mask = (doc[:, None] == doc[None, :]).tril()""",
        "#.... ##... ..#.. ..##. ..###",
    ),
    "a window by two triangles and a log": (
        """
        tensor = torch.full((4, 4), fill_value=1)
        mask = torch.tril(tensor, diagonal=0).to(torch.float16)
        mask = torch.triu(mask, diagonal=-1)
        mask = torch.log(mask)""",
        "#... ##.. .##. ..##",
    ),
    "biases for each head": (
        """
        def slopes(n):
            start = 2 ** (-(2 ** -(math.log2(n) - 3)))
            return [start * start ** i for i in range(n)]

        dist = torch.arange(3)[None, :] - torch.arange(3)[:, None]
        bias = torch.tensor(slopes(4))[:, None, None] * dist
        bias = bias.masked_fill(dist > 0, float("-inf"))""",
        "#.. ##. ###",
    ),
    "documents inside a function": (
        """
        def make(mask_mod, offsets):
            counts = offsets[1:] - offsets[:-1]
            doc = torch.repeat_interleave(torch.arange(len(counts)), counts)
            def doc_mask_mod(b, h, q_idx, kv_idx):
                q, kv = q_idx - offsets[doc[q_idx]], kv_idx - offsets[doc[kv_idx]]
                return (doc[q_idx] == doc[kv_idx]) & mask_mod(b, h, q, kv)
            return doc_mask_mod

        def causal(b, h, q, kv):
            return q >= kv

        block_mask = create_block_mask(make(causal, torch.tensor([0, 3, 8])), None, None, 8, 8)""",
        "#....... ##...... ###..... ...#.... ...##... ...###.. ...####. ...#####",
    ),
}


@pytest.mark.parametrize(("text", "picture"), CODE.values(), ids=CODE)
def test_posted_code_has_its_picture(text, picture):
    cells = check(textwrap.dedent(text).strip()).cells.astype(int)
    assert " ".join("".join(".#"[cell] for cell in row) for row in cells) == picture


NO_MASK = "There is no mask in this text"
REFUSED = {
    "causal": NO_MASK,
    "is_causal=True": NO_MASK,
    "unknown_mask((5, 5), [[1, 0], [0, 1]])": "“unknown_mask” is not on the list",
    "x = torch.frobnicate(torch.ones((5, 5)))": "“frobnicate” is not on the list",
    "input_ids = tensor([5, 6, 2, 7])": "input_ids are tokens, not a mask",
    "0: [0]\n1: [0, 0]": "List 2 has 2 cells and list 1 has 1",
    "[[1, x], [1, 1]]": "cell 2 is “x”, which is no number",
    "BlockMask(shape=(1, 1, 9, 9), sparsity=43.75%, \n(0, 0)\n░░  \n██░░\n)": "paste its mask_mod",
    "j ≤ i": "write <=",
    "0 <= i - j < 3": "“i” is spelt “q”",
    "abs(i - j) <= 2": "“i” is spelt “q”",
    "kv_idx <= q_idx && q_idx - kv_idx < 3": "“&&” is spelt “and”",
    "k in range(q - 2, q + 1)": "a range goes between numbers",
}


@pytest.mark.parametrize(("text", "why"), REFUSED.items(), ids=map(str, range(len(REFUSED))))
def test_what_is_no_mask_is_refused_with_what_to_do(text, why):
    with pytest.raises(CheckError) as fault:
        check(text)
    assert why in str(fault.value) and "\n" not in str(fault.value)


@pytest.mark.parametrize(
    "row",
    [
        "\n",
        " ",
        "> ",
        "\\begin{array}\\end{array}",
        "[,1]\n",
        "(0, 0) 1\n",
        "- 1\n",
        "mat(;",
        "E   \n",
    ],
)
def test_a_long_text_takes_no_longer_than_it_is_long(row):
    """What stands around a matrix is looked for once; anything else would take hours here."""
    with contextlib.suppress(CheckError):
        check("1" + row * (400_000 // len(row)) + "x")


def test_a_square_of_queries_and_keys_may_be_called_as_padding_is():
    checked = check("attention_mask = [[1, 0, 0], [1, 1, 0], [1, 1, 1]]")
    assert np.array_equal(checked.cells, np.tri(3))
    assert "key padding" in " ".join(checked.others)
