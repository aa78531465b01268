"""A view of a short text, with some settings changed."""

import pytest

from maskviz.analysis.view import View, make_view
from maskviz.models import load
from maskviz.settings.declared import DEFAULTS
from tests.states import state

KING = "The king asked the princess what she had seen"  # ten tokens with `<s>`
CAT = "The cat sat"  # four


@pytest.fixture
def view(shipped):
    def made(slots=(), book=(), picks=(), locked=None, **values):
        complete = {**DEFAULTS, "text": KING, **values}
        return make_view(
            state(**complete, slots=dict(slots), book=dict(book), picks=dict(picks), locked=locked),
            shipped,
        )

    return made


@pytest.fixture(scope="session")
def models():
    return {name: load(name) for name in ("gpt", "bert", "copier")}


@pytest.fixture(scope="session")
def seen(models):
    """A view of a model by its name, with what it opens with and some settings changed."""

    def made(model="gpt", **changes) -> View:
        shipped = models[model]
        settings = state(**{**shipped.plan.opening, "model": model, **changes})
        return make_view(settings.stored(), shipped)

    return made
