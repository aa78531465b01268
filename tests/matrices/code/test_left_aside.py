"""What may be the mask, or change it, and cannot be read is never left aside."""

import pytest

from maskviz.checking import CheckError, check

REFUSED = {  # what may be the mask and is not on the list is never left aside
    "mask = np.tri(5)\nmask = add_global(mask, 2)": "add_global",
    "base = np.tri(5)\nresult = my_special(base, 2)": "my_special",
    "base = np.tri(5)\nextra_mask = load('x.pt')": "load",
    "mask = np.ones((5, 5))\napply_causal(mask)": "apply_causal",
    "mask = np.tri(5)\nmake_mask(5)": "make_mask",
    "m = np.zeros((5, 5))\nfor i in range(5):\n    m[i] = fancy(i)": "fancy",
    "mask = np.tri(5) * (np.random.rand(5, 5) > 0.5)": "Random numbers are not drawn here",
    "def f(n, impl):\n    if impl.flash():\n        return 0\n    return np.tri(n)": "flash",
    "def f(x):\n    if any(x.sizes):\n        m = np.tri(3)\n    return attn_mask": "“attn_mask”",
    "mask = np.tri(5)\nfix(mask)\nmask = mask > 0": "fix",
    "def f(x, mask=None):\n    return x.masked_fill(mask == 0, -1e9)": "Nothing says where",
    "def f(q, mask):\n    return (q @ k.T).masked_fill(mask == 0, -1e9)": "what “mask” is",
    "def attention(query, key):\n    return softmax(query @ key.transpose(1, 2))": "“key” holds",
    "m = (kv_idx <= q_idx) & (q_idx - kv_idx << 3)\nm = m | m": "moves bits",
    "x = []\nx.append(x)": "A list in itself is no array",
}


@pytest.mark.parametrize(("text", "why"), REFUSED.items(), ids=REFUSED)
def test_what_the_mask_may_depend_on_is_never_left_aside(text, why):
    with pytest.raises(CheckError) as refused:
        check(text)
    assert why in str(refused.value) and refused.value.caret


def test_a_number_that_only_an_open_name_makes_is_no_mask():
    with pytest.raises(CheckError, match="nothing says what “input_ids” holds"):
        check("attention_mask = (input_ids != pad_id).long()")
