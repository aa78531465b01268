"""A view of a short text, with some settings changed."""

import pytest

from maskviz.analysis.view import make_view
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
