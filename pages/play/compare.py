"""Compare: two settings on one text, and four masks side by side."""

from maskviz.ui.compare.page import LOOK, show
from maskviz.ui.lab import lab

lab("compare", show, look=LOOK)
