"""Questions: what learners and engineers ask about masks, answered with live numbers."""

from maskviz.ui.questions.page import show

show()
