"""Predict, then reveal: questions about masks, weights and next tokens, the same by a seed."""

from maskviz.ui.predict.page import show

show()
