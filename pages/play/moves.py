"""What moves: one token changed, and whom the mask keeps the news from."""

from maskviz.ui.moves.page import page

page()
