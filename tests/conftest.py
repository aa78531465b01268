"""What several folders of tests share."""

import pytest
import torch

from maskviz.models import load_gpt

torch.set_num_threads(1)  # as the app does


@pytest.fixture(scope="session")
def shipped():
    """The decoder as it is in the package."""
    return load_gpt()
