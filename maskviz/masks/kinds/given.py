"""What the view knows: a number that nobody types."""

from dataclasses import dataclass

GIVEN = {  # name of the parameter -> what it is
    "offset": "Keys that stand before the first query.",
    "keys": "How many keys there are.",
    "head": "The number of the head, counted from 0.",
}


@dataclass(frozen=True)
class Given:
    """A number of the view, never typed; the parameter's name says which one of GIVEN."""

    def setting(self, name: str) -> str:
        return f"`{name}` of the view"
