"""The shipped transformers: definition, tokenizer, weights and how they are loaded."""

from maskviz.models.loading import Shipped, WeightsError, devices, load
from maskviz.models.plans import PLANS

__all__ = ["PLANS", "Shipped", "WeightsError", "devices", "load"]
