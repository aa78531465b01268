"""Puzzles: a picture is given, and the rule that makes it is to be written."""

from maskviz.ui.puzzles.page import show

show()
