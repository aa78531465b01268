"""What each mask is taken for, by its numbers."""

from collections.abc import Callable, Mapping
from typing import Any

Like = Callable[..., tuple[str, Mapping[str, Any]]]  # a mask's numbers -> another with numbers


def same(name: str, **numbers: Any) -> Like:
    return lambda **_: (name, numbers)


LIKE: Mapping[str, tuple[Like, ...]] = {  # what each is taken for
    "causal": (same("strict_causal"), same("block_causal", size=2), same("full"),
               same("causal_upper_left"), same("anti_causal"), same("sliding_window", window=3)),
    "anti_causal": (same("causal"), same("strict_causal"), same("full")),
    "strict_causal": (same("causal"), same("causal_offset", ahead=-2), same("anti_causal")),
    "causal_upper_left": (same("causal"), same("strict_causal"), same("full")),
    "causal_offset": (same("causal"), same("strict_causal")),
    "causal_padding": (same("causal"), same("key_padding"), same("key_query_padding")),
    "key_padding": (same("causal_padding"), same("key_query_padding"), same("full")),
    "key_query_padding": (same("key_padding"), same("causal_padding")),
    "sliding_window": (
        lambda window: ("two_sided_window", {"radius": window - 1}),
        lambda window: ("chunked_causal", {"size": window}),
        lambda window: ("window_back", {"back": window}),
        lambda window: ("chunk", {"size": window}),
    ),
    "window_back": (
        lambda back: ("sliding_window", {"window": back}),
        lambda back: ("two_sided_window", {"radius": back}),
    ),
    "two_sided_window": (
        lambda radius: ("sliding_window", {"window": radius + 1}),
        lambda radius: ("two_sided_width", {"width": radius}),
        lambda radius: ("chunk", {"size": radius + 1}),
    ),
    "two_sided_width": (lambda width: ("two_sided_window", {"radius": width}),),
    "asymmetric_window": (
        lambda left, right: ("asymmetric_window", {"left": right, "right": left}),
    ),
    "chunk": (
        lambda size: ("chunked_causal", {"size": size}),
        lambda size: ("sliding_window", {"window": size}),
        lambda size: ("block_causal", {"size": size}),
    ),
    "chunked_causal": (
        lambda size: ("sliding_window", {"window": size}),
        lambda size: ("chunk", {"size": size}),
        lambda size: ("block_causal", {"size": size}),
    ),
    "block_causal": (
        lambda size: ("chunked_causal", {"size": size}),
        lambda size: ("chunk", {"size": size}),
        same("causal"),
    ),
    "chunk_lookback": (
        lambda size, back: ("block_causal", {"size": size}),
        lambda size, back: ("chunk", {"size": size}),
        lambda size, back: ("sliding_window", {"window": size}),
    ),
    "prefix_lm": (
        same("causal"),
        lambda prefix: ("sink_window", {"sinks": prefix, "window": 1}),
    ),
    "sink_window": (lambda sinks, window: ("sliding_window", {"window": window}),),
    "document": (same("document_causal"), same("shared_prefix"), same("causal")),
    "document_causal": (same("document"), same("causal"), same("shared_prefix")),
    "shared_prefix": (same("document_causal"), same("causal"), same("document")),
    "stride_only": (lambda stride: ("stride_block", {"stride": stride}),),
    "sparse_strided": (lambda stride: ("stride_only", {"stride": stride}),),
    "group_bidirectional": (same("causal"),),
    "sensitive": (same("sensitive", rows=1),),
}  # fmt: skip
