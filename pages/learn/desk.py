"""Teacher's desk: what a class is to see, as one link."""

from maskviz.ui.desk.page import show
from maskviz.ui.state.address import begin

show(begin())
