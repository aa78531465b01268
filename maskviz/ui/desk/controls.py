"""The desk's own controls, which the address holds: what a class link opens, what is seen of it."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from maskviz.masks.kinds import Flag, Int
from maskviz.settings.declared import Settings
from maskviz.settings.kinds import Choice, Kind, Many, Text
from maskviz.settings.link import LINK_LIMIT
from maskviz.stage.rings import STAGES
from maskviz.teaching.lessons.found import lesson_of, names
from maskviz.teaching.lessons.told import title_of
from maskviz.teaching.words import catalogue
from maskviz.ui.desk import choices
from maskviz.ui.desk.aim import Aim, AimError, at, at_state, pasted
from maskviz.ui.desk.choices import CONTROLS_TOLD, LARGE_TOLD, NO_STAGE, PARTS, STAGES_TOLD
from maskviz.ui.kit.controls import named_choice, own_control
from maskviz.ui.kit.seeded import LEVELS, SEED
from maskviz.ui.shell import ADDRESSES
from maskviz.ui.state.page import page_control
from maskviz.ui.state.seen import Seen

WHAT = {
    "lesson": "Lesson",
    "questions": "Questions",
    "state": "Playground",
    "link": "Link",
}
ASKS = catalogue("predict")  # kinds and levels of questions with their titles
LINK = Text(LINK_LIMIT + 1_000)
COVER = Flag("What the model predicts is not sent at all, so no student can look it up.")
LARGE = Flag("Large type and high contrast, for a projector.")
# The settings of the page that may wait in the address until their control is drawn.
WAITING: Mapping[str, Kind] = {
    "desk.link": LINK,
    "desk.lesson": Choice(names()),
    "desk.step": Int(1, 99, ""),
    "desk.kind": Choice(tuple(ASKS["kinds"])),
    "desk.level": Choice(LEVELS),
    "desk.seed": SEED,
}


def what_opens(settings: Settings) -> Aim:
    """What the link is to open; AimError says why it cannot open that."""
    match named_choice("The link opens", WHAT, key="desk.what", widget=st.pills):
        case "lesson":
            return a_lesson()
        case "questions":
            return questions()
        case "link":
            return from_pasted()
        case _:
            st.caption(
                "The playground as it is now. Set it there and come back; it stands in this page's "
                "own address too, which you can bookmark."
            )
            return at_state(settings, st.session_state.get("raw"))


def a_lesson() -> Aim:
    """A step of a lesson, of the path or of one mask."""
    lessons = names()
    name = page_control(
        st.selectbox,
        "Lesson",
        Choice(lessons),
        lessons[0],
        options=lessons,
        format_func=lambda option: title_of(lesson_of(option)),
        key="desk.lesson",
    )
    steps = Int(1, len(lesson_of(name).steps), "The class goes on from there by itself.")
    step = own_control(steps, f"Step, of {steps.high}", 1, key="desk.step")
    return at("learn", lesson=name, step=step if step > 1 else None)


def questions() -> Aim:
    """The same questions for all of a class, without end."""
    kind = named_choice("Kind", ASKS["kinds"], key="desk.kind", widget=st.pills)
    titles = {level: ASKS["levels"][level] for level in LEVELS}
    level = named_choice("Level", titles, key="desk.level", widget=st.pills)
    seed = own_control(SEED, "Seed", 1, key="desk.seed")
    return at("predict", kind=kind, level=level, seed=seed)


def from_pasted() -> Aim:
    said = page_control(st.text_input, "A link of this app", LINK, "", key="desk.link")
    if not said.strip():
        raise AimError("Paste a link of this app: of any page, with or without a state.")
    return pasted(said, ADDRESSES)


def what_is_seen(settings: Settings | None) -> Seen:
    """What is hidden, which pictures are shown, and how large."""
    cover = page_control(
        st.toggle, "Cover the answers", COVER, 0, key="desk.cover", help=COVER.help
    )
    large = page_control(st.toggle, "Large type", LARGE, 0, key="desk.large", help=LARGE.help)
    parts = several("Parts that are hidden", PARTS, "desk.parts", "none: all parts are shown")
    told = "none: all controls can be used"
    names = several("Controls that are hidden", CONTROLS_TOLD, "desk.controls", told)
    shown = several("Pictures that are shown", STAGES_TOLD, "desk.show", "all five")
    stage = page_control(
        st.selectbox,
        "One picture large",
        Choice(tuple(LARGE_TOLD)),
        NO_STAGE,
        options=list(LARGE_TOLD),
        format_func=LARGE_TOLD.get,
        key="desk.stage",
    )
    hidden = frozenset(parts).union(*(choices.keys_of(name, settings) for name in names))
    return Seen(
        hidden | {choices.COVERED} if cover else hidden,
        tuple(name for name in STAGES if name in shown),
        "" if stage == NO_STAGE else stage,
        "large" if large else "",
    )


def several(label: str, titles: Mapping[str, str], key: str, none: str) -> tuple[str, ...]:
    """Any number of a list, by their titles."""
    capitals: Mapping[str, Any] = {name: t[:1].upper() + t[1:] for name, t in titles.items()}
    box = partial(st.multiselect, options=list(titles), format_func=capitals.get, placeholder=none)
    return page_control(box, label, Many(tuple(titles)), (), key=key)
