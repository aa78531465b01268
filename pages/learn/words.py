"""Words: what each word of the field means, and where it can be looked at."""

from maskviz.ui.words.page import show

show()
