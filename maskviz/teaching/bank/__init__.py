"""Questions about masks, made from the catalogue and judged by computing.

A seed, a level, a kind and a number are one question for ever: a class has the same ones by the
seed in the link. So nothing here may be drawn in another order, and lists only grow at their end
together with a new level.
"""

from maskviz.teaching.bank.questions import LEVELS, Question, asked_of, question
from maskviz.teaching.bank.verdict import Verdict, judged

__all__ = ["LEVELS", "Question", "Verdict", "asked_of", "judged", "question"]
