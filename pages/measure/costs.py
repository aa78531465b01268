"""What a mask costs: perplexity under every mask of the catalogue, and under the visitor's own."""

from maskviz.ui.address import begin
from maskviz.ui.costs import show

show(begin())
