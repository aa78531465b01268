"""What is taken back from a check: programs, a test file, other forms, a text for the thread."""

from maskviz.checking.take.notations import Notation, notations
from maskviz.checking.take.taken import taken, thread_of
from maskviz.checking.take.thread import thread
from maskviz.checking.take.written import Source, Written, written

__all__ = ["Notation", "Source", "Written", "notations", "taken", "thread", "thread_of", "written"]
