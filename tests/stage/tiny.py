"""Flows and a row of tiny models with random weights, for the tests of both components."""

import math

import numpy as np
import torch

from maskviz.analysis.arithmetic import RowAsked, row_of
from maskviz.analysis.stations import stations
from maskviz.masks.compose.why import why_row
from maskviz.models.attention import Recipe
from maskviz.models.bert import Bert, BertShape
from maskviz.models.dates import Dates, DatesShape
from maskviz.models.gpt import GPT, Shape
from maskviz.stage.flow import Flow

SHAPE = Shape(vocab=40, layers=3, heads=2, d_model=16, context=16)
POST_NORM = BertShape(vocab=40, layers=3, heads=2, d_model=16, context=16)
PAIR = DatesShape(source_vocab=30, target_vocab=14, layers=2, heads=2, d_model=16)
TOKENS = ["<s>", "The", "<b>cat</b>", "sat", "on"]
SOURCE, ANSWER = "3 May 1979", ["<s>", *"1979-05-0"]
ROW, KEY, HEAD = 3, 1, 1


def randomised(model):
    torch.manual_seed(3)
    with torch.no_grad():
        for weight in model.parameters():
            weight.normal_(std=0.4)
    return model.eval()


def run_of(allowed, recipe=Recipe(), poison=False, score_mod=None):
    model = randomised(GPT(SHAPE))
    if poison:
        with torch.no_grad():
            model.blocks[1].feed_forward[2].weight[:] = math.nan
    layers = torch.as_tensor(allowed).expand(SHAPE.layers, 1, 1, -1, -1)
    return model.run(torch.arange(len(TOKENS))[None], layers, recipe, (score_mod,) * SHAPE.layers)


def bert_run():
    allowed = torch.ones(POST_NORM.layers, 1, 1, len(TOKENS), len(TOKENS), dtype=torch.bool)
    return randomised(Bert(POST_NORM)).run(torch.arange(len(TOKENS))[None], allowed)


def dates_run():
    model = randomised(Dates(PAIR))
    source, target = (torch.arange(len(text))[None] for text in (SOURCE, ANSWER))
    return model.run(source, target, model.own_masks(torch.ones_like(source, dtype=torch.bool)))


def causal():
    return np.tri(len(TOKENS), dtype=bool)


def made_flow(shape, found, tokens, place, layer, masked=(0, 1), other="Causal only", **more):
    top = [f"word {i}" for i in range(len(found[-1].tokens))]
    sizes = (len(tokens), shape.d_model, shape.vocab, shape.heads)
    facts = {"token": tokens[place], "position": place, "stations": found, "top": top, **more}
    masks = ["Causal" if n in masked else other for n in range(shape.layers)]
    return Flow(shape.layers, layer, masked, *sizes, masks=masks, **facts)


def flow_of(layer=1, poison=False):
    return made_flow(
        SHAPE, stations(run_of(causal(), poison=poison), ROW), TOKENS, ROW, layer, (0, 1)
    )


def bert_flow(layer=1):
    found = stations(bert_run(), ROW)
    return made_flow(POST_NORM, found, TOKENS, ROW, layer, other="no mask")


def dates_flow(part="cross", layer=1):
    tokens = SOURCE if part == "encoder" else ANSWER
    looking = "cross" if part == "cross" else "attention"
    through = "encoder" if part == "encoder" else "decoder"
    found = stations(dates_run(), ROW, part)
    return made_flow(PAIR, found, tokens, ROW, layer, looking=looking, through=through)


def arithmetic(recipe=Recipe(), allowed=None, k=KEY, score_mod=None):
    allowed = causal() if allowed is None else allowed
    reasons = why_row([("Painted", allowed)], ROW, len(TOKENS), TOKENS)
    trace = run_of(allowed, recipe, score_mod=score_mod).heads["self"][0].trace
    return row_of(
        RowAsked(trace, allowed, recipe, HEAD, ROW, k, TOKENS, 0, reasons, score_mod=score_mod)
    )


def cross_arithmetic(k=4):
    """The row of the answer's fourth symbol, which reads the source."""
    allowed = np.ones((len(ANSWER), len(SOURCE)), dtype=bool)
    trace = dates_run().heads["cross"][0].trace
    return row_of(
        RowAsked(trace, allowed, Recipe(), HEAD, ROW, k, list(SOURCE), query_token=ANSWER[ROW])
    )
