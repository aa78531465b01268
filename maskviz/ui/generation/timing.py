"""One masked pass, a run for each prefix and a cache: the same logits, timed when it is asked."""

import streamlit as st
from torch import Tensor

from maskviz.analysis.batches.words import number
from maskviz.analysis.generation.timed import MOST, Timed, timed
from maskviz.models import Shipped
from maskviz.ui.generation.section import show_section
from maskviz.ui.kit.bars import bars
from maskviz.ui.kit.markup import show_html
from maskviz.ui.kit.words import plain


def show_timing(shipped: Shipped, ids: Tensor) -> None:
    n = min(len(ids), MOST)
    show_section(
        "One masked pass equals a run for each prefix",
        [
            f"The causal mask makes one pass do the work of {n} runs, which is why training needs "
            "it: each row is a prefix of its own. Writing cannot do so, for it has no text yet; "
            "the cache saves it from reading each prefix again."
        ],
        "",
        "",
    )
    if not st.button(f"Run all three on {n} tokens", key="generation_run"):
        return
    found = timed(shipped.model, ids.to(shipped.device))
    longest = max(found.at_once, found.prefixes, found.cached)
    ways = {
        "one masked pass": found.at_once,
        f"{n} runs, one a prefix": found.prefixes,
        f"{n} steps with a cache": found.cached,
    }
    rows = [(name, took / longest, f"{1e3 * took:,.1f} ms") for name, took in ways.items()]
    show_html(bars("On this server just now, milliseconds of its processor", rows), "generation")
    st.markdown(f"**{plain(sentence(found))}**")


def sentence(found: Timed) -> str:
    """Whether the logits are the same, and what each way took, from the numbers."""
    return (
        f"The {found.n} runs come within {number(found.prefixes_gap)} of the logits of the one "
        f"pass and took {found.prefixes / found.at_once:.1f} times as long; the steps with a cache "
        f"come within {number(found.cached_gap)}: {found.n / found.cached:,.0f} tokens a second, "
        f"against {found.n / found.prefixes:,.0f} without one."
    )
