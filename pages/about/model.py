"""The model: what it was trained on, how good it is, what it cannot do."""

from maskviz.ui.modelcard import show
from maskviz.ui.shell import shipped

show(shipped())
