"""A view that does not give the model's answer away."""

from dataclasses import dataclass, fields
from functools import cached_property

from maskviz.analysis.view import View


@dataclass(frozen=True, eq=False)
class Covered(View):
    """A view whose answer is not to be read: where a translator's decoder reads its own, each
    character of it is written as a question mark."""

    @cached_property
    def written(self) -> tuple[str, ...]:
        start, *rest = self.shipped.target.labels(self.done.answer[:-1])
        return (start, *("?" for _ in rest))


def covered(view: View) -> View:
    """The same without the answer that the model wrote."""
    return Covered(**{each.name: getattr(view, each.name) for each in fields(View)})
