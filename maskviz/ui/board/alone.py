"""A view as a page of its own: one HTML file that is opened from disk, without the app."""

from collections.abc import Iterator
from dataclasses import fields, replace

from maskviz.analysis.headmask import named
from maskviz.analysis.oddrows import odd_rows
from maskviz.analysis.view import View
from maskviz.stage.scene import Scene
from maskviz.standalone.document import board_page
from maskviz.standalone.message import Drawn, Words
from maskviz.ui.board.scenes import scene_of
from maskviz.ui.board.words import besides, caption
from maskviz.ui.state.seen import Seen


def page_file(view: View, shown: Seen) -> bytes:
    """The page with all heads of the layer looked at, the stages that are shown, and for a locked
    row its arithmetic from the score on."""
    heads = list(views(view, all_heads=not shown.hides("heads")))
    drawn = Drawn(
        scenes=[scene_alone(each) for each in heads],
        words=[words(each) for each in heads],
        stages=shown.stages,
        head=heads.index(next(each for each in heads if each.head == view.head)),
        locked=view.locked,
        remarks={i: dict(odd_rows(each)) for i, each in enumerate(heads)},
    )
    return board_page(drawn).encode()


def views(view: View, *, all_heads: bool) -> Iterator[View]:
    """The same view, looked at through each head; its lock stays."""
    held = {each.name: getattr(view, each.name) for each in fields(view)}
    for head in range(len(view.heads)) if all_heads else [view.head]:
        settings = replace(view.settings, head=head, locked=view.locked)
        yield type(view)(**{**held, "settings": settings})


def scene_alone(view: View) -> Scene:
    """The scene as it stands: nothing is painted on a page that nobody answers."""
    return replace(scene_of(view), paintable=False, painted=False, slot="all", base="")


def words(view: View) -> Words:
    settings = view.settings
    where = f"Head {view.head} of layer {settings.layer}, model {settings.model}."
    said = (caption(view), besides(view), where)
    return Words(named(view.shown, view.head), [line for line in said if line])
