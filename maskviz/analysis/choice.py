"""What a dynamic mask did in one row of the head looked at."""

from maskviz.analysis.view import View
from maskviz.masks.dynamic import Choice, explain_choice
from maskviz.models.attention import scores_at_mask
from maskviz.models.score_mod import NOTHING


def choice_of(view: View, q: int) -> Choice:
    """What it read in the row of query q, a position, and which keys it kept."""
    gate, head = view.mask.gate, view.head
    scores = scores_at_mask(view.trace.raw, view.settings.recipe, view.score_mod or NOTHING)
    allowed = view.heads[head].allowed[q - view.region.offset]
    position = q if view.attention.queries_are_keys else None
    return explain_choice(gate.name, gate.params, scores[0, head, q].tolist(), allowed, position)
