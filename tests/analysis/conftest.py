"""A view of a short text, with some settings changed."""

import pytest

from maskviz.analysis.view import make_view
from maskviz.settings.declared import DEFAULTS, Settings

KING = "The king asked the princess what she had seen"  # ten tokens with `<s>`
CAT = "The cat sat"  # four


@pytest.fixture
def view(shipped):
    def made(slots=(), book=(), picks=(), locked=None, **values):
        complete = {**DEFAULTS, "text": KING, **values}
        return make_view(Settings(complete, dict(slots), dict(book), dict(picks), locked), shipped)

    return made
