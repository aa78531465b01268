"""Whatever is set, a batch is compared, told and drawn, and its program makes what ran."""

import random

import pytest
import torch

from maskviz.analysis.batches.code import batch_code
from maskviz.analysis.batches.forms import forms
from maskviz.analysis.batches.given import given
from maskviz.analysis.batches.together import alone, together
from maskviz.analysis.batches.ways import ways
from maskviz.analysis.order import shuffle
from maskviz.analysis.view import make_view
from maskviz.libraries.export import NotExpressible
from maskviz.models import load
from maskviz.ui.batch import words
from maskviz.ui.batch.formed import forms_table
from maskviz.ui.batch.rectangle import rectangle
from maskviz.ui.batch.tables import pooled_table, rows_table, ways_table
from maskviz.ui.order.page import sentence
from maskviz.ui.order.panel import panels
from tests.ui.test_any_state import settings

STATES = 8


@pytest.mark.parametrize("name", ["gpt", "bert"])
def test_any_batch_is_compared_told_and_drawn(name):
    shipped, draw = load(name), random.Random(name)
    for _ in range(STATES):
        state = settings(draw, name, shipped.shape)
        view = make_view(state.but(texts=3, row=2, text_2="The old man. He laughed", text_3="a"),
                         shipped)  # fmt: skip
        batched = given(view.settings, shipped, view.batch)
        singles = alone(batched)
        found = together(batched, singles)
        each = ways(batched, singles)
        said = [words.sentence(view, found), words.ways_said(view, each)]
        assert all(text.endswith(".") and "nan" not in text for text in said)
        assert rectangle(view, batched, found) and forms_table(forms(batched), view.row)
        assert rows_table(view, found) + ways_table(view, each) + pooled_table(view, found)
        shuffled = shuffle(view, 1, positions=False)
        assert panels(shuffled) and sentence(shuffled, False).endswith(".")
        try:
            made = batch_code(batched)
        except NotExpressible:
            continue
        names: dict = {}
        exec(compile(made, "<batch>", "exec"), names)
        queries = names["allowed"].shape[-2]
        as_run = batched.allowed[state.layer][:, :, -queries:]
        assert torch.equal(names["allowed"].expand(as_run.shape), as_run)
