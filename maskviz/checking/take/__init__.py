"""What is taken back from a check: programs, a test file, other forms, a text for the thread."""

from maskviz.checking.take.forms import Form, forms
from maskviz.checking.take.taken import taken, thread_of
from maskviz.checking.take.thread import thread
from maskviz.checking.take.written import Written, written

__all__ = ["Form", "Written", "forms", "taken", "thread", "thread_of", "written"]
