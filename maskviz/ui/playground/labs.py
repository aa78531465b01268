"""The labs that answer a question which arises at a view; each opens with the view's state."""

from collections.abc import Callable

from maskviz.analysis.view import View


def padded(view: View) -> str:
    return "" if view.real.all() else "What does this padding do?"


def without_order(view: View) -> str:
    """Where each token may read every other, nothing but positions says which came first."""
    square = view.attention.queries_are_keys and not view.attention.writes_answer
    return "Does the order of the tokens matter?" if square and view.mask.allowed.all() else ""


QUESTIONS: dict[str, Callable[[View], str]] = {  # address of the lab -> its question, or nothing
    "batch": padded,
    "order": without_order,
}


def labs(view: View) -> list[dict[str, str]]:
    """The questions that arise, with the pages that answer them."""
    asked = {address: question(view) for address, question in QUESTIONS.items()}
    return [{"address": address, "question": said} for address, said in asked.items() if said]
