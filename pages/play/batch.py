"""The batch: texts of different lengths in one rectangle, and what the padding does to each."""

from maskviz.ui.batch.page import LOOK, OPENING, show
from maskviz.ui.lab import lab

lab("batch", show, look=LOOK, opening=OPENING)
