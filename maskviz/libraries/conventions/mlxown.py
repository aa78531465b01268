"""MLX, for Apple's chips: mlx.core.fast.scaled_dot_product_attention."""

import numpy as np

from maskviz.libraries.conventions.intent import Intent
from maskviz.libraries.conventions.library import Answer, Library, Spelling, from_mask
from maskviz.libraries.conventions.rules import staircase

ATTEND = "mx.fast.scaled_dot_product_attention(query, key, value, scale=scale, mask={})"


def mlx(intent: Intent) -> Answer:
    size = intent.queries, intent.keys
    lines = intent.lines("mx")

    def passed(mask: str, allowed: np.ndarray, before: str = "", note: str = "") -> Spelling:
        code = before + ATTEND.format(mask)
        return from_mask(code, np.broadcast_to(allowed, size), "mean", note)

    match intent.kind:
        case "window":
            return Answer((passed("allowed", intent.wanted, lines),))
        case "causal":
            lower = staircase(*size, intent.offset)
            flag = passed('"causal"', lower, note="Counted from the lower right corner.")
            return Answer((flag, passed(intent.triangle("mx"), staircase(*size))))
        case "pad":
            ones = np.ones(size, dtype=bool)
            note = "As numbers 0 and 1 it is a bias: real keys get e times the weight."
            number = passed("real[None, None, None].astype(mx.int32)", ones, lines, note)
            return Answer((passed("real[None, None, None]", intent.real, lines), number))
        case "causal and pad":
            note = "There is one argument for both, so they are made one mask."
            return Answer((passed("allowed", intent.wanted, lines, note),))
    words = passed("mark", intent.mark, lines)
    return Answer((words,), passed("~mark", ~intent.mark, lines))


MLX = Library(
    "mlx",
    "MLX",
    "mlx",
    "checked",
    "may read; numbers are added to the scores",
    "the lowest float, run on a CPU; the kernels for Apple’s GPUs are not run",
    "lower right",
    "mx is mlx.core, query is (B, H, Lq, d), key and value (B, H, Lk, d), scale is d ** -0.5",
    mlx,
)
