"""Type a rule: a condition in words of q and k, and the mask that it makes."""

from maskviz.ui.address import begin
from maskviz.ui.typedrule import show

show(begin())
