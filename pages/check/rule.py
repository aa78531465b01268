"""Type a rule: a condition in words of q and k, and the mask that it makes."""

from maskviz.ui.rule.page import show
from maskviz.ui.state.address import begin

show(begin())
