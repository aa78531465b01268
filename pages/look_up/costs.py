"""What a mask costs: perplexity under every mask of the catalogue, and under the visitor's own."""

from maskviz.ui.costs.page import show
from maskviz.ui.state.address import begin

show(begin())
