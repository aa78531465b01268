"""A mask to be looked at: in a notebook as output, elsewhere as one HTML file."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from maskviz.checking import Checked
from maskviz.masks.call import MaskCall
from maskviz.masks.kinds import quoted
from maskviz.python.cells import cells
from maskviz.python.checking import Read, judged, read
from maskviz.python.drawing import SIDE, check_room, drawn
from maskviz.python.error import MaskError, one_error
from maskviz.python.function import is_function
from maskviz.python.given import check_no_path, check_unused, numbers, truth
from maskviz.python.named import named
from maskviz.python.page import HtmlPage, in_notebook, some_file
from maskviz.python.picture import picture
from maskviz.python.scores import chosen_by
from maskviz.stage.big import LARGEST, big_message, summary
from maskviz.standalone.document import LARGE, board_page, document
from maskviz.standalone.message import Words

OWN = ("tokens", "scores", "query_tokens", "title", "file")
NOT_DRAWN = "It is drawn by a script, which runs once the notebook is trusted or this cell is run."


@one_error
def show(
    mask: Any,
    tokens: Sequence[str] | None = None,
    scores: Any = None,
    *,
    query_tokens: Sequence[str] | None = None,
    title: str | None = None,
    file: str | Path | None = None,
    **parameters: Any,
) -> HtmlPage:
    """Draw a mask as the app draws it: hover, lock a cell, show it large, read it by keyboard.

    mask          bool (queries, keys) or (heads, queries, keys), True = may read, or numbers that
                  are added to scores, in torch, NumPy, JAX or plain lists; a name, a rule or a
                  function, as `maskviz.cells` takes it, drawn over the tokens; a pasted text, as
                  `maskviz.read` takes it; or what `read` and `check` return. A stack of masks
                  without scores is a strip to choose from
    tokens        the text of each key; the queries are the last of them
    scores        raw scores (queries, keys) or (heads, queries, keys), already divided by the
                  square root of the head's width; then masked scores and weights are drawn too, and
                  the locked row is worked out number by number
    query_tokens  the text of each query, where other tokens ask than answer
    title         what stands over the picture
    file          where the page is written; else in a notebook nowhere, and in a new temporary file
                  everywhere else
    parameters    what `maskviz.cells` takes beside a name or a rule: `window=4`

    Returns an `HtmlPage`, which a notebook shows by itself in a frame of its own; no server is
    started, and the page asks none for anything. Errors: MaskError, a ValueError of one sentence,
    for sizes that do not fit each other and for more than 256 tokens a side, 2,048 without scores;
    OSError for a file that cannot be written.
    """
    tokens, query_tokens = listed(tokens, "tokens"), listed(query_tokens, "query_tokens")
    raw = None if scores is None else numbers(scores)
    size = sizes(tokens, query_tokens, raw)
    called, allowed = mask_of(mask, size, parameters, raw)
    title = str(title or called or usual_name(allowed))
    html = page(allowed, raw, tokens, query_tokens, title)
    made = HtmlPage(title, html, in_plain(title, allowed[0]))
    if file is None and in_notebook():
        return made
    return replace(made, file=made.save(some_file() if file is None else file))


def in_plain(title: str, allowed: np.ndarray) -> str:
    """One mask, bool (query, key), in words and characters."""
    return "\n".join([title, summary(allowed), NOT_DRAWN, *picture(allowed)])


def listed(tokens: Any, name: str) -> Any:
    """Texts in a list, whatever held them."""
    if tokens is None:
        return None
    if isinstance(tokens, str):
        raise MaskError(f"{name} is one text, {quoted(tokens)}, not a list of texts")
    try:
        return list(tokens)
    except TypeError:
        raise MaskError(f"{name} is {quoted(tokens)}, not a list of texts") from None


def sizes(
    tokens: Sequence[str] | None, query_tokens: Sequence[str] | None, raw: np.ndarray | None
) -> tuple[int, int] | None:
    """(queries, keys) as far as tokens or scores tell."""
    if raw is not None:
        return raw.shape[1], raw.shape[2]
    if tokens is None:
        return None
    return len(tokens if query_tokens is None else query_tokens), len(tokens)


def mask_of(
    mask: Any,
    size: tuple[int, int] | None,
    parameters: dict[str, Any],
    raw: np.ndarray | None,
) -> tuple[str, np.ndarray]:
    """What it is called, "" for an array, and its cells, bool (head, query, key)."""
    if is_function(mask):
        name = getattr(mask, "__name__", "A function")
        return name, cells(mask, *known(size, name), **parameters)[None]
    if isinstance(mask, str):
        return of_text(mask, size, parameters, raw)
    check_unused(parameters, OWN)
    if isinstance(mask, Read):
        return "", np.stack(mask.readings[0].samples)
    if isinstance(mask, Checked):
        return "", mask.cells[None]
    found = truth(mask)
    return "", found.reshape(-1, *found.shape[-2:])


def of_text(
    text: str, size: tuple[int, int] | None, parameters: dict[str, Any], raw: np.ndarray | None
) -> tuple[str, np.ndarray]:
    """A name or a rule over the tokens, else whatever `read` makes of it."""
    check_no_path(text)
    told = {k: v for k, v in parameters.items() if k not in ("offset", "head")}
    try:
        found = named(text, told)
    except ValueError as fault:
        try:
            return "", np.stack(read(text, **told).readings[0].samples)
        except ValueError:
            raise fault from None
    call, (queries, keys) = found.mask, known(size, found.title)
    if raw is not None and isinstance(call, MaskCall) and call.dynamic:
        return found.title, chosen_by(raw, call.name, call.params, keys - queries)
    return found.title, cells(text, queries, keys, **parameters)[None]


def known(size: tuple[int, int] | None, title: str) -> tuple[int, int]:
    if size is None:
        raise MaskError(f"{title} has no size of its own; give tokens or scores")
    return size


def usual_name(allowed: np.ndarray) -> str:
    """The known mask that it is in every cell and that is told nothing of the tokens."""
    found = judged(allowed[0]).exact if len(allowed) == 1 < allowed.size else []
    return next((find.title for find in found if not find.told), "A mask")


def page_of(cells_: np.ndarray) -> str:
    """The file of one mask alone, bool (query, key), under its own name where it has one."""
    return page(cells_[None], None, None, None, usual_name(cells_[None]))


def page(
    allowed: np.ndarray,
    raw: np.ndarray | None,
    tokens: Sequence[str] | None,
    query_tokens: Sequence[str] | None,
    title: str,
) -> str:
    """The whole file; ValueError where sizes do not fit each other."""
    heads, queries, keys = allowed.shape
    if raw is not None and raw.shape[1:] != (queries, keys):
        raise MaskError(f"scores are {raw.shape[1]} x {raw.shape[2]}, the mask {queries} x {keys}")
    if raw is not None and 1 not in (heads, len(raw)) and heads != len(raw):
        raise MaskError(f"there are scores of {len(raw)} heads and masks of {heads}")
    if not keys or not queries:
        raise MaskError(f"the mask is {queries} x {keys}: it has no cells")
    if raw is None and heads == 1 and max(queries, keys) > SIDE:
        if max(queries, keys) > LARGEST:
            raise MaskError(f"the mask is {queries:,} x {keys:,}; {LARGEST:,} a side are the most")
        message = big_message(allowed[0], title)
        return document(Words(title, [summary(allowed[0])]), message, LARGE)
    check_room(max(heads, 1 if raw is None else len(raw)), queries, keys)
    apart = query_tokens is not None or queries > keys  # then queries are counted for themselves
    asking = labels(query_tokens, queries, "query_tokens") if apart else []
    return board_page(drawn(allowed, raw, labels(tokens, keys, "tokens"), asking, title))


def labels(tokens: Sequence[str] | None, count: int, name: str) -> list[str]:
    """A text for each place; the place itself where none was given."""
    if tokens is None:
        return [str(place) for place in range(count)]
    if len(tokens) != count:
        places = "keys" if name == "tokens" else "queries"
        raise MaskError(f"{name} is a list of {len(tokens)} texts for {count} {places}")
    return [str(token) for token in tokens]
