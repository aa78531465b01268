"""Which masks a real model has, layer by layer: read from its config as data, nothing is run."""

from maskviz.architectures.cache import Cache, cache_bytes
from maskviz.architectures.error import ConfigError
from maskviz.architectures.known import KNOWN, Known
from maskviz.architectures.layers import LayerMask, cells
from maskviz.architectures.model import Layer, Model
from maskviz.architectures.reach import reached
from maskviz.architectures.reader import read, read_config
from maskviz.architectures.types import UNREAD, readable

__all__ = [
    "KNOWN",
    "UNREAD",
    "Cache",
    "ConfigError",
    "Known",
    "Layer",
    "LayerMask",
    "Model",
    "cache_bytes",
    "cells",
    "reached",
    "read",
    "read_config",
    "readable",
]
