"""Your matrix: a mask from outside, and the known mask it comes closest to."""

from maskviz.ui.own.page import show
from maskviz.ui.state.address import begin

show(begin())
