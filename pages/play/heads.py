"""Heads: how a layer's heads become one row, and what the model is without each."""

from maskviz.ui.heads.page import LOOK, show
from maskviz.ui.lab import lab

lab("heads", show, look=LOOK)
