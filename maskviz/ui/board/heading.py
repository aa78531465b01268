"""The head of the board: what the mask is called, what to look for, what has to be known."""

from maskviz.analysis.headmask import HeadMask, named
from maskviz.analysis.view import View
from maskviz.masks.call import MaskCall
from maskviz.stage.board import Address
from maskviz.ui import state
from maskviz.ui.board.added import chips
from maskviz.ui.board.labs import labs
from maskviz.ui.board.words import besides, caption, warnings
from maskviz.ui.state.seen import Seen
from maskviz.ui.state.writing import NO_LINK


def heading(view: View, address: Address, shown: Seen) -> dict:
    """The part `words` of the board; an embedded picture has its name only."""
    notes = [*state.notes(), *warnings(view)]
    if address.problem:
        notes.append(NO_LINK.format(address.problem))
    return {
        "title": named(view.shown, view.head),
        "chips": [chip for chip in chips(view) if chip["key"] not in shown.hidden],
        "lines": [] if shown.alone else [[said] for said in (caption(view), besides(view)) if said],
        "story": None if shown.alone else story(view.mask),
        "labs": [] if shown.hides("labs") else labs(view, foretells=not shown.hides("prediction")),
        "notes": [[said] for said in notes],
        "link": None if address.problem else address.query,
        "nolink": address.problem or None,
    }


def story(mask: HeadMask) -> dict | None:
    """What the mask is for, as its own file tells it; nothing of one that was painted or put
    together."""
    if mask.painted or not isinstance(mask.term, MaskCall):
        return None
    told = mask.term.mask
    return {
        "title": f"What {told.title} is for",
        "lines": [told.sentence, told.inequality, told.paragraph],
    }
