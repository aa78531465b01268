"""All masks: the catalogue as pictures."""

from maskviz.ui.atlas import show

show()
