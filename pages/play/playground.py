"""Playground: a text, a mask, and what the model does with it."""

from maskviz.analysis.view import make_view
from maskviz.ui.address import begin
from maskviz.ui.playground import show
from maskviz.ui.shell import shipped
from maskviz.ui.sidebar import sidebar

model = shipped()
show(make_view(begin(), model))
sidebar(model)  # after the picture, which is what one waits for
