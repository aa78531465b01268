"""Libraries that take a mask as a function of positions: FlexAttention and transformers."""

from dataclasses import replace

from maskviz.libraries.export.lines import numbers, remark, statement, wrapped
from maskviz.libraries.export.parts import (
    TORCH,
    Group,
    caption,
    facts,
    groups,
    lengths,
    predicates,
    tables,
)
from maskviz.libraries.export.program import Target, program
from maskviz.libraries.export.wanted import NotExpressible, Wanted

DEVICE = ", device=device"
FLEX_END = '''
block_mask = create_block_mask(mask_mod, None, {heads}, {queries}, {keys}, device=device)


def attend(query, key, value):
    """query (batch, heads, {queries}, d_head), key and value (batch, heads, {keys}, d_head).

    On a GPU, torch.compile(flex_attention) is what makes it skip the blocked parts.
    """
    return flex_attention(query, key, value, block_mask=block_mask)
'''


def branches(masks: list[Group]) -> str:
    """What mask_mod returns, head by head where their masks differ."""
    if len(masks) == 1:
        return statement("return", masks[0].text, "    ")
    lines = []
    for n, mask in enumerate(masks):
        before = "allowed | " if n else ""
        lines.append(statement("allowed =", f"{before}((mask_of[h] == {n}) & {mask.text})", "    "))
    return "".join([*lines, "    return allowed\n"])


def mask_of(masks: list[Group]) -> str:
    """Which of the different masks each head has, as a line."""
    if len(masks) == 1:
        return ""
    of = {head: n for n, mask in enumerate(masks) for head in mask.numbers}
    which = numbers(of[head] for head in sorted(of))
    return (
        f"# The number of each head's mask.\n{wrapped(f'mask_of = torch.tensor({which}{DEVICE})')}"
    )


def flex(wanted: Wanted) -> str:
    """The whole FlexAttention program; `allowed` is what its mask_mod makes, cell by cell."""
    heads = None if wanted.single else len(wanted.heads)
    masks = groups(wanted, lambda number: "h", "[q_idx, kv_idx]")
    parts = [
        caption(wanted),
        "import torch\nfrom torch.nn.attention.flex_attention import "
        "create_block_mask, create_mask, flex_attention\n\n",
        predicates(wanted, TORCH),
        'device = "cuda" if torch.cuda.is_available() else "cpu"\n',
        lengths(wanted, "offset"),
        facts(wanted, TORCH.array, DEVICE),
        tables(masks, TORCH, wanted.size, DEVICE),
        mask_of(masks),
        "\n\ndef mask_mod(b, h, q_idx, kv_idx):\n",
        "    q, k = q_idx + offset, kv_idx\n",
        branches(masks),
        "\n\n",
        remark(f"{wanted.bare}; FlexAttention returns zeros there.") if wanted.bare else "",
        f"allowed = create_mask(mask_mod, None, {heads}, {wanted.queries}, {wanted.keys}, "
        f"device=device)[0{', 0' if wanted.single else ''}]",
        FLEX_END.format(heads=heads, queries=wanted.queries, keys=wanted.keys),
    ]
    return "".join(parts)


RUN = '''

def run(model, input_ids, **others):
    """The model with this mask in every layer. input_ids (batch, {queries}){cache}.

    With padding on the left, give position_ids too. A mask of four axes is used as it is; only
    "sdpa" reads True and False in it, "eager" would add them to the scores.
    """
    model.set_attn_implementation("sdpa")
    mask = allowed.expand(len(input_ids), -1, -1, -1).to(model.device)
    return model(input_ids, attention_mask=mask, **others)
'''
MASK_FUNCTION = """

# As transformers wants it: q_idx counts the tokens in the cache too. It may also be handed to
# create_causal_mask(and_mask_function=mask_function), or to or_mask_function.
def mask_function(batch_idx, head_idx, q_idx, kv_idx):
    q, k = q_idx, kv_idx
"""


def misplaced(wanted: Wanted) -> str | None:
    """Why a model's own layers have no such rectangle."""
    if wanted.queries > wanted.keys:
        return (
            f"In a transformers model the queries are the last of the keys, so there are never "
            f"more of them; here they are {wanted.queries} and {wanted.keys}. The nearest is "
            "PyTorch SDPA, which its models call and which takes any rectangle."
        )
    if wanted.offset != wanted.keys - wanted.queries:
        return (
            f"In a transformers model the queries are the last of the keys: the first one would "
            f"stand at {wanted.keys - wanted.queries}, and here it stands at {wanted.offset}, as "
            "in cross-attention. The nearest is PyTorch SDPA, which its models call."
        )
    return None


def cached(wanted: Wanted) -> str:
    before = wanted.keys - wanted.queries
    return f"; past_key_values holds {before} more" if before else ""


def transformers(wanted: Wanted) -> str:
    """The whole program; `allowed` is bool (1, 1 or heads, q, k), as a model takes it."""
    if problem := misplaced(wanted):
        raise NotExpressible(problem)
    end = RUN.format(queries=wanted.queries, cache=cached(wanted))
    if not wanted.single:
        return program(replace(HEADS, closing=HEADS.closing + end), wanted)
    masks = groups(wanted, TORCH.head, "[q_idx - offset, kv_idx]")
    parts = [
        caption(wanted, "0, 0, q, k"),
        "import torch\nfrom transformers.masking_utils import sdpa_mask\n\n",
        predicates(wanted, TORCH),
        lengths(wanted, "offset"),
        facts(wanted, TORCH.array),
        tables(masks, TORCH, wanted.size),
        MASK_FUNCTION,
        statement("return", masks[0].text, "    "),
        "\n\n",
        remark(f"{wanted.bare}; the model's attention adds zeros there.") if wanted.bare else "",
        "# Without the last word it may be None, which means causal.\n",
        f"allowed = sdpa_mask(1, {wanted.queries}, {wanted.keys}, offset, "
        "mask_function=mask_function, allow_is_causal_skip=False)\n",
        end,
    ]
    return "".join(parts)


HEADS = Target(
    opening="import torch",
    arrays=TORCH,
    empty="; the model's attention adds zeros there.",
    closing="""# A mask function is called for head 0 only; a mask for each head has to be a tensor.
allowed = allowed[None]  # (1, heads, q, k)
""",
)
