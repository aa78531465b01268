"""A few lines of code as they are; Streamlit's own block brings half a megabyte of colours."""

from markupsafe import Markup

from maskviz.ui.kit.markup import show_html

LINES = Markup("<pre><code>{}</code></pre>")


def show_code(text: str) -> None:
    """Lines that wrap; one click marks them all, to be copied.

    What is to be read in colours, or is long, is for `st.code`, best where it is opened by hand.
    """
    show_html(LINES.format(text), "code")
