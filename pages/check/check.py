"""Check a mask: whatever somebody has, what it is, and what each library makes of it."""

from maskviz.ui.check.page import show
from maskviz.ui.state.address import begin

show(begin())
