"""Number formats, by the names that frameworks give them."""

# The most negative finite number of each format, as torch.finfo prints it.
LOWEST = {
    "float16": -65504.0,
    "half": -65504.0,
    "bfloat16": -3.3895313892515355e38,
    "float32": -3.4028234663852886e38,
    "float": -3.4028234663852886e38,
    "float64": -1.7976931348623157e308,
    "double": -1.7976931348623157e308,
}
