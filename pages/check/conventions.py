"""Conventions: the same words, different masks, library by library."""

from maskviz.ui.conventions.page import show

show()
