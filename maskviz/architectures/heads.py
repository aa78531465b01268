"""What a model keeps of a token in its cache, from its heads."""

from maskviz.architectures.error import ConfigError, quoted
from maskviz.architectures.model import Heads
from maskviz.architectures.values import WIDTH, Values

BYTES = {"float64": 8, "float32": 4, "float16": 2, "bfloat16": 2, "float8_e4m3fn": 1}
ODD = {  # keys of a config that make the cache other than heads times width
    "kv_lora_rank": "it keeps one shortened vector for all heads, and how depends on the kernel",
    "global_head_dim": "its layers without a window have wider heads",
    "num_kv_shared_layers": "some of its layers share their keys and values",
}


def heads_of(values: Values) -> tuple[Heads | None, str]:
    """What each layer keeps; or None, and why that cannot be told."""
    for key, why in ODD.items():
        if values.first(key)[1]:
            return None, why
    if values.type == "jetmoe":
        return None, "its heads are experts that are chosen for each token"
    heads = values.heads
    kv = values.whole("num_key_value_heads", "num_kv_heads", high=4096)
    if values.flag("multi_query") and not values.flag("new_decoder_architecture"):
        kv = 1
    kv = heads if kv is None else kv
    if kv > heads or heads % kv:
        raise ConfigError(f"{heads:,} heads cannot share {kv:,} keys evenly.")
    width = values.whole("head_dim", "d_kv", "kv_channels", high=WIDTH)
    if width is None:
        width = values.width // heads
        if not width:
            raise ConfigError(f"A width of {values.width:,} is too small for {heads:,} heads.")
    _, dtype = values.first("dtype", "torch_dtype")
    name = str(dtype or "").removeprefix("torch.")
    if name and name not in BYTES:
        return None, f"the type of its numbers is {quoted(name)}, not one of {', '.join(BYTES)}"
    return Heads(kv, width, BYTES.get(name, 2), name), ""
