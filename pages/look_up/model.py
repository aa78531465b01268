"""The models: what each was trained on, how good it is, what it cannot do."""

from maskviz.ui.models.page import show

show()
