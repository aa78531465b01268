"""An argument by which a mask is passed: where it stands, in which shape, what True means in it."""

from dataclasses import dataclass

from maskviz.libraries.conventions.library import VERSIONS

BLOCKED, READ, PADDING = "blocked", "may read", "padding"
FLAG = "a flag"


@dataclass(frozen=True)
class Argument:
    """One argument of one call.

    true   what True or 1 means in it; "" where it holds no such thing
    says   which queries and keys it is about, a sentence
    shape  B samples, H heads, L queries, S keys; in nn.Transformer L source and T target tokens
    """

    name: str
    call: str
    package: str
    shape: str
    true: str
    says: str

    @property
    def title(self) -> str:
        return f"{self.name} of {self.call}"

    @property
    def known(self) -> str:
        return f"{self.package} {VERSIONS[self.package]}"
