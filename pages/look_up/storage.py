"""How a mask is stored: its bytes in every form, where forms change places, and its time."""

from maskviz.ui.storage.page import show

show()
