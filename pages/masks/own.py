"""Your matrix: a mask from outside, and the known mask it comes closest to."""

from maskviz.ui.address import begin
from maskviz.ui.ownmatrix import show

show(begin())
