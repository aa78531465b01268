"""The path of an hour: a lesson a file, in the order in which they are taught."""

from maskviz.masks.discovery import found_in
from maskviz.teaching.lessons.spec import Lesson

PATH = found_in(__name__, __path__, Lesson, "lesson", order="place")
