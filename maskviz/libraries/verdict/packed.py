"""What libraries make of a vector of documents in their own argument for them.

Each is given the vector, the name that its call has for it, and the numbers that stand there.
"""

import numpy as np

from maskviz.libraries.conventions.fused import EFFICIENT
from maskviz.libraries.conventions.jaxown import FLAX
from maskviz.libraries.conventions.library import Spelling, from_mask, refused
from maskviz.libraries.conventions.rules import flash_positions, staircase
from maskviz.libraries.conventions.torchcalls import by_flex, run, tensor
from maskviz.libraries.verdict.vectors import Packing

NO_MATRIX = "a decoder by flash-attn is causal and takes no matrix"
CACHE = (
    "Where positions begin again it looks only without a cache and without an attention_mask, and "
    "a model makes a cache unless it is told not to."
)
AMONG = "Padding reads padding."
VLLM = "vLLM, at commit 0084b78, makes query_start_loc of its prompts and passes it here."


def flex(packing: Packing, name: str, numbers: np.ndarray) -> Spelling:
    """The rule of a document is run where there is a number for each token."""
    tokens, ids = packing.tokens, tensor(numbers)
    real = packing.not_padding(f"{name}[k]")
    parts = [f"{name}[q] == {name}[k]", "k <= q" * packing.causal, real]
    condition = conjoined(parts)
    code = f"create_block_mask(lambda b, h, q, k: {condition}, None, None, {tokens}, {tokens})"
    if len(numbers) != tokens:
        return Spelling(code, packing.wanted)

    def rule(b, h, q, k):
        found = ids[q] == ids[k]
        found = found & (k <= q) if packing.causal else found
        return found & (ids[k] != packing.shut) if real else found

    return run(code, lambda: by_flex(tokens, tokens, rule))


def conjoined(parts: list[str]) -> str:
    kept = list(filter(None, parts))
    return kept[0] if len(kept) == 1 else " & ".join(f"({part})" for part in kept)


def flax(packing: Packing, name: str, numbers: np.ndarray) -> Spelling:
    parts = [f"nn.make_attention_mask({name}, {name}, jnp.equal)"]
    if packing.causal:
        parts.append(f"nn.make_causal_mask({name})")
    if real := packing.not_padding(name):
        parts.append(f"nn.make_attention_mask({real}, {real})")
    made = parts[0] if len(parts) == 1 else f"nn.combine_masks({', '.join(parts)})"
    return from_mask(FLAX.format(made), packing.of(numbers), "mean")


def splash(packing: Packing, name: str, numbers: np.ndarray) -> Spelling:
    kind = "CausalMask" if packing.causal else "FullMask"
    note = f"The kernel is made with {kind}({packing.tokens, packing.tokens})."
    code = f"kernel(query, key, value, SegmentIds({name}, {name}))"
    return Spelling(code, packing.of(numbers, padding=True), note=note + among(packing))


def by_sdpa(packing: Packing, name: str, numbers: np.ndarray) -> Spelling:
    """With its cache a model is plainly causal, wherever positions begin again."""
    code = by_positions(packing)
    return Spelling(code, staircase(packing.tokens, packing.tokens), note=CACHE + among(packing))


def by_flash(packing: Packing, name: str, numbers: np.ndarray) -> Spelling:
    """Its cu_seqlens begin wherever the lowest position stands."""
    code = by_positions(packing)
    if not packing.causal:
        return refused(code, NO_MATRIX)
    cells = packing.wanted if len(numbers) != packing.tokens else flash_positions(numbers)
    return from_mask(code, cells, "unknown", "Of a batch of one row only." + among(packing))


def by_positions(packing: Packing) -> str:
    """The call of a model, which takes positions by texts."""
    whole = packing.kind == "position_ids" and packing.before == 1
    return f"model(x, position_ids=position_ids{'' if whole else '[None]'})"


def among(packing: Packing) -> str:
    return "" if packing.whole else f" {AMONG}"


def flash(packing: Packing, name: str, numbers: np.ndarray) -> Spelling:
    causal = ", causal=True" * packing.causal
    code = f"flash_attn_varlen_func({lengths(packing, name)}{causal})"
    return Spelling(code, packing.wanted, note=VLLM)


def varlen(packing: Packing, name: str, numbers: np.ndarray) -> Spelling:
    causal = ", window_size=(-1, 0)" * packing.causal
    return Spelling(f"varlen_attn({lengths(packing, name)}{causal})", packing.wanted)


def lengths(packing: Packing, name: str) -> str:
    given, most = int32(packing, name), packing.longest
    return f"query, key, value, {given}, {given}, {most}, {most}"


def int32(packing: Packing, name: str) -> str:
    """What somebody has is of whole numbers of any size; what a line here makes is int32."""
    return f"{name}.int()" if packing.kind == "cu_seqlens" else name


def xformers(packing: Packing, name: str, numbers: np.ndarray) -> Spelling:
    kind = "BlockDiagonalCausalMask" if packing.causal else "BlockDiagonalMask"
    bias = f"{kind}.from_seqlens({name}.tolist())"
    return Spelling(EFFICIENT.format(bias), packing.wanted)


def engine(packing: Packing, name: str, numbers: np.ndarray) -> Spelling:
    given, kind = int32(packing, name), "padding_causal" if packing.causal else "padding"
    code = f'cu_seqlens_q={given}, cu_seqlens_kv={given}, attn_mask_type="{kind}"'
    code = f'attention(query, key, value, qkv_format="thd", {code})'
    return Spelling(code, packing.wanted)
