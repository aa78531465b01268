"""A flow and a row of a tiny model with random weights, for the tests of both components."""

import math

import numpy as np
import torch

from maskviz.analysis.arithmetic import row_of
from maskviz.analysis.stations import stations
from maskviz.attention import Recipe
from maskviz.explain import why_row
from maskviz.models.gpt import GPT, Shape
from maskviz.stage.flow import Flow

SHAPE = Shape(vocab=40, layers=3, heads=2, d_model=16, context=16)
TOKENS = ["<s>", "The", "<b>cat</b>", "sat", "on"]
ROW, KEY, HEAD = 3, 1, 1


def run_of(allowed, recipe=Recipe(), poison=False):
    torch.manual_seed(3)
    model = GPT(SHAPE).eval()
    with torch.no_grad():
        for weight in model.parameters():
            weight.normal_(std=0.4)
        if poison:
            model.blocks[1].feed_forward[2].weight[:] = math.nan
    layers = torch.as_tensor(allowed).expand(SHAPE.layers, 1, 1, -1, -1)
    return model.run(torch.arange(len(TOKENS))[None], layers, recipe)


def causal():
    return np.tri(len(TOKENS), dtype=bool)


def flow_of(layer=1, poison=False):
    found = stations(run_of(causal(), poison=poison), ROW)
    top = [f"word {i}" for i in range(len(found[-1].tokens))]
    sizes = (len(TOKENS), SHAPE.d_model, SHAPE.vocab, SHAPE.heads)
    return Flow(SHAPE.layers, layer, [0, 1], *sizes, TOKENS[2], ROW, found, top, "Causal")


def arithmetic(recipe=Recipe(), allowed=None, k=KEY):
    allowed = causal() if allowed is None else allowed
    reasons = why_row([("Painted", allowed)], ROW, len(TOKENS), TOKENS)
    trace = run_of(allowed, recipe).layers[0].attention
    return row_of(trace, allowed, recipe, HEAD, ROW, k, TOKENS, 0, reasons)
