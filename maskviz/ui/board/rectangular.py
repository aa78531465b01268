"""More queries than the text has tokens: the mask is drawn without a model, beside the board."""

from maskviz.analysis.view import View
from maskviz.masks.call import MaskCall
from maskviz.masks.compose import Term, Typed, facts_of
from maskviz.masks.compose.as_rule import rule_of
from maskviz.masks.painting import POSITIONS
from maskviz.masks.rule import RuleError
from maskviz.masks.rule.fault import CHARACTERS
from maskviz.settings.query import written
from maskviz.ui.state.seen import seen_words


def more_queries(view: View) -> bool:
    """Whether more queries are asked for than there are tokens to ask them."""
    return not view.attention.writes_answer and view.settings.queries > view.region.keys


def larger(view: View) -> list[dict[str, str]]:
    """The mask over as many queries as were asked for, where it is a rule over positions."""
    if not more_queries(view):
        return []
    queries, keys = min(view.settings.queries, POSITIONS), view.region.keys
    parts = [text_of(rule.term) for rule in view.mask.rules]
    rule = " and ".join(f"({part})" if len(parts) > 1 else part for part in parts)
    if not all(parts) or len(rule) > CHARACTERS:
        return []
    query = {"rule": [rule], "rule_queries": [str(queries)], "rule_tokens": [str(keys)]}
    question = f"What does it read with {queries} queries and {keys} keys?"
    return [{"address": "check", "question": question, "query": written(query | seen_words())}]


def text_of(term: Term | None) -> str:
    """A mask as a rule that asks nothing of the tokens; nothing where it is none."""
    if term is None or facts_of(term):
        return ""
    if isinstance(term, Typed):
        return term.text
    try:
        return rule_of(term).canonical if isinstance(term, MaskCall) and not term.dynamic else ""
    except RuleError:
        return ""
