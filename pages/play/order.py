"""Order: what a model's outputs do when its tokens are shuffled."""

from maskviz.ui.lab import lab
from maskviz.ui.order.page import LOOK, show

lab("order", show, look=LOOK)
