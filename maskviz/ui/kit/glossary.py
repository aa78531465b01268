"""Words of the field in a page's text: where one first appears, a tap tells what it means.

The page says what stands first: a text has a place, and a word belongs to the place that had it
first, so that a part of the page that is drawn again marks the same.
"""

import re

import streamlit as st
from markupsafe import Markup

from maskviz.teaching.words.glossary import Word, found, page_of
from maskviz.ui.kit.link import link
from maskviz.ui.kit.markup import joined, show_html

OWNERS = "words_owners"  # name of a word -> the place of the page that has it first
TAP = Markup('<button type="button" class="word" popovertarget="{}">{}</button>{}')
NOTE = Markup('<span popover class="word-note" id="{}" role="note">{} {}</span>')
PARAGRAPH = Markup('<p class="told">{}</p>')
BOLD, CODE = Markup("<strong>{}</strong>"), Markup("<code>{}</code>")
SIGNS = re.compile(r"(\*\*.+?\*\*|`.+?`)")


def begin_words() -> None:
    """Call at the beginning of every full run: no word was met yet."""
    st.session_state[OWNERS] = {}


def show_told(text: str, place: str, *, kind: str = "told") -> None:
    """A paragraph of a page, in which words of the field can be tapped.

    text   two stars make bold, backticks code
    place  what this text is on its page, the same in every run
    """
    show_html(PARAGRAPH.format(told(text, place)), kind)


def told(text: str, place: str) -> Markup:
    """A text as HTML: its bold and code, and each word of the field that no other place of the page
    had before, to be tapped where it first appears."""
    met: set[str] = set()
    return joined(piece(said, place, met) for said in SIGNS.split(text) if said)


def piece(said: str, place: str, met: set[str]) -> Markup:
    """A piece of a text; code is left as it is."""
    if said.startswith("`") and said.endswith("`") and len(said) > 2:
        return CODE.format(said[1:-1])
    if said.startswith("**") and said.endswith("**") and len(said) > 4:
        return BOLD.format(marked(said[2:-2], place, met))
    return marked(said, place, met)


def marked(said: str, place: str, met: set[str]) -> Markup:
    """Plain text with the words that are new to the page."""
    parts: list[str | Markup] = []
    at = 0
    for each in found(said):
        if each.word.name in met or not is_first(each.word, place):
            continue
        met.add(each.word.name)
        parts += [said[at : each.start], tap(each.word, said[each.start : each.end])]
        at = each.end
    return joined([*parts, said[at:]])


def is_first(word: Word, place: str) -> bool:
    """Whether no other place of the page had the word before."""
    owners = st.session_state.setdefault(OWNERS, {})
    return owners.setdefault(word.name, place) == place


def tap(word: Word, said: str) -> Markup:
    """A word as it stands in the text, and the note that it opens: by mouse, finger and keyboard,
    without a script; Escape, a second tap or one elsewhere closes it."""
    name = f"word-{word.name}"
    more = link(page_of(word), "All words", kind="plain more")
    return TAP.format(name, said, NOTE.format(name, explained(word), more))


def explained(word: Word) -> Markup:
    """What a word means, with the word in front."""
    return joined([BOLD.format(word.title), f": {word.says}"])
