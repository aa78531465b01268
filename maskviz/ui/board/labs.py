"""The labs that answer a question which arises at a view; each opens with the view's state."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from maskviz.analysis.secrets.hidden import KINDS
from maskviz.analysis.view import View
from maskviz.masks.compose import Join, Term, TermError, facts_of
from maskviz.masks.compose.reading import LONGEST
from maskviz.masks.matrix import reads_future
from maskviz.settings.query import written
from maskviz.teaching.bank import asked_of
from maskviz.teaching.lessons.fitting import of_state
from maskviz.teaching.lessons.told import title_of
from maskviz.teaching.words import catalogue
from maskviz.ui.board.rectangular import larger
from maskviz.ui.kit.link import with_seen
from maskviz.ui.state.seen import seen_words


def padded(view: View) -> str:
    return "" if view.real.all() else "What does this padding do?"


def without_order(view: View) -> str:
    """Where each token may read every other, nothing but positions says which came first."""
    square = view.attention.queries_are_keys and not view.attention.writes_answer
    return "Does the order of the tokens matter?" if square and view.mask.allowed.all() else ""


def moving(view: View) -> str:
    """What a mask keeps in one layer it need not keep in the model."""
    if view.shipped.plan.writes_answer:
        return ""
    if reads_future(view.mask.allowed, view.region.offset):
        return "Whom does each token reach?"
    return "Does the future stay out, through all layers?"


def secret(view: View) -> str:
    """Where the mask goes by who may know what."""
    terms = [rule.term for rule in view.mask.rules if rule.term]
    asked = any(name in KINDS for term in terms for name in facts_of(term))
    return "Does the secret stay one?" if asked and not view.shipped.plan.writes_answer else ""


def written_on(view: View) -> str:
    """At the last row the next token can be added; a cache adds it without reading all again."""
    stories = view.shipped.plan.shelf == "stories"
    return "How does it write on, token by token?" if stories and on_last(view) else ""


def on_last(view: View) -> bool:
    return view.locked[0] == view.last


def by_head(view: View) -> str:
    """Where each head has a mask of its own, one asks what it gains the model."""
    return "What does each head do for the model?" if view.settings.each else ""


def changed(view: View) -> str:
    """Where the drawn mask is not what the model was trained with."""
    differs = (view.mask.allowed != view.own.allowed).any()
    return "What changes beside the model’s own mask?" if differs else ""


QUESTIONS: dict[str, Callable[[View], str]] = {  # address of the lab -> its question, or nothing
    "moves": moving,
    "secrets": secret,
    "batch": padded,
    "order": without_order,
    "generation": written_on,
    "heads": by_head,
    "compare": changed,
}


FORETELLING = {"batch", "generation", "heads", "compare", "secrets"}  # they show predictions


def labs(view: View, *, foretells: bool = True) -> list[dict[str, str]]:
    """The questions that arise, with the pages that answer them.

    foretells  whether a page may be among them that shows what the model predicts
    """
    pages = QUESTIONS if foretells else {a: QUESTIONS[a] for a in QUESTIONS if a not in FORETELLING}
    asked = {address: question(view) for address, question in pages.items()}
    found = [{"address": address, "question": said} for address, said in asked.items() if said]
    return [*larger(view), *found, *predicted(view), *taught(view)]


def predicted(view: View) -> list[dict[str, str]]:
    """The mask itself as a question, where all of it is a mask of masks and can be asked about."""
    terms = [rule.term for rule in view.mask.rules]
    if not all(terms) or view.mask.gate:
        return []
    try:
        term = terms[0] if len(terms) == 1 else Join("and", tuple(terms))
    except TermError:  # too many masks for one
        return []
    query = question_of(Asked(str(term), term))
    if not query:
        return []
    question = catalogue("predict")["page"]["offer"]
    query = with_seen(f"./predict{query}").removeprefix("./predict")
    return [{"address": "predict", "question": question, "query": query}]


@dataclass(frozen=True)
class Asked:
    """A mask that is asked about, known by its text."""

    text: str
    term: Term = field(compare=False)


@lru_cache(512)
def question_of(asked: Asked) -> str:
    """What the page of questions is asked with about a mask; nothing where it has none of it."""
    known = len(asked.text) <= LONGEST and asked_of(asked.term, "mask", 1)
    return written({"of": [asked.text]}) if known else ""


def taught(view: View) -> list[dict[str, str]]:
    """The lesson of what is looked at; `query` is its own, in place of the state."""
    if (lesson := of_state(view.settings)) is None:
        return []
    question = catalogue("learn")["learn"].format(title=title_of(lesson))
    query = written({"lesson": [lesson.name]} | seen_words())
    return [{"address": "learn", "question": question, "query": query}]
