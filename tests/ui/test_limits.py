"""The limits hold where they are largest: 256 tokens, every head, every number sent."""

import pytest

from maskviz.analysis.view import make_view
from maskviz.analysis.working import head_weights, working
from maskviz.settings.declared import Settings
from maskviz.stage.flow import flow_message
from maskviz.stage.row import row_message
from maskviz.stage.scene import scene_message
from maskviz.stage.working import weights_message, working_message
from maskviz.ui.board.picture import flow_of, row_at
from maskviz.ui.board.scenes import scene_of

MESSAGE = 2_000_000  # bytes to the browser
CELLS = 5_000_000  # layers x heads x queries x keys


@pytest.fixture(scope="module")
def largest(shipped):
    values = {"text": "the king and " * 150, "blocking": "write", "output": "concatenated"}
    return make_view(Settings.of(**values), shipped)


def test_the_trace_stays_within_its_cells(largest):
    layers, heads = len(largest.run.heads["self"]), len(largest.heads)
    assert largest.region.keys == largest.shipped.shape.context
    assert layers * heads * largest.region.queries * largest.region.keys <= CELLS


def test_no_message_is_too_large(largest):
    messages = {
        "stage": scene_message(scene_of(largest)),
        "flow": flow_message(flow_of(largest)),
        "row": row_message(row_at(largest)),
        "working": working_message(working(largest, row_at(largest))),
        "weights": weights_message(head_weights(largest)),
    }
    sizes = {name: len(message) for name, message in messages.items()}
    assert max(sizes.values()) <= MESSAGE, sizes
