"""What is looked at now; it is made for each run and for each click, and kept for none."""

from maskviz.analysis.view import View, make_view
from maskviz.ui.shell import shipped
from maskviz.ui.state.address import fitted, now


def looked_at() -> View | None:
    """The view of the settings as they are; None, and the page says why, without their model."""
    settings = now()
    model = shipped(settings.model)
    return None if model is None else make_view(fitted(settings, model), model)
