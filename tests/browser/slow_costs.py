"""The app with a second between two pages of the story, so that a hand can press Cancel."""

import time

from maskviz.analysis.story import measure
from maskviz.ui import shell
from maskviz.ui.costs import live as livecost


def slowly(*words):
    for tally in measure(*words):
        time.sleep(1)
        yield tally


livecost.measure = slowly
shell.run()
