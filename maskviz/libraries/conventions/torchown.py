"""PyTorch's own two ways: scaled_dot_product_attention and FlexAttention, both executed."""

from maskviz.libraries.conventions.intent import Intent
from maskviz.libraries.conventions.library import Answer, Library, from_mask
from maskviz.libraries.conventions.rules import gym_window
from maskviz.libraries.conventions.torchcalls import by_flex, by_fused_sdpa, by_sdpa, run, tensor

ATTEND = "scaled_dot_product_attention(query, key, value, {})"


def sdpa(intent: Intent) -> Answer:
    size = intent.queries, intent.keys
    lines = intent.lines("torch")
    wanted = tensor(intent.wanted)
    match intent.kind:
        case "window":
            code = lines + ATTEND.format("attn_mask=allowed")
            return Answer((run(code, lambda: by_sdpa(*size, attn_mask=wanted)),))
        case "causal":
            flag = run(ATTEND.format("is_causal=True"), lambda: by_sdpa(*size, is_causal=True))
            code = lines + ATTEND.format("attn_mask=allowed")
            return Answer((flag,), run(code, lambda: by_sdpa(*size, attn_mask=wanted)))
        case "pad":
            real = tensor(intent.real)[None, None, None]
            code = lines + ATTEND.format("attn_mask=real[None, None, None]")
            number = lines + ATTEND.format("attn_mask=real[None, None, None].float()")
            return Answer(
                (
                    run(code, lambda: by_sdpa(*size, attn_mask=real)),
                    run(
                        number,
                        lambda: by_sdpa(*size, attn_mask=real.float()),
                        "As numbers 0 and 1 it is a bias: real keys get e times the weight.",
                    ),
                )
            )
        case "causal and pad":
            real = tensor(intent.real)[None, None, None]
            vector = intent.line_of_real("torch")
            code = vector + ATTEND.format("attn_mask=real[None, None, None], is_causal=True")
            words = run(code, lambda: by_fused_sdpa(*size, attn_mask=real, is_causal=True), BOTH)
            merged = lines + ATTEND.format("attn_mask=allowed")
            return Answer((words,), run(merged, lambda: by_sdpa(*size, attn_mask=wanted)))
    mark = tensor(intent.mark)
    return Answer(
        (run(lines + ATTEND.format("attn_mask=mark"), lambda: by_sdpa(*size, attn_mask=mark)),),
        run(lines + ATTEND.format("attn_mask=~mark"), lambda: by_sdpa(*size, attn_mask=~mark)),
    )


BOTH = (
    "Its fused kernel for CPUs takes both; its documents forbid it, and its plain way, taken when "
    "values are not as wide as queries, says: Explicit attn_mask should not be set when "
    "is_causal=True."
)
RULE = "def rule(b, h, q, k):\n    return {}\n\n"


def flex(intent: Intent) -> Answer:
    size = intent.queries, intent.keys

    def called(name: str) -> str:
        return f"block_mask = create_block_mask({name}, None, None, {size[0]}, {size[1]})\n"

    attend = "flex_attention(query, key, value, block_mask=block_mask)"

    def ruled(condition: str, rule, before: str = ""):
        code = before + RULE.format(condition) + called("rule") + attend
        return run(code, lambda: by_flex(*size, rule))

    ahead, number = intent.offset, intent.number
    here = f"(q + {ahead})" if ahead > 0 else f"(q - {-ahead})" if ahead else "q"
    match intent.kind:
        case "window":
            gym = from_mask(
                called(f"generate_sliding_window({number})") + attend,
                gym_window(*size, number),
                "zeros",
                "generate_sliding_window is attention-gym’s, checked against 0.0.17.",
            )
            exact = ruled(
                f"(k <= {here}) & ({here} - k < {number})",
                lambda b, h, q, k: (k <= q + ahead) & (q + ahead - k < number),
            )
            return Answer((gym,), exact)
        case "causal":
            exact = ruled(f"k <= {here}", lambda b, h, q, k: k <= q + ahead)
            return Answer((ruled("k <= q", lambda b, h, q, k: k <= q),), exact)
        case "pad":
            real = tensor(intent.real)
            return Answer((ruled("real[k]", lambda b, h, q, k: real[k], intent.lines("torch")),))
        case "causal and pad":
            real = tensor(intent.real)
            vector = intent.line_of_real("torch")
            both = ruled("(k <= q) & real[k]", lambda b, h, q, k: (k <= q) & real[k], vector)
            return Answer((both,))
    mark, (query, key) = tensor(intent.mark), intent.cell
    words = ruled("mark[q, k]", lambda b, h, q, k: mark[q, k], intent.lines("torch"))
    exact = ruled(f"(q != {query}) | (k != {key})", lambda b, h, q, k: (q != query) | (k != key))
    return Answer((words,), exact)


SDPA = Library(
    "sdpa",
    "PyTorch SDPA",
    "torch",
    "executed",
    "may read",
    "−∞; a float mask is added as it is",
    "upper left",
    "query is (B, H, Lq, d), key and value (B, H, Lk, d)",
    sdpa,
)
FLEX = Library(
    "flex",
    "FlexAttention",
    "torch",
    "executed",
    "may read: what the mask_mod returns",
    "−∞",
    "none: q and k count from 0 each",
    "query is (B, H, Lq, d), key and value (B, H, Lk, d)",
    flex,
)
