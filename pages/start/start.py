"""Start: what each word of a short sentence may read, and where to go on."""

from maskviz.ui.front.page import show

show()
