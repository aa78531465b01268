"""A box of several lines that is read while one line is typed into it."""

from maskviz.stage.component import register

silent = register("typing", "typing/typing.js", "typing/typing.css")


def read_while_typed(key: str) -> None:
    """While this is drawn, a single line in the text area of that key is sent when typing pauses;
    Streamlit has that for boxes of one line only."""
    silent(key=f"{key}_typing", data={"key": key})
