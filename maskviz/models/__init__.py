"""The shipped transformers: definition, tokenizer, weights and how they are loaded."""

from maskviz.models.loading import Shipped, WeightsError, devices, load_gpt

__all__ = ["Shipped", "WeightsError", "devices", "load_gpt"]
