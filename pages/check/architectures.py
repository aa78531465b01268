"""Real models: the masks of known models, layer by layer, and of a config of one's own."""

from maskviz.ui.architectures.page import show
from maskviz.ui.state.address import begin

show(begin())
