"""One experiment of the lab as one block: a title, what was seen, a table, what it means."""

from markupsafe import Markup

from maskviz.ui.kit.markup import show_html

SECTION = Markup("<section><h2>{}</h2>{}{}{}</section>")
SAID = Markup("<p>{}</p>")
NOTE = Markup('<p class="quiet">{}</p>')


def show_section(title: str, said: list[str], body: str | Markup, note: str | Markup) -> None:
    """Draw it as a single element; each of `said` is a paragraph."""
    words = Markup("").join(map(SAID.format, said))
    show_html(SECTION.format(title, words, body, NOTE.format(note)), "generation")
