"""Generation: a square first, then one row a step over a cache that grows."""

from maskviz.ui.generation.page import KNOWN, LOOK, show
from maskviz.ui.lab import lab

lab("generation", show, look=LOOK, known=KNOWN)
