"""What moves: one token changed, and whom the mask keeps the news from."""

from maskviz.ui.lab import lab
from maskviz.ui.moves.page import KNOWN, LOOK, show

lab("moves", show, look=LOOK, known=KNOWN)
