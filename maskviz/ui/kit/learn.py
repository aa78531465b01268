"""A link to the lesson that teaches what stands beside it."""

from markupsafe import Markup

from maskviz.settings.query import written
from maskviz.teaching.lessons.spec import Lesson
from maskviz.teaching.lessons.told import title_of
from maskviz.teaching.words import catalogue
from maskviz.ui.kit.link import link

PARAGRAPH = Markup('<p class="learn">{}</p>')


def learn_this(lesson: Lesson) -> Markup:
    """A line that leads to the first step of a lesson."""
    said = catalogue("learn")["learn"].format(title=title_of(lesson))
    return PARAGRAPH.format(link(f"./learn{written({'lesson': [lesson.name]})}", said))
