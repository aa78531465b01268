"""The page "Words": the glossary, to read and to search, and where each word can be looked at."""

from collections.abc import Iterable

import streamlit as st
from markupsafe import Markup

from maskviz.settings.kinds import Text
from maskviz.teaching.words import catalogue
from maskviz.teaching.words.glossary import Word, groups, page_of, words
from maskviz.teaching.words.searched import nearest, search
from maskviz.ui.kit.contents import anchor, show_contents
from maskviz.ui.kit.link import link
from maskviz.ui.kit.markup import joined, show_html
from maskviz.ui.kit.notes import show_notes
from maskviz.ui.kit.style import show_style
from maskviz.ui.kit.words import plain
from maskviz.ui.state.page import begun, ended, page_control

SEARCHED = "word"  # in the address
LONGEST = 60  # letters of a search
GROUP = Markup('<section><h2 id="{}">{}</h2><dl class="{}">{}</dl></section>')
ENTRY = Markup('<div class="entry" id="{}"><dt>{}{}</dt><dd>{} {}</dd></div>')
ALSO = Markup("<small>{}</small>")


def show() -> None:
    """The whole page."""
    says = catalogue("pages")["words"]
    show_style("words")
    st.title(says["title"], anchor=False)
    st.markdown(says["look"])
    show_words(says)


@st.fragment
def show_words(says: dict[str, str]) -> None:
    """What was looked for first, and all other words under their headings."""
    begun()
    told = st.container()
    text = page_control(
        st.text_input,
        says["find"],
        Text(LONGEST),
        "",
        key=SEARCHED,
        placeholder=says["hint"],
        max_chars=LONGEST,
        width=420,
    )
    show_notes(ended({}, ""), told)
    hits = search(text)
    if text.strip() and not hits:
        near = nearest(text)
        hits = [near] if near else []
        also = says["near"].format(title=near.title) if near else ""
        st.markdown(plain(f"{says['nothing'].format(text=text.strip())} {also}"))
    sections = [section(says["found"], hits, says, "found")] if hits else []
    rest = {key: [w for w in listed(key) if w not in hits] for key in groups()}
    sections += [section(groups()[key], left, says) for key, left in rest.items() if left]
    show_contents(groups()[key] for key, left in rest.items() if left)
    show_html(joined(sections), "words")


def listed(group: str) -> list[Word]:
    """The words under a heading."""
    return [word for word in words().values() if word.group == group]


def section(title: str, inside: Iterable[Word], says: dict[str, str], kind: str = "") -> Markup:
    """A heading and its words."""
    return GROUP.format(anchor(title), title, kind, joined(entry(w, says) for w in inside))


def entry(word: Word, says: dict[str, str]) -> Markup:
    """A word, how else it is written, what it means, and where to look at it."""
    forms = ", ".join(word.forms)
    also = ALSO.format(f"{says['also']} {forms}") if forms else ""
    title = link(page_of(word), word.title, kind="name")
    see = link(word.see, says["see"], label=f"{says['see']}: {word.title}")
    return ENTRY.format(word.name, title, also, word.says, see)
