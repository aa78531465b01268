"""All masks: the catalogue as pictures."""

from maskviz.ui.atlas.page import show

show()
