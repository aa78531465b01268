"""Three texts of 12, 5 and 7 tokens, as the decoder and as the encoder read them."""

import pytest

from maskviz.analysis.batches.given import given
from maskviz.analysis.reading import make_batch
from maskviz.models import load
from tests.states import state

TEXTS = {
    "text": "The cat sat on the wall and looked at the moon",
    "text_2": "The old man laughed",
    "text_3": "Dorothy and the Scarecrow walked along",
    "texts": 3,
}


@pytest.fixture(scope="session")
def models(shipped):
    return {"gpt": shipped, "bert": load("bert")}


@pytest.fixture
def batched(models):
    """A batch under the settings, with some changed; the mask is the model's own."""

    def made(name="gpt", **changes):
        mask = {"gpt": "causal", "bert": "full"}[name]
        settings = state(**{**TEXTS, "model": name, "mask": mask, **changes})
        return given(settings, models[name], make_batch(settings, models[name]))

    return made
