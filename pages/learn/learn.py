"""Lessons: the path of an hour step by step, and three steps for every mask."""

from maskviz.ui import state
from maskviz.ui.learn.page import show
from maskviz.ui.shell import shipped
from maskviz.ui.sidebar.sidebar import sidebar
from maskviz.ui.state.address import read_news
from maskviz.ui.state.asking import begin_page, has_board

begin_page()
read_news()
show()
if has_board() and (model := shipped(state.kept("model"))):
    sidebar(model)
